import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCommandLine } from './command-line.ts';
import { readSettings } from './settings.ts';
import { Refusal } from './store/refusal.ts';
import { temporaryFolder } from './testing/test-hub.ts';

function settings(args: readonly string[], environment: Record<string, string> = {}) {
  const invocation = readCommandLine(args);
  if (invocation.kind !== 'start') throw new Error(JSON.stringify(invocation));
  return readSettings(invocation.flags, environment);
}

test('the command line wins over the environment, which wins over config.json', () => {
  const data = temporaryFolder();
  writeFileSync(join(data, 'config.json'), JSON.stringify({ port: 1, ticketPort: 4, host: '10.0.0.1', hosts: ['hall.lan'] }));
  const environment = { HALLCALL_PORT: '2', HALLCALL_HOST: '10.0.0.2', HALLCALL_DATA: data };
  expect(settings(['--port', '3'], environment)).toMatchObject({ data, port: 3, ticketPort: 4, host: '10.0.0.2', hosts: ['hall.lan'], sample: false, logLevel: 'info' });
  expect(settings([], { ...environment, HALLCALL_TICKET_PORT: '5' }).ticketPort).toBe(5);
  expect(settings(['--sample', '--sim', 'printer=http://127.0.0.1:9', '--agent', 'http://127.0.0.1:8/', '--data', data])).toMatchObject({
    port: 1, ticketPort: 4, sample: true, simulators: { printer: 'http://127.0.0.1:9' }, agent: 'http://127.0.0.1:8/',
  });
});

test('each faulty setting is named', () => {
  const data = temporaryFolder();
  const problems = (args: readonly string[], content: string): readonly unknown[] => {
    writeFileSync(join(data, 'config.json'), content);
    try {
      settings([...args, '--data', data]);
    } catch (error) {
      if (error instanceof Refusal && error.problem.code === 'config.invalid') return error.problem.problems;
      throw error;
    }
    return [];
  };
  expect(problems(['--log-level', 'loud'], '{"port": 70000}')).toEqual([
    { path: 'port', fault: { of: 'large', kind: 'number', maximum: 65_535 } }, { path: 'logLevel', fault: expect.objectContaining({ of: 'choice', value: 'loud' }) as unknown },
  ]);
  expect(() => settings(['--port', 'abc', '--data', data])).toThrow(expect.objectContaining({ problem: { code: 'port.invalid', value: 'abc' } }));
  expect(problems([], '{"prot": 1}')).toEqual([{ path: '', fault: { of: 'unknown', fields: ['prot'] } }]);
  expect(problems([], '{')).toEqual([{ path: '', fault: { of: 'notJson', line: 1, column: 2 } }]);
  expect(problems([], '[]')).toEqual([{ path: '', fault: { of: 'type', expected: 'record', found: 'array' } }]);
  expect(problems([], '{}')).toEqual([]);
});

test('commands, and words that are none', () => {
  expect(readCommandLine([])).toMatchObject({ kind: 'start' });
  expect(readCommandLine(['backup', 'x.db', '--data', 'd'])).toMatchObject({ kind: 'backup', file: 'x.db', flags: { data: 'd' } });
  expect(readCommandLine(['verify-log', '--from', '12'])).toMatchObject({ kind: 'verifyLog', wanted: { file: null, from: 12, root: null, date: null, archives: [] } });
  expect(readCommandLine(['verify-log', 'copy.db', '--root', 'ab cd', '--date', '2026-11-22', '--archive', 'a', '--archive', 'b'])).toMatchObject({
    kind: 'verifyLog', wanted: { file: 'copy.db', root: 'ab cd', date: '2026-11-22', archives: ['a', 'b'] },
  });
  expect(readCommandLine(['archive', '--before', '2023-01-01', '--to', 'old.jsonl'])).toMatchObject({ kind: 'archive', before: '2023-01-01', to: 'old.jsonl' });
  expect(readCommandLine(['verify-log', '--from', 'x'])).toEqual({ kind: 'unknownOption', option: '--from x' });
  expect(readCommandLine(['--help'])).toEqual({ kind: 'help' });
  expect(readCommandLine(['restore'])).toEqual({ kind: 'noFile', command: 'restore' });
  expect(readCommandLine(['verify-log', '--date', '26.11.2026'])).toEqual({ kind: 'unknownOption', option: '--date 26.11.2026' });
  expect(readCommandLine(['verify-log', '--date', '2026-11-26'])).toEqual({ kind: 'unknownOption', option: '--date 2026-11-26' });
  expect(readCommandLine(['strat'])).toEqual({ kind: 'unknownCommand', command: 'strat' });
  expect(readCommandLine(['rebuild', 'x'])).toEqual({ kind: 'unknownCommand', command: 'x' });
  expect(readCommandLine(['--prot', '1'])).toEqual({ kind: 'unknownOption', option: '--prot' });
  expect(readCommandLine(['--port'])).toEqual({ kind: 'unknownOption', option: '--port' });
  expect(readCommandLine(['--sample=yes'])).toEqual({ kind: 'unknownOption', option: '--sample' });
});
