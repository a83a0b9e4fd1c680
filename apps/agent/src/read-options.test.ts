import { texts } from '@hallcall/text';
import { expect, test } from 'vitest';
import { readOptions } from './read-options.ts';

const needed = ['--hub', 'http://hall.test:7000/x', '--data', '/d', '--printer', 'tcp://127.0.0.1:9100'];
const zh = texts('zh');
const said = (...args: string[]): string => {
  const command = readOptions(args, zh);
  return command.kind === 'wrong' ? (command.sentence.split('\n')[0] ?? '') : command.kind;
};

test('what is given is read, what is not has its usual value', () => {
  expect(readOptions(needed, zh)).toMatchObject({
    kind: 'run',
    run: {
      data: '/d', hub: 'http://hall.test:7000', printer: { kind: 'tcp', host: '127.0.0.1', port: 9100 }, profile: { name: 'gsH-80mm' }, port: 7001, isChild: false,
      credentials: null, pairName: null, devices: null, linkBase: null, ancestors: [],
    },
  });
  expect(readOptions([...needed, '--child', '--ancestor', 'a', '--ancestor', 'b', '--pair', 'k'], zh)).toMatchObject({ run: { port: 0, isChild: true, ancestors: ['a', 'b'], pairName: 'k' } });
  expect(readOptions(['--data', '/d', '--set-maintenance-pin'], zh)).toEqual({ kind: 'setPin', data: '/d' });
  expect(said('--help')).toBe('help');
});

test('what is not understood, missing or unusable is a sentence', () => {
  const { commandLine, shell } = zh;
  expect(said(...needed, '--prot', '1')).toBe(commandLine.unknownOption({ option: '--prot' }));
  expect(said(...needed, 'start')).toBe(commandLine.unknownOption({ option: 'start' }));
  expect(said(...needed, '--pair')).toBe(commandLine.unknownOption({ option: '--pair' }));
  expect(said(...needed, '--child=yes')).toBe(commandLine.unknownOption({ option: '--child' }));
  expect(said(...needed.slice(2))).toBe(commandLine.optionMissing({ option: '--hub' }));
  expect(said('--set-maintenance-pin')).toBe(commandLine.optionMissing({ option: '--data' }));
  expect(said(...needed, '--hub', 'hall')).toBe(shell.command.urlInvalid({ value: 'hall' }));
  for (const port of ['', '70000', '7o', '-1']) expect(said(...needed, `--port=${port}`)).toBe(commandLine.portInvalid({ value: port }));
  expect(said(...needed, '--printer', 'lpt1')).toContain('--printer');
  expect(said(...needed, '--profile', 'none')).toContain('gsH-80mm');
});
