import type { BarView, HallConfig } from '@hallcall/domain';
import type { WantedBar } from '@hallcall/led';
import { expect, test } from 'vitest';
import { createBars, type LedLine } from './bars.ts';

/** A line that remembers what was wanted of it last, and lights when told. */
function fakeLine(bus: string) {
  const drawn: ReadonlyMap<number, WantedBar>[] = [];
  const listeners: ((lit: { address: number; token: string; at: number }) => void)[] = [];
  const line: LedLine = {
    bus,
    driver: {
      show: (wanted) => void drawn.push(wanted),
      onLit(listener) {
        listeners.push(listener);
        return () => undefined;
      },
    },
  };
  return {
    line, drawn,
    texts: () => [...(drawn.at(-1) ?? [])].map(([address, { content }]) => [address, content.text]),
    light(token: string) {
      for (const listener of listeners) listener({ address: 1, token, at: 0 });
    },
  };
}

// Brands are given by schemas; these are the shapes they accept.
const named = (label: string, languageOfTwo = 'en') =>
  ({ windows: [{ id: 'w1', label }, { id: 'w2', label: '2' }], ledBuses: [{ id: 'one', language: 'zh' }, { id: 'two', language: languageOfTwo }] }) as unknown as HallConfig;
const view = (bar: Readonly<Record<string, unknown>>): BarView =>
  ({ bus: 'one', address: 1, windowId: 'w1', zone: 'Z1', status: 'idle', number: null, callId: null, ...bar }) as unknown as BarView;
const called = (callId: string, bar: Readonly<Record<string, unknown>> = {}): BarView => view({ status: 'calling', number: { prefix: 'A', n: 7 }, callId, ...bar });

function bench() {
  const [one, two] = [fakeLine('one'), fakeLine('two')];
  const acknowledged: unknown[] = [];
  const seen: { hall: HallConfig | null } = { hall: named('1') };
  const bars = createBars({ lines: [one.line, two.line], hall: () => seen.hall, now: () => 500, acknowledge: (shown) => void acknowledged.push(shown) });
  return { one, two, acknowledged, seen, bars };
}

test('each line gets its own bars in its own language; a bar of a line that is not here is left out', () => {
  const { one, two, bars } = bench();
  bars.show({ bars: [view({}), view({ address: 2, windowId: 'w2' }), view({ bus: 'two', address: 9 }), view({ bus: 'three' })], emergency: null, isStale: false });
  expect([one.texts(), two.texts()]).toEqual([[[1, '1号窗 请等候'], [2, '2号窗 请等候']], [[9, 'Window 1 open']]]);
});

test('what is lit acknowledges its own call and zone, once', () => {
  const { one, acknowledged, bars } = bench();
  bars.show({ bars: [called('call-1'), called('call-2', { address: 2, windowId: 'w2', zone: 'Z2' })], emergency: null, isStale: false });
  one.light('call-2');
  one.light('call-2');
  expect(acknowledged).toEqual([{ callId: 'call-2', zone: 'Z2', at: 500 }]);
  one.light('call-1');
  expect(acknowledged.slice(1)).toEqual([{ callId: 'call-1', zone: 'Z1', at: 500 }]);
});

test('a call that is shown again unchanged stays acknowledged once', () => {
  const { one, acknowledged, bars } = bench();
  bars.show({ bars: [called('call-1')], emergency: null, isStale: false });
  one.light('call-1');
  bars.show({ bars: [called('call-1'), view({ address: 2 })], emergency: null, isStale: false });
  one.light('call-1');
  expect(acknowledged).toHaveLength(1);
});

test('a call that is over, and one that nobody knows, acknowledge nothing', () => {
  const { one, acknowledged, bars } = bench();
  bars.show({ bars: [called('call-1')], emergency: null, isStale: false });
  bars.show({ bars: [view({ status: 'serving', number: { prefix: 'A', n: 7 } })], emergency: null, isStale: false });
  one.light('call-1');
  one.light('never-called');
  expect(acknowledged).toEqual([]);
});

test('without a configuration nothing is drawn; with a new one the labels and languages follow', () => {
  const { one, two, seen, bars } = bench();
  const wanted = [view({}), view({ bus: 'two' })];
  seen.hall = null;
  bars.show({ bars: wanted, emergency: null, isStale: false });
  expect([one.drawn, two.drawn]).toEqual([[], []]);
  seen.hall = named('A3');
  bars.show({ bars: wanted, emergency: null, isStale: false });
  expect([one.texts(), two.texts()]).toEqual([[[1, 'A3号窗 请等候']], [[1, 'Window A3 open']]]);
  seen.hall = named('A3', 'zh');
  bars.show({ bars: wanted, emergency: null, isStale: false });
  expect(two.texts()).toEqual([[1, 'A3号窗 请等候']]);
});

test('a bar that nobody can keep true any more sends people to the staff, and proves nothing until it is true again', () => {
  const { one, acknowledged, bars } = bench();
  const wanted = [called('call-1'), view({ address: 2, windowId: 'w2' })];
  bars.show({ bars: wanted, emergency: null, isStale: true });
  expect(one.texts()).toEqual([[1, '请听工作人员安排'], [2, '2号窗 请等候']]);
  expect([...(one.drawn.at(-1) ?? [])].map(([, { token }]) => token)).toEqual([null, null]);
  bars.show({ bars: wanted, emergency: null, isStale: false });
  expect(one.texts()[0]).toEqual([1, expect.stringContaining('A007')]);
  one.light('call-1');
  expect(acknowledged).toHaveLength(1);
});

test('in an emergency every bar says so in red, also a stale one, and lights no proof; then it shows its window again', () => {
  const { one, two, bars } = bench();
  const wanted = { bars: [called('call-1'), view({ bus: 'two', address: 9 })], isStale: false };
  const emergency = { kind: 'evacuate', since: 1 } as const;
  for (const isStale of [false, true]) {
    bars.show({ ...wanted, emergency, isStale });
    expect(one.drawn.at(-1)?.get(1)).toEqual({ content: { text: '紧急疏散 请离开', colour: 'red', blink: true }, token: null });
    expect(two.texts()).toEqual([[9, 'Leave now']]);
  }
  bars.show({ ...wanted, emergency: null });
  expect(one.drawn.at(-1)?.get(1)).toMatchObject({ content: { text: '请A007到1号窗' }, token: 'call-1' });
});
