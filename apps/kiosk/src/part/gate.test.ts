import type { KioskPageState } from '@hallcall/protocol';
import { expect, test } from 'vitest';
import { gateAt, isShut } from './gate.tsx';

const closed = (opensAt: number | null) => ({ kind: 'closed', opensAt });
const late = (closesAt: number, isRefused = false) => ({ kind: 'late', closesAt, isRefused });
const known = (gates: Record<string, unknown>) => ({ gates: Object.entries(gates).map(([queueId, gate]) => ({ queueId, gate })) }) as unknown as KioskPageState;
const ofBoth = (a: unknown, b: unknown) => gateAt(known({ ...(a === null ? {} : { a }), ...(b === null ? {} : { b }) }), ['a', 'b']);

test('a department of several queues says only what holds for all of them, and the best of it', () => {
  expect([ofBoth(null, closed(3)), ofBoth(null, late(3)), gateAt(null, ['a']), gateAt(known({}), [])]).toEqual([null, null, null, null]);
  expect([ofBoth(closed(7), closed(3)), ofBoth(closed(null), closed(5)), ofBoth(closed(null), closed(null))]).toEqual([closed(3), closed(5), closed(null)]);
  expect([ofBoth(late(3), closed(9)), ofBoth(late(3, true), late(5))]).toEqual([late(3), late(5)]);
  expect([null, late(1), late(1, true), closed(1)].map((gate) => isShut(gate as never))).toEqual([false, false, true, true]);
});
