import { createServer } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { LedProfile } from '../profile.ts';
import { type LedSimulator, type LedSimulatorOptions, startLedSimulator } from '../simulator/simulator.ts';
import { profileNamed, wish } from './bench.test.helper.ts';
import type { LedBus } from './led-bus.ts';
import { driveReal, until } from './real-line.test.helper.ts';

const profile: LedProfile = {
  ...profileNamed('onbon-6k-128x16'), reply: { deadlineMs: 150, retries: 1, quietMs: 0 }, gapMs: 5, refreshMs: 1000,
};
const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

type Setup = { simulator: LedSimulator; bus: LedBus; lit: string[]; texts: () => string[] };

async function setUp(options: Partial<LedSimulatorOptions> = {}): Promise<Setup> {
  const line = { kind: 'tcp' as const, port: 0 };
  const simulator = await startLedSimulator({ line, controlPort: 0, addresses: [1, 2, 3], profile, lateMs: 200, powerOffMs: 50, ...options });
  closers.push(() => simulator.close());
  const bus = driveReal({ kind: 'tcp', host: '127.0.0.1', port: simulator.port ?? 0 }, options.profile ?? profile);
  closers.push(() => bus.close());
  const lit: string[] = [];
  bus.onLit(({ token }) => lit.push(token));
  return { simulator, bus, lit, texts: () => simulator.bars().map((bar) => bar.text) };
}

const calls = (...texts: string[]): Map<number, ReturnType<typeof wish>> => new Map(texts.map((text, index) => [index + 1, wish(text, text)]));

test('three bars on one line, each with its own text, colour and blinking', async () => {
  const { simulator, bus, lit } = await setUp();
  bus.show(
    new Map([
      [1, { content: { text: '请A012到1号窗口', colour: 'red', blink: true }, token: 'a' }],
      [2, { content: { text: '2号窗口 暂停服务', colour: 'amber', blink: false }, token: 'b' }],
      [3, { content: { text: 'Window 3 please wait', colour: 'green', blink: false }, token: 'c' }],
    ]),
  );
  await until(() => lit.length === 3);
  const isOn = true;
  const [lastFrameAt, frames, errors] = [expect.any(Number), 1, 0];
  expect(simulator.bars()).toEqual([
    { address: 1, text: '请A012到1号窗口', colour: 'red', blinks: true, moves: false, isOn, lastFrameAt, frames, errors },
    { address: 2, text: '2号窗口 暂停服务', colour: 'amber', blinks: false, moves: false, isOn, lastFrameAt, frames, errors },
    { address: 3, text: 'Window 3 please wait', colour: 'green', blinks: false, moves: true, isOn, lastFrameAt, frames, errors },
  ]);
  expect(bus.health()).toMatchObject({ state: 'ok', code: 'ready', detail: '' });
});

test.each(['splitsReply', 'slow', 'ignoresCrc'] as const)('%s: the bars are lit all the same', async (fault) => {
  const { simulator, bus, lit } = await setUp({ slowMs: 60 });
  await simulator.setFault(fault, true, null);
  bus.show(calls('A001', 'B001', 'C001'));
  await until(() => lit.length === 3);
  expect(lit.toSorted()).toEqual(['A001', 'B001', 'C001']);
});

test.each([
  ['silentAddress', 'bars.silent', '2'],
  ['corruptsReply', 'bars.silent', '2 (damaged)'],
  ['nack', 'bars.refuse', '2 (memory)'],
  ['busy', 'bars.refuse', '2 (busy)'],
] as const)('%s at one bar: said so, the others go on, and it recovers', async (fault, code, detail) => {
  const { simulator, bus, lit, texts } = await setUp();
  await simulator.setFault(fault, true, 2);
  bus.show(calls('A001', 'B001', 'C001'));
  await until(() => bus.health().code === code);
  expect(bus.health()).toMatchObject({ state: 'warning', detail });
  bus.show(calls('A002', 'B002', 'C002'));
  await until(() => lit.includes('A002') && lit.includes('C002'));
  expect(lit.filter((token) => token.startsWith('B'))).toEqual([]);
  await simulator.setFault(fault, false, 2);
  await until(() => lit.includes('B002') && bus.health().code === 'ready');
  expect(texts()).toEqual(['A002', 'B002', 'C002']);
});

test('late answers of bar 1 are never taken for answers of the silent bar 2', async () => {
  const { simulator, bus, lit } = await setUp();
  await simulator.setFault('lateReply', true, 1);
  await simulator.setFault('silentAddress', true, 2);
  for (let count = 1; count <= 8; count += 1) {
    bus.show(calls(`A00${count}`, `B00${count}`));
    await until(() => (simulator.bars()[0]?.frames ?? 0) >= count);
  }
  await simulator.setFault('lateReply', false, 1);
  await until(() => lit.includes('A008'));
  expect(lit.filter((token) => token.startsWith('B'))).toEqual([]);
});

test('a bar that loses its power is dark, and shows everything again after its refresh', async () => {
  const { simulator, bus, lit, texts } = await setUp();
  bus.show(calls('A001', 'B001', 'C001'));
  await until(() => lit.length === 3);
  await simulator.setFault('powerCycle', true, 2);
  expect(texts()).toEqual(['A001', '', 'C001']);
  await until(() => texts()[1] === 'B001');
  expect(simulator.history(2).map(({ text }) => text)).toEqual(['B001', '', 'B001']);
});

test('unplugged and changed twice meanwhile: unreachable, and the bars never see the state in between', async () => {
  const { simulator, bus, lit, texts } = await setUp();
  bus.show(calls('A001', 'B001', 'C001'));
  await until(() => lit.length === 3);
  await simulator.setFault('unplugged', true, null);
  await until(() => bus.health().code === 'unreachable');
  expect(bus.health().detail).not.toBe('');
  bus.show(calls('A002', 'B001', 'C001'));
  bus.show(calls('A003', 'B001', 'C001'));
  await simulator.setFault('unplugged', false, null);
  await until(() => lit.includes('A003'));
  expect([texts(), simulator.history(1).map(({ text }) => text)]).toEqual([['A003', 'B001', 'C001'], ['A001', 'A003']]);
  expect(lit).not.toContain('A002');
});

test('bars of another kind, described by a frame, over the same line', async () => {
  const generic = { ...profileNamed('generic-sum8-128x16'), gapMs: 5 };
  const { bus, lit, texts } = await setUp({ profile: generic });
  bus.show(calls('请A012', 'B001', 'C001'));
  await until(() => texts().join() === '请A012,B001,C001');
  await until(() => lit.length === 3);
  expect(bus.health()).toMatchObject({ state: 'ok', code: 'ready', detail: 'unconfirmed' });
});

test('a port nobody listens on is a state with its reason', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => void server.close(resolve));
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const bus = driveReal({ kind: 'tcp', host: '127.0.0.1', port }, profile);
  closers.push(() => bus.close());
  bus.show(calls('A001'));
  await until(() => bus.health().state === 'fault');
  expect(bus.health()).toMatchObject({ code: 'unreachable', detail: expect.stringContaining('ECONNREFUSED'), bars: [{ address: 1, state: 'unknown' }] });
});
