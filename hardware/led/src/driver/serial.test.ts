import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LedProfile } from '../profile.ts';
import { startLedSimulator } from '../simulator/simulator.ts';
import { profileNamed, wish } from './bench.test.helper.ts';
import type { LedBus } from './led-bus.ts';
import { driveReal, until } from './real-line.test.helper.ts';

const profile: LedProfile = { ...profileNamed('onbon-5k-128x16'), reply: { deadlineMs: 300, retries: 1, quietMs: 0 }, gapMs: 5, refreshMs: 1000 };
const hasSocat = existsSync('/usr/bin/socat');
if (!hasSocat) console.warn('NOT RUN: the serial lines of the LED bars, because /usr/bin/socat is missing');
const closers: (() => Promise<void>)[] = [];
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hallcall-led-'));
});

afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
  rmSync(folder, { recursive: true, force: true });
});

function drive(path: string): LedBus {
  const bus = driveReal({ kind: 'serial', path, baudRate: 9600 }, profile);
  closers.push(() => bus.close());
  return bus;
}

test.skipIf(!hasSocat)('a line of 9600 baud is pulled out, changed twice meanwhile, plugged in again: only the last state is seen', async () => {
  const path = join(folder, 'bars');
  const simulator = await startLedSimulator({ line: { kind: 'pty', path }, controlPort: 0, addresses: [1, 2], profile, baudRate: 9600 });
  closers.push(() => simulator.close());
  const bus = drive(path);
  const lit: string[] = [];
  bus.onLit(({ token }) => lit.push(token));
  bus.show(new Map([[1, wish('A001', 'A001')], [2, wish('暂停服务', 'B')]]));
  await until(() => lit.length === 2);
  // In the middle of a frame: a change is being written when the plug is pulled.
  bus.show(new Map([[1, wish('A002', 'A002')], [2, wish('暂停服务', 'B')]]));
  await simulator.setFault('unplugged', true, null);
  await until(() => bus.health().code === 'unreachable');
  bus.show(new Map([[1, wish('A003', 'A003')], [2, wish('暂停服务', 'B')]]));
  bus.show(new Map([[1, wish('A004', 'A004')], [2, wish('暂停服务', 'B')]]));
  await simulator.setFault('unplugged', false, null);
  await until(() => lit.includes('A004'));
  await until(() => bus.health().code === 'ready');
  expect(simulator.bars().map((bar) => bar.text)).toEqual(['A004', '暂停服务']);
  expect([simulator.history(1).map(({ text }) => text).filter((text) => text === 'A003'), lit]).toEqual([[], ['A001', 'B', 'A004']]);
});

test.skipIf(!hasSocat)('a 5K bar at 9600 baud moves a text that is too long', async () => {
  const path = join(folder, 'bars');
  const simulator = await startLedSimulator({ line: { kind: 'pty', path }, controlPort: 0, addresses: [7], profile, baudRate: 9600 });
  closers.push(() => simulator.close());
  const bus = drive(path);
  bus.show(new Map([[7, wish('请A012号到3号窗口')]]));
  await until(() => bus.health().bars[0]?.state === 'ok');
  expect(simulator.bars()).toMatchObject([{ address: 7, text: '请A012号到3号窗口', moves: true, errors: 0 }]);
});

test('a path that is a regular file, and one that is not there: unreachable with the reason, and the file is untouched', async () => {
  const file = join(folder, 'notes.txt');
  writeFileSync(file, 'not a line');
  for (const path of [file, join(folder, 'nothing')]) {
    const bus = drive(path);
    bus.show(new Map([[1, wish('A001')]]));
    await until(() => bus.health().state === 'fault');
    expect(bus.health()).toMatchObject({ code: 'unreachable', detail: expect.stringContaining(path) });
  }
  expect(readFileSync(file, 'utf8')).toBe('not a line');
});
