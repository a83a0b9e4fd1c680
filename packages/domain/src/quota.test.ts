import { board, callNext, clerkAt, finish, issue, kiosk, manager, momentOf, monday9, openHall, testConfig, ticket, createScenario, hub, type Scenario } from '@hallcall/testkit';
import { expect, test } from 'vitest';
import type { HallConfig } from './config.ts';
import { fullAt, quotaFull, slotAt, slotsOn, takenIn } from './quota.ts';
import { kioskView } from './view/kiosk-view.ts';

const minute = 60_000;
const week = (...hours: { from: string; to: string }[]) => ({ kind: 'weekly', week: Array.from({ length: 7 }, () => hours), special: {} });
const hours = week({ from: '08:30', to: '10:00' }, { from: '14:00', to: '14:50' });
const item = (id: string, perDay: number | null, perSlot: number | null) => ({ item: id, perDay, perSlot });
const department = (id: string, perDay: number | null, perSlot: number | null) => ({ department: id, perDay, perSlot });
const limited = (quotas: Record<string, unknown>, more: Record<string, unknown> = {}): HallConfig => testConfig({ timetable: hours, ...more, quotas });
const hallWith = (quotas: Record<string, unknown>, more: Record<string, unknown> = {}): Scenario => openHall({ config: limited(quotas, more) });
const date = '2026-01-05' as never;
const slot = (fromMinutes: number, length = 30) => ({ from: monday9 + fromMinutes * minute, to: monday9 + (fromMinutes + length) * minute });
const full = (scope: string, id: string, per: string, nextFree: unknown = null) => ({ kind: 'rejection', rejection: { code: 'quota.full', scope, id, per, nextFree } });
const two = (itemId: string) => ({ items: [{ itemId, count: 2 }] });
const take = (hall: Scenario, n: number, itemId = 'market-1', more: Record<string, unknown> = {}) => hall.try(kiosk(), issue(n, itemId, more));

test('[QU1] slots are cut from the beginning of each stretch of hours, the last one shorter', () => {
  const config = limited({ slotMinutes: 30 });
  expect(slotsOn(config, date)).toEqual([slot(-30), slot(0), slot(30), slot(300), slot(330, 20)]);
  expect([monday9 - 1, monday9, monday9 + 30 * minute, monday9 + 349 * minute].map((at) => slotAt(config, at))).toEqual([slot(-30), slot(0), slot(30), slot(330, 20)]);
  expect([-31, 60, 350].map((minutes) => slotAt(config, monday9 + minutes * minute))).toEqual([null, null, null]);
  expect(slotsOn(limited({ slotMinutes: 60 }, { timetable: { kind: 'always' } }), date)).toHaveLength(24);
});

test('[QU2] what counts are numbers issued, each item with its count, and not those cancelled or superseded', () => {
  const hall = hallWith({});
  const taken = (at: ReturnType<typeof slot> | null, ...ids: string[]) => takenIn(hall.state, { date, slot: at }, ids as never[]);
  take(hall, 1, '', two('market-1'));
  take(hall, 2, 'market-2');
  hall.now += 30 * minute;
  take(hall, 3);
  take(hall, 4, '', { items: [{ itemId: 'market-1', count: 1 }, { itemId: 'tax-1', count: 3 }] });
  expect([taken(null, 'market-1'), taken(slot(0), 'market-1'), taken(slot(30), 'market-1'), taken(null, 'market-1', 'market-2'), taken(null, 'tax-1'), taken(null, 'bank-1')]).toEqual([4, 2, 2, 5, 3, 0]);
  hall.run(manager, { type: 'ticket.cancel', ticketId: ticket(3), reason: 'visitor' });
  hall.run(kiosk(), { type: 'ticket.issueOffline', ticketId: ticket(9), number: { prefix: 'A', n: 5000 }, queueId: 'q-market', items: [{ itemId: 'market-1', count: 1 }], language: 'zh', day: date, issuedAt: hall.now, paper: 'none', instead: { commandId: ticket(90), ticketId: ticket(4) } });
  expect([taken(null, 'market-1'), taken(slot(30), 'market-1'), taken(null, 'tax-1')]).toEqual([3, 1, 0]);
  expect(takenIn(hall.state, { date: '2026-01-06' as never, slot: null }, ['market-1' as never])).toBe(0);
});

test('[QU2] who has booked counts in the slot booked, and what is added at a window counts nowhere', () => {
  const hall = hallWith({});
  take(hall, 1, 'market-1', { booked: slot(30) });
  hall.run(clerkAt('w1'), { type: 'window.open', windowId: 'w1' });
  hall.run(clerkAt('w1'), callNext('w1'));
  hall.run(clerkAt('w1'), { type: 'stop.start', windowId: 'w1', ticketId: ticket(1) });
  hall.run(clerkAt('w1'), { type: 'stop.addItem', windowId: 'w1', ticketId: ticket(1), itemId: 'market-2', count: 4 });
  hall.run(clerkAt('w1'), finish('w1', 1));
  const taken = (at: ReturnType<typeof slot> | null, id: string) => takenIn(hall.state, { date, slot: at }, [id as never]);
  expect([taken(slot(0), 'market-1'), taken(slot(30), 'market-1'), taken(null, 'market-1'), taken(null, 'market-2')]).toEqual([0, 1, 1, 0]);
});

test('[QU2] a ticket that leaves takes along only what it had taken', () => {
  const hall = hallWith({});
  take(hall, 1);
  hall.run(clerkAt('w1'), { type: 'window.open', windowId: 'w1' });
  hall.run(clerkAt('w1'), callNext('w1'));
  hall.run(clerkAt('w1'), { type: 'stop.start', windowId: 'w1', ticketId: ticket(1) });
  hall.run(clerkAt('w1'), { type: 'stop.addItem', windowId: 'w1', ticketId: ticket(1), itemId: 'tax-1', count: 4 });
  hall.run(manager, { type: 'ticket.cancel', ticketId: ticket(1), reason: 'visitor' });
  expect([...hall.state.takenByItem]).toEqual([['market-1', []]]);
});

test('[QU3] an item is refused once its day or its slot is full, a department with all its items', () => {
  const hall = hallWith({ items: [item('market-1', 3, 2), item('tax-1', 0, null)], departments: [department('market', 4, null)] });
  expect([take(hall, 1).kind, take(hall, 2).kind, take(hall, 3)]).toEqual(['events', 'events', full('item', 'market-1', 'slot', slot(30))]);
  expect(take(hall, 3, 'tax-1')).toEqual(full('item', 'tax-1', 'day'));
  hall.now += 30 * minute;
  expect(take(hall, 3, '', two('market-1'))).toEqual(full('item', 'market-1', 'day'));
  expect([take(hall, 3).kind, take(hall, 4)]).toEqual(['events', full('item', 'market-1', 'day')]);
  expect([take(hall, 4, 'market-2').kind, take(hall, 5, 'market-2')]).toEqual(['events', full('department', 'market', 'day')]);
  expect(take(hall, 5, 'bank-1').kind).toBe('events');
});

test('[QU3] several items of one department are counted together, and one full item refuses the whole journey', () => {
  const hall = hallWith({ departments: [department('market', null, 2)], items: [item('tax-1', 1, null)] });
  expect(take(hall, 1, '', { items: ['market-1', 'market-2', 'tax-1'].map((itemId) => ({ itemId, count: 1 })) }).kind).toBe('events');
  expect(take(hall, 2, 'market-2')).toEqual(full('department', 'market', 'slot', slot(30)));
  expect(take(hall, 2, '', { items: ['bank-1', 'tax-1'].map((itemId) => ({ itemId, count: 1 })) })).toEqual(full('item', 'tax-1', 'day'));
});

test('[QU3] the desk is told at which moments of a date a booking would be refused, by the items of each limit', () => {
  const hall = hallWith({ items: [item('market-1', null, 1), item('bank-1', 5, 5)], departments: [department('tax', 1, null)] });
  const moments = [-30, -20, 0, 20, 30].map((minutes) => monday9 + minutes * minute);
  const told = (on = date) => fullAt(hall.state, hall.config, { date: on, now: hall.now, moments });
  expect(told()).toEqual([]);
  take(hall, 1);
  expect(told()).toEqual([{ items: ['market-1'], at: [0, 20].map((minutes) => monday9 + minutes * minute) }]);
  take(hall, 2, 'tax-1');
  expect(told()).toMatchObject([{ at: moments }, { items: ['market-1'] }]);
  expect(told()[0]?.items).toContain('tax-1');
  expect(told('2026-01-06' as never)).toEqual([]);
});

test('[QU4] the next free slot is the first later one in which every limit has room', () => {
  const hall = hallWith({ items: [item('market-1', null, 1)], departments: [department('market', null, 2)] });
  [slot(30), slot(300), slot(300)].forEach((booked, index) => take(hall, 10 + index, index === 0 ? 'market-1' : 'market-2', { booked }));
  take(hall, 1);
  expect(take(hall, 2)).toEqual(full('item', 'market-1', 'slot', slot(330, 20)));
  take(hall, 13, 'market-1', { booked: slot(330, 20) });
  expect(take(hall, 2)).toEqual(full('item', 'market-1', 'slot', null));
});

test('[QU4] for a later slot it is one behind that, and never one that has begun', () => {
  const hall = hallWith({ items: [item('market-1', null, 1)] });
  [slot(0), slot(300)].forEach((booked, index) => take(hall, 10 + index, 'market-1', { booked }));
  const ask = (at: ReturnType<typeof slot>, now = hall.now) => quotaFull(hall.state, hall.config, { items: [{ itemId: 'market-1' as never, count: 1 }], ...at, date, now, without: null });
  expect([ask(slot(300)), ask(slot(30)), ask(slot(0))]).toEqual([
    { scope: 'item', id: 'market-1', per: 'slot', nextFree: slot(330, 20) }, null, { scope: 'item', id: 'market-1', per: 'slot', nextFree: slot(30) },
  ]);
  expect(ask(slot(0), monday9 + 310 * minute)).toMatchObject({ nextFree: slot(330, 20) });
});

test('[QU5] outside the hours, when a manager has opened the day, only the limits of the day hold', () => {
  const hall = hallWith({ items: [item('market-1', 2, 0)] });
  expect(take(hall, 1)).toEqual(full('item', 'market-1', 'slot', null));
  hall.now += 70 * minute;
  expect([take(hall, 1).kind, take(hall, 2).kind, take(hall, 3)]).toEqual(['events', 'events', full('item', 'market-1', 'day')]);
});

test('[QU6] who has booked, or comes back with a pass, is not refused, but counts', () => {
  const hall = hallWith({ items: [item('market-1', 1, null)] });
  take(hall, 1);
  hall.run(clerkAt('w1'), { type: 'window.open', windowId: 'w1' });
  hall.run(clerkAt('w1'), callNext('w1'));
  hall.run(clerkAt('w1'), { ...finish('w1', 1), outcome: 'materialsMissing', missing: { materials: [], other: 'copy', note: null } });
  expect(take(hall, 2)).toEqual(full('item', 'market-1', 'day'));
  const [code = ''] = hall.state.passByCode.keys();
  expect([take(hall, 2, 'market-1', { pass: code }).kind, take(hall, 3, 'market-1', { booked: slot(30) }).kind]).toEqual(['events', 'events']);
  expect(takenIn(hall.state, { date, slot: null }, ['market-1' as never])).toBe(3);
});

test('[QU7] a number that a kiosk gave by itself is never refused, but counts', () => {
  const hall = hallWith({ items: [item('market-1', 1, null)] });
  for (const n of [1, 2]) hall.run(kiosk(), { type: 'ticket.issueOffline', ticketId: ticket(n), number: { prefix: 'A', n: 5000 + n }, queueId: 'q-market', items: [{ itemId: 'market-1', count: 1 }], language: 'zh', day: date, issuedAt: hall.now, paper: 'none', instead: null });
  expect([takenIn(hall.state, { date, slot: null }, ['market-1' as never]), take(hall, 3)]).toEqual([2, full('item', 'market-1', 'day')]);
});

test('[QU7] limits begin anew with the day, and a reopened one goes on', () => {
  const hall = hallWith({ items: [item('market-1', 1, null)] });
  take(hall, 1);
  hall.run(manager, { type: 'day.close' });
  hall.run(manager, { type: 'day.open' });
  expect(take(hall, 2)).toEqual(full('item', 'market-1', 'day'));
  hall.pass(24 * 60 * minute);
  expect(take(hall, 2).kind).toBe('events');
});

test('[QU8] kiosks are told what gives no number now, a full department without its items', () => {
  const hall = hallWith({ departments: [department('tax', 1, null)], items: [item('tax-1', 1, 1), item('market-1', null, 1), item('bank-1', 5, 5)] });
  const seen = () => kioskView(hall.state, hall.config, momentOf(hall)).full;
  expect(seen()).toBeUndefined();
  take(hall, 1, 'tax-1');
  take(hall, 2);
  expect(seen()).toEqual([{ scope: 'department', id: 'tax', per: 'day', nextFree: null }, { scope: 'item', id: 'market-1', per: 'slot', nextFree: slot(30) }]);
  hall.now += 30 * minute;
  expect(seen()).toMatchObject([{ id: 'tax' }]);
  hall.now += 31 * minute;
  expect(seen()).toMatchObject([{ id: 'tax' }]);
  expect(kioskView(openHall().state, testConfig(), momentOf(hall))).not.toHaveProperty('full');
});

test('[QU8] the list is bounded, and stays one while no day is open', () => {
  const items = Array.from({ length: 100 }, (_, index) => ({ id: `tax-${index + 1}`, department: 'tax', queue: 'q-tax', minutes: 5 }));
  const config = limited({ items: items.map(({ id }) => item(id, 0, null)) }, { items });
  const hall = createScenario({ config });
  expect(kioskView(hall.state, config, momentOf(hall)).full).toHaveLength(60);
  expect(hall.when(hub, { type: 'clock.tick' }).kind).toBe('events');
  expect(hall.when(board(), issue(1, 'tax-1'))).toEqual({ kind: 'rejection', rejection: { code: 'command.notYours' } });
});

test('[QU7] numbers of a day that goes on beyond its date count with that day', () => {
  const hall = hallWith({ items: [item('market-1', 1, null)] }, { timetable: { kind: 'always' }, day: { changesAt: '04:00', guardsClock: false } });
  take(hall, 1);
  hall.now += 24 * 60 * minute;
  expect(take(hall, 2)).toEqual(full('item', 'market-1', 'day'));
});
