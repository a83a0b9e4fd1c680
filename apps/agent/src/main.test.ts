// The process itself: what it says when it cannot start, and that it ends when it is told to or its parent is gone.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openOutbox } from './store/open-outbox.ts';
import { builtPages, freshFolder } from './testing/run-agent.test.helper.ts';

/** `port` null leaves the usual one. */
function launchAt(data: string, port: string | null, ...more: string[]) {
  const args = ['--data', data, '--hub', 'http://127.0.0.1:9', '--printer', 'tcp://127.0.0.1:9', '--dist', builtPages(), ...(port === null ? [] : ['--port', port]), ...more];
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], { env: { ...process.env, LANG: 'en_US.UTF-8', LC_ALL: 'en_US.UTF-8' } });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => { out += String(chunk); });
  child.stderr.on('data', (chunk) => { err += String(chunk); });
  const ended = once(child, 'exit').then(([code]: unknown[]) => ({ code, out, err }));
  return { child, ended, ready: async () => { while (!out.includes('\n')) await once(child.stdout, 'data'); return out; } };
}

const launch = (data: string, ...more: string[]) => launchAt(data, '0', ...more);

test('it says where its page is, and ends cleanly on SIGTERM', async () => {
  const agent = launch(freshFolder());
  expect(await agent.ready()).toMatch(/^Hallcall agent ready: http:\/\/127\.0\.0\.1:\d+\/\n$/u);
  agent.child.kill('SIGTERM');
  expect((await agent.ended).code).toBe(0);
});

test('as a child it tells its address as JSON and does not outlive its parent’s pipe', async () => {
  const agent = launch(freshFolder(), '--child');
  expect(JSON.parse(await agent.ready())).toEqual({ ready: true, url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/$/u) });
  agent.child.stdin.end();
  expect((await agent.ended).code).toBe(0);
});

test.each<[string, (folder: string) => (() => void) | undefined, string]>([
  ['a second agent on the same folder', (folder) => { const held = openOutbox(join(folder, 'agent.db')); return held.close; }, 'Another device agent is using'],
  ['a damaged file', (folder) => { writeFileSync(join(folder, 'agent.db'), 'not a database at all '.repeat(100)); return undefined; }, 'is damaged; not started'],
])('%s is a sentence, not a stack', async (_, spoil, words) => {
  const folder = freshFolder();
  const release = spoil(folder);
  const { code, err } = await launch(folder).ended;
  release?.();
  expect([code, err.includes(words), err.includes('    at ')]).toEqual([1, true, false]);
});

test('a port in use is told by its number, the usual one too', async () => {
  const held = createServer();
  await new Promise<void>((resolve) => void held.once('error', () => resolve()).listen(7001, '127.0.0.1', resolve));
  const { code, err } = await launchAt(freshFolder(), null).ended;
  held.close();
  expect([code, err.includes('Port 7001 is in use')]).toEqual([1, true]);
});

test('a folder that is a file cannot be written to', async () => {
  const file = join(freshFolder(), 'file');
  writeFileSync(file, '');
  const { code, err } = await launch(join(file, 'data')).ended;
  expect([code, err.includes('data folder')]).toEqual([1, true]);
});

test('credentials that are not there or damaged are a sentence', async () => {
  const folder = freshFolder();
  const file = join(folder, 'credentials.json');
  const missing = await launch(folder, '--credentials', file).ended;
  writeFileSync(file, '{}');
  const damaged = await launch(folder, '--credentials', file).ended;
  for (const { code, err } of [missing, damaged]) expect([code, err.includes(file), err.includes('    at ')]).toEqual([1, true, false]);
});

test('a faulty device file is told at the start, which it does not stop', async () => {
  const folder = freshFolder();
  const file = join(folder, 'devices.json');
  writeFileSync(file, JSON.stringify({ speaker: { sink: 'trumpet' } }));
  const agent = launch(folder, '--devices', file);
  await agent.ready();
  agent.child.kill('SIGTERM');
  expect(await agent.ended).toMatchObject({ code: 0, err: expect.stringContaining(`the devices concerned are not used: ${file} speaker`) });
});

test('the maintenance PIN comes by standard input; a short one is refused in words', async () => {
  const folder = freshFolder();
  const set = async (pin: string) => {
    const agent = launch(folder, '--set-maintenance-pin');
    agent.child.stdin.end(pin);
    return agent.ended;
  };
  expect(await set('1234')).toMatchObject({ code: 1, err: expect.stringContaining('6 to 12 digits') });
  expect(existsSync(join(folder, 'maintenance.json'))).toBe(false);
  expect(await set('135790\n')).toMatchObject({ code: 0, err: expect.stringContaining('PIN is set') });
  expect(statSync(join(folder, 'maintenance.json')).mode & 0o777).toBe(0o600);
});
