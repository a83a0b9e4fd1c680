// A real `systemd-notify` talks to a real datagram socket, which perl reads in systemd's place. (socat would keep the file
// descriptor by which `systemd-notify` learns that it was heard.)
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { tellSystemd } from './tell-systemd.ts';

const reason = spawnSync('systemd-notify', ['--version']).error ? 'systemd-notify is not installed' : null;
if (reason) console.warn(`NOT RUN: what systemd is told: ${reason}`);

const listen = 'socket(S, AF_UNIX, SOCK_DGRAM, 0); bind(S, sockaddr_un($ARGV[0])); $| = 1; print "$m\n" while defined recv(S, $m, 4096, 0);';

let folder: string;
let environment: Record<string, string | undefined>;
let heard: string;
let listener: ReturnType<typeof spawn>;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hallcall-systemd-'));
  const socket = join(folder, 'notify');
  environment = { PATH: process.env['PATH'], NOTIFY_SOCKET: socket };
  heard = '';
  listener = spawn('perl', ['-MSocket', '-e', listen, socket], { stdio: ['ignore', 'pipe', 'inherit'] });
  listener.stdout?.on('data', (chunk: Buffer) => {
    heard += chunk.toString();
  });
  while (!existsSync(socket)) await new Promise((resolve) => setTimeout(resolve, 10));
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(async () => {
  vi.useRealTimers();
  listener.kill();
  await once(listener, 'close');
  rmSync(folder, { recursive: true });
});

/** What came, without the barriers by which `systemd-notify` waits until it was read. */
const told = (): string[] => heard.split('\n').filter((line) => line !== '' && line !== 'BARRIER=1');
const untilTold = (count: number) => expect.poll(() => told().length, { timeout: 10_000 }).toBe(count);

test('it says ready, then one sign of life for each turn of this event loop’s timer, then stopping', async () => {
  if (reason) return;
  const stop = tellSystemd({ ...environment, WATCHDOG_USEC: '60000000', WATCHDOG_PID: '77' }, 77);
  await untilTold(1);
  vi.advanceTimersByTime(29_999);
  vi.advanceTimersByTime(30_001);
  vi.advanceTimersByTime(30_000);
  await untilTold(4);
  stop();
  vi.advanceTimersByTime(300_000);
  await untilTold(5);
  expect(told()).toEqual(['READY=1', 'WATCHDOG=1', 'WATCHDOG=1', 'WATCHDOG=1', 'STOPPING=1']);
});

test.each([
  ['for nobody', {}],
  ['for another process', { WATCHDOG_USEC: '60000000', WATCHDOG_PID: '78' }],
])('a watchdog that is set %s gets no sign of life', async (_, watchdog) => {
  if (reason) return;
  const stop = tellSystemd({ ...environment, ...watchdog }, 77);
  vi.advanceTimersByTime(300_000);
  stop();
  await untilTold(2);
  expect(told()).toEqual(['READY=1', 'STOPPING=1']);
});

test('outside systemd nothing is started', () => {
  const stop = tellSystemd({ WATCHDOG_USEC: '60000000' }, 77);
  expect(vi.getTimerCount()).toBe(0);
  stop();
});
