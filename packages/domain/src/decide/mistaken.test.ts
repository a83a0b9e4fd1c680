import { callNext, clerkAt, hub, issue, kiosk, manager, monday9, openHall, testConfig, testId, ticket, type Scenario } from '@hallcall/testkit';
import { expect, test } from 'vitest';
import { takenIn } from '../quota.ts';

const minute = 60_000;
const day = '2026-01-05';
const items = (itemId: string, count = 1) => ({ items: [{ itemId, count }] });
const enter = (n: number, number: number, more: Record<string, unknown> = {}) => ({
  type: 'ticket.enter', ticketId: ticket(n), number: { prefix: 'A', n: number }, ...items('market-1'), language: 'en', issuedAt: monday9, ...more,
});
const fact = (n: number, number: number, more: Record<string, unknown> = {}) => ({
  type: 'ticket.issueOffline', ticketId: ticket(n), number: { prefix: 'A', n: number }, queueId: 'q-market', ...items('market-1'), language: 'zh', day, issuedAt: monday9, paper: 'none', instead: null, ...more,
});
const cancel = (n: number, reason = 'mistake') => ({ type: 'ticket.cancel', ticketId: ticket(n), reason });
const no = (code: string, more: Record<string, unknown> = {}) => ({ kind: 'rejection', rejection: { code, ...more } });
const nothing = { kind: 'events', events: [] };
const of = (hall: Scenario, n: number) => hall.state.ticketById.get(ticket(n));
const numbers = ({ state }: Scenario) => [...state.ticketById.values()].filter(({ stops }) => stops.some(({ life }) => life.status === 'waiting')).map(({ number }) => number.n);

/** 5004 typed for a paper that said 5003, and taken back. */
function afterMistake(more: Record<string, unknown> = {}): Scenario {
  const hall = openHall();
  hall.now += 20 * minute;
  hall.run(manager, enter(1, 5004, more));
  hall.run(manager, cancel(1));
  return hall;
}

test('[GD8] a mistyped number that was cancelled as a mistake does not swallow the real one: it waits at its place and is called', () => {
  const hall = afterMistake({ personClass: 'elder', needs: ['wheelchair'], ...items('market-2', 3) });
  hall.run(kiosk(2), issue(2));
  const events = hall.run(kiosk(), fact(8, 5004, { issuedAt: monday9 + 5 * minute, needs: ['escort'] }));
  expect(events).toEqual([{
    type: 'ticket.revived', ticketId: ticket(1), as: ticket(8), number: { prefix: 'A', n: 5004 }, language: 'zh', issuedAt: monday9 + 5 * minute, placeAt: monday9 + 5 * minute,
    stops: [{ queueId: 'q-market', items: [{ itemId: 'market-1', count: 1 }], after: [], bound: 1 }], paper: 'none', device: 'kiosk-1', offline: true, supersedes: null, needs: ['escort'],
  }]);
  expect(of(hall, 1)).toMatchObject({ personClass: 'ordinary', needs: ['escort'], language: 'zh', device: 'kiosk-1', desk: null, ordinal: 0, stops: [{ life: { status: 'waiting' }, items: [{ itemId: 'market-1' }] }] });
  expect(hall.state.totals).toMatchObject({ issued: 2, offline: 1, waiting: 2, cancelled: 0, blocked: 0 });
  expect(hall.state.waiting.get('q-market' as never)?.map(({ ticketId }) => ticketId)).toEqual([ticket(1), ticket(2)]);
  expect([takenIn(hall.state, { date: day as never, slot: null }, ['market-1' as never]), takenIn(hall.state, { date: day as never, slot: null }, ['market-2' as never])]).toEqual([2, 0]);
  hall.run(clerkAt('w1'), { type: 'window.open', windowId: 'w1' });
  expect(hall.run(clerkAt('w1'), callNext('w1'))).toMatchObject([{ type: 'ticket.called', ticketId: ticket(1) }]);
});

test('[GD8] the id on the paper leads to it, and the kiosk telling again changes nothing', () => {
  const hall = afterMistake();
  hall.run(kiosk(), fact(8, 5004, { paper: 'pending' }));
  hall.run(kiosk(), { type: 'paper.report', ticketId: ticket(8), day, jobId: testId('job'), copy: 0, outcome: 'printed', at: hall.now });
  expect([of(hall, 1)?.paper, of(hall, 8), hall.when(kiosk(), fact(8, 5004))]).toEqual(['printed', undefined, nothing]);
  hall.run(manager, cancel(1));
  expect([hall.when(kiosk(), fact(8, 5004)), hall.when(kiosk(), fact(9, 5004)), hall.when(manager, enter(9, 5004))]).toEqual([nothing, no('numbers.taken', { n: 5004 }), no('numbers.taken', { n: 5004 })]);
});

test('[GD8] so it is with a number entered by its QR code, whatever number was typed beside it', () => {
  const hall = afterMistake();
  expect(hall.run(kiosk(), fact(1, 5003))).toMatchObject([{ type: 'ticket.revived', ticketId: ticket(1), as: ticket(1), number: { n: 5003 } }]);
  expect(hall.run(kiosk(), fact(8, 5004))).toMatchObject([{ type: 'ticket.issued', ticketId: ticket(8), number: { n: 5004 } }]);
  expect([numbers(hall), hall.state.knownAs.size]).toEqual([[5003, 5004], 0]);
});

test('[GD8] where the mistyped number is told of first, the paper whose code stood for it gets a ticket of its own', () => {
  const hall = afterMistake();
  hall.run(kiosk(), fact(8, 5004));
  const told = hall.run(kiosk(), fact(1, 5005));
  expect(told).toMatchObject([{ type: 'ticket.issued', number: { n: 5005 } }, { type: 'ticket.recognized', as: ticket(1), deviceId: 'kiosk-1' }]);
  expect([numbers(hall), hall.when(kiosk(), fact(1, 5005)), hall.when(kiosk(), fact(8, 5004))]).toEqual([[5004, 5005], nothing, nothing]);
  hall.run(manager, { type: 'day.close' });
  expect(hall.when(kiosk(), fact(1, 5005))).toEqual(nothing);
});

test('[GD8] whatever date its kiosk says', () => {
  const hall = afterMistake();
  hall.run(kiosk(), fact(8, 5004));
  expect(hall.run(kiosk(), fact(1, 5005, { day: '2026-01-04' }))).toMatchObject([{ type: 'ticket.issued', number: { n: 5005 } }, { type: 'ticket.recognized', as: ticket(1) }]);
  expect(numbers(hall)).toEqual([5004, 5005]);
});

test('[GD8] that is so also after the close', () => {
  const hall = afterMistake();
  hall.run(manager, { type: 'day.close' });
  hall.run(kiosk(), fact(8, 5004));
  expect(hall.run(kiosk(), fact(1, 5005))).toMatchObject([{ type: 'ticket.issued', lateDay: day }, { type: 'ticket.abandoned', lateDay: day }, { type: 'ticket.recognized', as: ticket(1), lateDay: day }]);
  expect([hall.when(kiosk(), fact(1, 5006, { day: '2026-01-04' })), hall.state.ticketById.size]).toEqual([nothing, 2]);
});

test('[GD8] the right number entered after it, by the same code or another, is the one that the kiosk tells of', () => {
  const hall = afterMistake();
  expect(hall.run(manager, enter(1, 5003, { personClass: 'elder' }))).toMatchObject([{ type: 'ticket.revived', ticketId: ticket(1), number: { n: 5003 }, desk: { isEntered: true } }, { type: 'paper.changed', ticketId: ticket(1) }]);
  hall.run(manager, enter(2, 5004));
  expect(hall.run(kiosk(), fact(1, 5003))).toMatchObject([{ type: 'ticket.recognized', ticketId: ticket(1) }]);
  expect(hall.run(kiosk(), fact(8, 5004))).toMatchObject([{ type: 'ticket.recognized', ticketId: ticket(2), as: ticket(8) }]);
  const other = afterMistake();
  other.run(manager, enter(2, 5003));
  expect(other.run(kiosk(), fact(1, 5003))).toMatchObject([{ type: 'ticket.recognized', ticketId: ticket(2), as: ticket(1) }]);
});

test('[GD8] at the desk the holder of the real paper is taken in after the mistake, and the kiosk tells of it later', () => {
  const hall = openHall();
  hall.run(manager, enter(1, 5004));
  hall.run(manager, { type: 'ticket.makeUrgent', ticketId: ticket(1), reason: 'x' });
  hall.run(manager, cancel(1));
  expect(hall.run(manager, enter(8, 5004, items('market-2')))).toMatchObject([
    { type: 'ticket.revived', ticketId: ticket(1), as: ticket(8), device: 'guide-desk', desk: { clerkId: 'boss', isEntered: true } }, { type: 'paper.changed', ticketId: ticket(1), paper: 'printed' },
  ]);
  expect([numbers(hall), of(hall, 1)?.paper, of(hall, 1)?.urgent, hall.state.urgent.size]).toEqual([[5004], 'printed', null, 0]);
  expect([hall.when(manager, enter(8, 5009)), hall.when(manager, enter(9, 5004))]).toEqual([no('ticket.exists'), no('numbers.taken', { n: 5004 })]);
  expect(hall.run(kiosk(), fact(8, 5004))).toEqual([{ type: 'ticket.recognized', ticketId: ticket(1), as: ticket(8), deviceId: 'kiosk-1' }]);
  expect(hall.when(kiosk(), fact(8, 5004))).toEqual(nothing);
});

test('[GD8] what was told of before it was cancelled stays cancelled when it is told again, but the desk can take its holder in', () => {
  const hall = openHall();
  hall.run(manager, enter(1, 5004));
  hall.run(kiosk(), fact(1, 5004));
  hall.run(manager, cancel(1));
  expect([hall.when(kiosk(), fact(1, 5004)), numbers(hall)]).toEqual([nothing, []]);
  expect(hall.run(manager, enter(8, 5004))).toMatchObject([{ type: 'ticket.revived', ticketId: ticket(1), as: ticket(8) }, {}]);
  expect([numbers(hall), hall.when(kiosk(), fact(8, 5004))]).toEqual([[5004], nothing]);
});

test.each(['visitor', 'manager'])('[GD8] one cancelled for another reason, %s, stays cancelled', (reason) => {
  const hall = openHall();
  hall.run(manager, enter(1, 5004));
  hall.run(manager, cancel(1, reason));
  expect(hall.run(kiosk(), fact(8, 5004))).toMatchObject([{ type: 'ticket.recognized', ticketId: ticket(1) }]);
  expect([numbers(hall), hall.when(manager, enter(9, 5004))]).toEqual([[], no('numbers.taken', { n: 5004 })]);
});

test('[GD8] nor does one come back with which somebody was served', () => {
  const hall = openHall({ config: testConfig({ chains: [{ id: 'line', name: { zh: '链', en: 'line' }, stops: [{ id: 'a', items: ['market-1'], after: [] }, { id: 'b', items: ['tax-1'], after: ['a'] }] }] }) });
  hall.run(manager, enter(1, 5004, { chain: 'line', items: ['market-1', 'tax-1'].map((itemId) => ({ itemId, count: 1 })) }));
  hall.run(clerkAt('w1'), { type: 'window.open', windowId: 'w1' });
  hall.run(clerkAt('w1'), callNext('w1'));
  hall.run(clerkAt('w1'), { type: 'stop.finish', windowId: 'w1', ticketId: ticket(1), outcome: 'completed', count: 1, caseRef: null });
  hall.run(manager, cancel(1));
  expect(hall.run(kiosk(), fact(8, 5004))).toMatchObject([{ type: 'ticket.recognized' }]);
});

test('[GD8] what the kiosk’s unanswered question had made ends, and the number takes its place', () => {
  const hall = openHall();
  hall.run(kiosk(), issue(3, 'market-1', { personClass: 'elder' }));
  hall.now += 20 * minute;
  hall.run(manager, enter(1, 5004));
  hall.run(manager, cancel(1));
  const told = hall.run(kiosk(), fact(8, 5004, { issuedAt: hall.now, instead: { commandId: testId('intent'), ticketId: ticket(3) } }));
  expect(told).toMatchObject([{ type: 'ticket.cancelled', ticketId: ticket(3), reason: 'superseded' }, { type: 'ticket.revived', ticketId: ticket(1), supersedes: ticket(3), placeAt: monday9, personClass: 'elder' }]);
});

test('[GD8] only the kiosk whose band it is brings it back, and only on its own day', () => {
  const hall = afterMistake();
  expect([hall.when(kiosk(2), fact(8, 5004)), hall.when(kiosk(2), fact(1, 5004))]).toEqual([no('numbers.notYours', { n: 5004 }), no('numbers.notYours', { n: 5004 })]);
  hall.run(kiosk(), issue(2));
  expect(hall.when(kiosk(), fact(1, 1))).toEqual(no('numbers.taken', { n: 1 }));
});

test('[GD8] after the close it is stored with its day, and waits if that is opened again', () => {
  const hall = afterMistake();
  hall.run(manager, { type: 'day.close' });
  expect(hall.run(kiosk(), fact(8, 5004))).toMatchObject([{ type: 'ticket.revived', ticketId: ticket(1), lateDay: day }, { type: 'ticket.abandoned', ticketId: ticket(1), lateDay: day }]);
  expect(of(hall, 1)?.stops[0]?.life.status).toBe('abandoned');
  hall.run(manager, { type: 'day.open' });
  expect(numbers(hall)).toEqual([5004]);
});

test('[GD8] on a later day it is stored with the day of the number, once, and leaves the open day alone', () => {
  const hall = afterMistake();
  hall.run(manager, enter(2, 5006));
  hall.run(manager, cancel(2));
  hall.run(manager, enter(3, 5007));
  hall.run(manager, cancel(3, 'visitor'));
  hall.pass(24 * 60 * minute);
  hall.run(hub, { type: 'clock.tick' });
  expect(hall.run(kiosk(), fact(8, 5004))).toMatchObject([{ type: 'ticket.revived', ticketId: ticket(1), as: ticket(8), lateDay: day }, { type: 'ticket.abandoned', ticketId: ticket(1), lateDay: day }]);
  expect(hall.run(kiosk(), fact(2, 5006))).toMatchObject([{ type: 'ticket.revived', ticketId: ticket(2), as: ticket(2), lateDay: day }, { type: 'ticket.abandoned' }]);
  expect(hall.run(kiosk(), fact(9, 5007))).toMatchObject([{ type: 'ticket.recognized', ticketId: ticket(3), lateDay: day }]);
  expect([[8, 5004], [2, 5006], [9, 5007]].map(([n = 0, number = 0]) => hall.when(kiosk(), fact(n, number)))).toEqual([nothing, nothing, nothing]);
  expect(hall.state.ticketById.size).toBe(0);
});
