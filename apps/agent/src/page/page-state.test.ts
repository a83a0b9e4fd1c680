import type { HubStatus } from '@hallcall/client';
import type { HallConfig, KioskView } from '@hallcall/domain';
import type { PrinterHealth } from '@hallcall/printer';
import { testConfig } from '@hallcall/testkit';
import { expect, test } from 'vitest';
import { emptyAgent } from '../core/state.ts';
import type { Published } from '../published.ts';
import { pageState } from './page-state.ts';

const office = [{ from: '09:00', to: '12:00' }, { from: '14:00', to: '17:00' }];
const mornings = [{ from: '09:00', to: '10:00' }];
const week = (day: unknown) => Array.from({ length: 7 }, () => day);
const hall: HallConfig = testConfig({
  timetable: { kind: 'weekly', week: week(office), special: {} },
  queues: testConfig().queues.map((queue) => (queue.id === 'q-tax' ? { ...queue, hours: week(mornings) } : queue)),
});
const at = (time: string, day = '2026-11-23') => Date.parse(`${day}T${time}:00+08:00`);
const queue = (queueId: string, gate: unknown) => ({ queueId, waiting: 0, windows: 1, waitMinutes: 0, gate });
const late = { kind: 'late', closesAt: at('17:00'), isRefused: false };
// Only what the page's state is made of.
const view = { emergency: null, isIssuing: true, queues: [queue('q-market', late), queue('q-tax', null)] } as unknown as KioskView;
const seenAt = (time: string, link: HubStatus['link'], told: Partial<KioskView> = {}) =>
  pageState({
    build: 'b', state: emptyAgent(), published: { hall, version: 1 } as Published, hub: { link, heardAt: 1 } as HubStatus, view: { ...view, ...told }, identity: null, printer: { state: 'ready' } as unknown as PrinterHealth,
    pairingCode: null, now: at(time),
  });

test('with the hub the page is told what the hub says of single queues, without it what the kiosk’s own copy of the hours says', () => {
  expect(seenAt('11:00', 'live').gates).toEqual([{ queueId: 'q-market', gate: late }]);
  expect(seenAt('11:00', 'stale').gates).toEqual([{ queueId: 'q-tax', gate: { kind: 'closed', opensAt: at('09:00', '2026-11-24') } }]);
  expect([seenAt('09:30', 'stale').gates, seenAt('13:00', 'stale').gates]).toEqual([[], []]);
});

test('in a break the next opening is the end of the break, not tomorrow', () => {
  expect([seenAt('13:00', 'stale'), seenAt('17:00', 'stale')].map(({ isOpen, nextOpeningAt }) => [isOpen, nextOpeningAt])).toEqual([[false, at('14:00')], [false, at('09:00', '2026-11-24')]]);
});

test('in a break whoever has booked may come, as long as the hub says so itself', () => {
  const told = { isIssuing: false, expectsBooked: true } as const;
  const seen = [seenAt('13:00', 'live', told), seenAt('13:00', 'live', { isIssuing: false }), seenAt('13:00', 'stale', told), seenAt('11:00', 'live')];
  expect(seen.map(({ isOpen, isForBooked }) => [isOpen, isForBooked])).toEqual([[false, true], [false, false], [false, false], [true, false]]);
});
