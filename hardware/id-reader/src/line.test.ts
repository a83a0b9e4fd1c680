// Driver and simulator at the two ends of real lines: a socket and, through socat, a serial line.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOpenPipe, type PipeAddress, systemTimers } from '@hallcall/link';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type CardReading, createIdReader } from './driver.ts';
import { sampleCards } from './simulator/sample-cards.ts';
import { type IdReaderSimulator, type IdReaderSimulatorOptions, startIdReaderSimulator } from './simulator/simulator.ts';

const hasSocat = existsSync('/usr/bin/socat');
if (!hasSocat) console.warn('NOT RUN: the serial line of the ID-card reader, because /usr/bin/socat is missing');
let folder: string;
const closers: (() => Promise<void>)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hallcall-id-'));
});
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
  rmSync(folder, { recursive: true, force: true });
});

async function simulate(line: IdReaderSimulatorOptions['line']): Promise<IdReaderSimulator> {
  const simulator = await startIdReaderSimulator({ line, controlPort: 0 });
  closers.push(() => simulator.close());
  return simulator;
}

function drive(address: PipeAddress) {
  const readings: CardReading[] = [];
  const timing = { link: { openMs: 1000, firstRetryMs: 20, lastRetryMs: 100, soundAfterMs: 1000 }, pollMs: 20, idleMs: 20, replyMs: 200, readMs: 400 };
  const reader = createIdReader({
    address, openPipe: createOpenPipe(systemTimers), now: () => Date.now(), monotonic: () => performance.now(), timers: systemTimers, log: { info: () => undefined }, timing,
  });
  reader.onCard((reading) => readings.push(reading));
  closers.push(() => reader.close());
  return { reader, readings };
}

/** A test that waits in vain ends by its own time-out. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => void setTimeout(resolve, 5));
}
const numbers = (readings: readonly CardReading[]): string[] => readings.flatMap((reading) => (reading.kind === 'number' ? [reading.number] : []));
const [first, second] = sampleCards;

async function post(simulator: IdReaderSimulator, path: string, body: unknown): Promise<[number, unknown]> {
  const response = await fetch(simulator.controlUrl + path, { method: 'POST', body: JSON.stringify(body) });
  return [response.status, await response.json()];
}

test('over a socket: cards laid on by the control are read, a reader that fell silent comes back', async () => {
  const simulator = await simulate({ kind: 'tcp', port: 0 });
  const { reader, readings } = drive({ kind: 'tcp', host: '127.0.0.1', port: simulator.port ?? 0 });
  await until(() => reader.health().code === 'ready');
  reader.want(true);
  expect(await post(simulator, '/card', { card: '甲' })).toEqual([200, { cards: ['甲', '乙', '丙', '丁'], card: '甲', faults: [], port: simulator.port }]);
  await until(() => readings.length === 1);
  await post(simulator, '/fault', { fault: 'silent', on: true });
  await until(() => reader.health().code === 'notAnswering');
  await post(simulator, '/fault', { fault: 'silent', on: false });
  await until(() => reader.health().code === 'ready');
  await post(simulator, '/card', { card: null });
  await post(simulator, '/card', { card: '乙' });
  await until(() => readings.length === 2);
  expect(numbers(readings)).toEqual([first?.number, second?.number]);
});

test('the control refuses what it does not know, and tells no number', async () => {
  const simulator = await simulate({ kind: 'tcp', port: 0 });
  for (const [path, body] of [['/card', { card: '戊' }], ['/card', {}], ['/fault', { fault: 'burning', on: true }], ['/fault', { fault: 'silent' }]] as const) {
    expect((await post(simulator, path, body))[0]).toBe(400);
  }
  expect([(await post(simulator, '/nothing', {}))[0], (await fetch(`${simulator.controlUrl}/card`)).status]).toEqual([404, 405]);
  await post(simulator, '/card', { card: '甲' });
  expect(await (await fetch(`${simulator.controlUrl}/state`)).text()).not.toMatch(/\d{10}/);
});

test.skipIf(!hasSocat)('over a serial line: pulled out in the middle of a card and plugged in again, the card is read when it is laid on anew', async () => {
  const path = join(folder, 'reader');
  const simulator = await simulate({ kind: 'pty', path });
  const { reader, readings } = drive({ kind: 'serial', path, baudRate: 115_200 });
  await until(() => reader.health().code === 'ready');
  reader.want(true);
  await simulator.setFault('slips', true);
  simulator.lay('甲');
  await until(() => readings.length > 0);
  await simulator.setFault('unplugged', true);
  await until(() => reader.health().code === 'unreachable');
  await simulator.setFault('slips', false);
  await simulator.setFault('unplugged', false);
  simulator.lay('乙');
  await until(() => numbers(readings).length === 1);
  expect(numbers(readings)).toEqual([second?.number]);
});
