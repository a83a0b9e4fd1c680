import { at, callNext, clerkAt, finish, hub, issue, kiosk, manager, monday9, openHall, testConfigWithPolicy, ticket, type Scenario } from '@hallcall/testkit';
import { expect, test } from 'vitest';
import type { TimedEvent } from '../event.ts';
import { createStatistics, type StatisticsReport } from './create-statistics.ts';
import { createHourOf, eachHour } from './hour-of.ts';
import { spreadOf } from './spread.ts';

const minute = 60_000;
const [w1, w2] = [clerkAt('w1'), clerkAt('w2')];

/** The hall's own estimates are left out: here nobody was told anything but those of `told`, who have numbers from 100. */
const untold = ({ at: when, event }: TimedEvent): TimedEvent =>
  event.type === 'ticket.issued' && event.number.n < 100
    ? { at: when, event: { ...event, stops: event.stops.map(({ queueId, items, after }) => ({ queueId, items, after })) } }
    : { at: when, event };

function reportOf(hall: Scenario, leftOpenAt: number | null = null): StatisticsReport {
  const statistics = createStatistics();
  for (const timed of hall.log.map(untold)) statistics.add(timed);
  return statistics.report({ timeZone: 'Asia/Shanghai', firstHour: 4, bookingToleranceMs: 900_000, until: hall.now, leftOpenAt });
}

const open = (options: Parameters<typeof openHall>[0] = {}): Scenario => {
  const hall = openHall({ config: testConfigWithPolicy({ callsBeforeMissed: 2 }), ...options });
  for (const actor of [w1, w2]) hall.run(actor, { type: 'window.open', windowId: actor === w1 ? 'w1' : 'w2' });
  return hall;
};

/** First to the market, then to the tax. */
const chain = { id: 'opening', name: { zh: '开店', en: 'opening' }, stops: [{ id: 'm', items: ['market-1'], after: [] }, { id: 't', items: ['tax-1'], after: ['m'] }] };

/** Runs the rest at so many minutes after nine. */
const clockOf = (hall: Scenario) => (minutes: number): Scenario => {
  hall.now = monday9 + minutes * minute;
  return hall;
};

/** A visitor who was told so long. */
const told = (n: number, issuedAt: number, estimateMs: number, more: Record<string, unknown> = {}) => ({
  type: 'ticket.issued', ticketId: ticket(n), number: { prefix: 'A', n: 100 + n }, language: 'zh', issuedAt, placeAt: issuedAt, paper: 'none', device: 'kiosk-1',
  offline: false, supersedes: null, stops: [{ queueId: 'q-market', items: [{ itemId: 'market-1', count: 1 }], after: [], estimateMs }], ...more,
});

/** 09:00–10:20: two windows, six numbers, a no-show, a hold, a transfer, a call taken back, one that is given up and one cancelled. */
function day(): Scenario {
  const hall = open();
  const when = clockOf(hall);
  for (const n of [1, 2]) hall.run(kiosk(), issue(n));
  when(2).run(kiosk(), issue(3, 'tax-1'));
  when(4).run(w2, { type: 'window.pause', windowId: 'w2', reason: 'lunch' });
  when(5).run(w1, callNext('w1'));
  when(6).run(w1, at('stop.start', 'w1', 1));
  when(14).run(w2, { type: 'window.resume', windowId: 'w2' });
  when(16).run(w1, at('stop.finish', 'w1', 1, { outcome: 'completed', count: 2, caseRef: null }));
  hall.run(w1, callNext('w1'));
  when(17).run(w1, at('ticket.recall', 'w1', 2));
  when(18).run(w1, at('stop.miss', 'w1', 2));
  when(20).run(w2, callNext('w2'));
  hall.run(w2, at('stop.start', 'w2', 3));
  hall.run(manager, { type: 'ticket.restore', ticketId: ticket(2) });
  when(21).run(w1, callNext('w1'));
  when(22).run(w1, at('stop.start', 'w1', 2));
  when(24).run(w1, at('stop.hold', 'w1', 2, { reason: 'copies', forMs: null }));
  when(25).run(w2, at('stop.transfer', 'w2', 3, { to: { queueId: 'q-market' }, reason: 'other' }));
  when(30).run(w1, at('stop.resume', 'w1', 2));
  when(31).run(w1, at('stop.start', 'w1', 2));
  when(34).run(w1, at('stop.finish', 'w1', 2, { outcome: 'accepted', count: 1, caseRef: null }));
  when(35).run(w1, callNext('w1'));
  when(36).run(w1, at('stop.finish', 'w1', 3, { outcome: 'consulted', count: 1, caseRef: null }));
  when(40).given(told(4, hall.now, 10 * minute, { booked: { from: monday9 + 30 * minute, to: monday9 + 60 * minute } }));
  when(43).run(w1, callNext('w1'));
  when(43.1).run(w1, at('action.undo', 'w1', 4, { what: 'call' }));
  when(46).run(w1, callNext('w1'));
  hall.run(w1, at('stop.start', 'w1', 4));
  when(70).given(told(5, hall.now, 5 * minute), told(6, hall.now, minute));
  when(72).run(manager, { type: 'ticket.cancel', ticketId: ticket(6), reason: 'manager' });
  when(76).run(w1, at('stop.finish', 'w1', 4, { outcome: 'refused', count: 1, caseRef: null }));
  when(80).run(manager, { type: 'day.close' });
  return hall;
}

test('[Z1] a day of two windows, counted by hand', () => {
  const { hall } = reportOf(day());
  const none = { stops: 0, pieces: 0 };
  const one = { stops: 1, pieces: 1 };
  expect(hall).toEqual({
    issued: 6, arrived: 6, abandoned: 1, abandonRate: 1 / 6, ticketsAbandoned: 1, ticketAbandonRate: 1 / 6,
    turns: 7, missed: 1, missedRate: 1 / 7, recalled: 1, recalls: 1, recallRate: 1 / 7, transfers: 1, overtaken: 0,
    // 5, 16, 18 and 6 minutes.
    wait: { count: 4, meanMs: 11.25 * minute, p50Ms: 6 * minute, p90Ms: 18 * minute, p95Ms: 18 * minute, inTime: 2, inTimeRate: 0.5 },
    done: 4, outcomes: { accepted: one, completed: { stops: 1, pieces: 2 }, materialsMissing: none, consulted: one, referred: none, refused: one },
    // 10, 2 + 3 and 30 minutes.
    service: { count: 3, meanMs: 15 * minute, p50Ms: 10 * minute, p90Ms: 30 * minute, p95Ms: 30 * minute, startsInferred: 1 },
    calls: { order: 6, preferred: 0, aged: 0, urgent: 0, chosen: 0, assigned: 0 },
    booked: 1, kept: 1, keptRate: 1,
    // Told 10 minutes, waited 6.
    estimate: { told: 3, scored: 1, neverCalled: 2, close: 1, closeRate: 1, biasMs: -4 * minute, meanErrorMs: 4 * minute },
    openMs: 160 * minute, pausedMs: 10 * minute, onDutyMs: 150 * minute, onDutyRate: 15 / 16, servingMs: 50 * minute, load: 1 / 3,
  });
});

test('[Z3] a number counts once, in the queue where its journey begins; a stop in the queue where it stood last', () => {
  const { queues } = reportOf(day());
  expect(queues.map(({ queueId, issued, arrived, abandoned, turns, done }) => [queueId, issued, arrived, abandoned, turns, done])).toEqual([
    ['q-market', 5, 6, 1, 6, 4], ['q-tax', 1, 0, 0, 1, 0],
  ]);
  const hall = openHall();
  hall.now += minute;
  hall.run(kiosk(), issue(1));
  hall.run(kiosk(), { type: 'ticket.issueOffline', ticketId: ticket(2), number: { prefix: 'A', n: 5001 }, queueId: 'q-market', items: [{ itemId: 'market-1', count: 1 }], language: 'zh', day: '2026-01-05', issuedAt: hall.now, paper: 'none', instead: { commandId: 'i'.repeat(22), ticketId: ticket(1) } });
  expect(reportOf(hall).hall).toMatchObject({ issued: 1, arrived: 1, abandoned: 0, ticketsAbandoned: 0 });
});

test('[Z5] a window’s figures are of its own turns, and service time leaves out what others did', () => {
  const { windows } = reportOf(day());
  expect(windows.map(({ windowId, turns, done, transfers, service, wait, openMs, pausedMs, servingMs, load }) => ({ windowId, turns, done, transfers, service: service.meanMs, waits: wait.count, openMs, pausedMs, servingMs, load }))).toEqual([
    { windowId: 'w1', turns: 6, done: 4, transfers: 0, service: 15 * minute, waits: 3, openMs: 80 * minute, pausedMs: 0, servingMs: 45 * minute, load: 45 / 80 },
    { windowId: 'w2', turns: 1, done: 0, transfers: 1, service: null, waits: 1, openMs: 80 * minute, pausedMs: 10 * minute, servingMs: 5 * minute, load: 5 / 70 },
  ]);
});

test('[Z4] [Z6] hours are those of the hall’s clock: a wait and a turn count in the hour of the call, time where it passed', () => {
  const { hours, queueHours } = reportOf(day());
  expect(hours.map(({ hour, issued, turns, done, wait, servingMs, openMs, estimate }) => [hour, issued, turns, done, wait.count, servingMs / minute, openMs / minute, estimate.told])).toEqual([
    [9, 4, 7, 3, 4, 34, 120, 1], [10, 2, 0, 1, 0, 16, 40, 2],
  ]);
  expect(queueHours).toContainEqual({ queueId: 'q-tax', hour: 9, issued: 1, arrived: 0, turns: 1, done: 0, waits: 1, meanWaitMs: 18 * minute });
  // 25 October 2026, 00:30, 01:30 and 02:30 UTC: the hour from two to three passes twice.
  expect([1_792_888_200_000, 1_792_891_800_000, 1_792_895_400_000].map(createHourOf('Europe/Berlin'))).toEqual([2, 2, 3]);
  const parts: [number, number][] = [];
  eachHour(monday9 - minute, monday9 + 61 * minute, createHourOf('Asia/Kolkata'), (hour, ms) => parts.push([hour, ms / minute]));
  expect(parts.reduce<Record<number, number>>((sum, [hour, ms]) => ({ ...sum, [hour]: (sum[hour] ?? 0) + ms }), {})).toEqual({ 6: 31, 7: 31 });
  let counted = 0;
  eachHour(monday9, Number.MAX_SAFE_INTEGER, createHourOf('Asia/Shanghai'), (_, ms) => void (counted += ms));
  expect(counted).toBe(2 * 24 * 60 * minute);
});

test('[Z2] an action that was taken back leaves no trace, whatever it was', () => {
  const hall = open();
  const when = clockOf(hall);
  hall.run(kiosk(), issue(1));
  hall.run(kiosk(), issue(2));
  when(1).run(w1, callNext('w1'));
  when(2).run(w1, at('stop.start', 'w1', 1));
  const clean = hall.log.length;
  const served = reportOf(hall);
  const undo = (what: string, n = 1) => hall.run(w1, at('action.undo', 'w1', n, { what }));
  hall.run(w1, at('stop.hold', 'w1', 1, { reason: 'copies', forMs: null }));
  undo('hold');
  hall.run(w1, at('stop.transfer', 'w1', 1, { to: { queueId: 'q-tax' }, reason: 'other' }));
  undo('transfer');
  hall.run(w1, finish('w1', 1));
  undo('finish');
  hall.run(w1, callNext('w1', ticket(1)));
  undo('call', 2);
  expect(hall.log.length).toBeGreaterThan(clean + 8);
  expect(reportOf(hall)).toEqual(served);
});

test('[Z2] a start that was taken back began nothing', () => {
  const hall = open();
  const when = clockOf(hall);
  hall.run(kiosk(), issue(1));
  when(1).run(w1, callNext('w1'));
  const called = hall.log.length;
  when(2).run(w1, at('stop.start', 'w1', 1));
  when(2.1).run(w1, at('action.undo', 'w1', 1, { what: 'start' }));
  expect(hall.log.length).toBe(called + 2);
  when(5).run(w1, finish('w1', 1));
  expect(reportOf(hall).hall).toMatchObject({ servingMs: 0, done: 1, service: { count: 0, startsInferred: 1 } });
});

test('[Z2] a finish that was taken back opened nothing: who waits at last waited from then', () => {
  const config = { ...testConfigWithPolicy({ undoWithinMs: 60_000 }), chains: [chain] } as never;
  const hall = openHall({ config });
  for (const windowId of ['w1', 'w3']) hall.run(clerkAt(windowId), { type: 'window.open', windowId });
  const when = clockOf(hall);
  hall.run(kiosk(), issue(1, 'market-1', { items: [{ itemId: 'market-1', count: 1 }, { itemId: 'tax-1', count: 1 }], chain: 'opening' }));
  hall.run(w1, callNext('w1'));
  when(1).run(w1, finish('w1', 1));
  when(1.5).run(w1, at('action.undo', 'w1', 1, { what: 'finish' }));
  expect(reportOf(hall).queues.map(({ queueId, arrived }) => [queueId, arrived])).toEqual([['q-market', 1]]);
  when(4).run(w1, finish('w1', 1));
  when(9).run(clerkAt('w3'), callNext('w3'));
  expect(reportOf(hall).queues.find(({ queueId }) => queueId === 'q-tax')).toMatchObject({ arrived: 1, wait: { count: 1, meanMs: 5 * minute } });
});

test('[Z2] a finish that was taken back dropped nothing: what came after it is gone to, and given up at the close', () => {
  const config = { ...testConfigWithPolicy({ undoWithinMs: 60_000 }), chains: [chain] } as never;
  const abandoned = (...last: Record<string, unknown>[]) => {
    const hall = openHall({ config });
    hall.run(w1, { type: 'window.open', windowId: 'w1' });
    hall.run(kiosk(), issue(1, 'market-1', { items: [{ itemId: 'market-1', count: 1 }, { itemId: 'tax-1', count: 1 }], chain: 'opening' }));
    hall.run(w1, callNext('w1'));
    hall.run(w1, at('stop.finish', 'w1', 1, { outcome: 'refused', count: 1, caseRef: null }));
    for (const command of last) hall.run(w1, command);
    hall.run(manager, { type: 'day.close' });
    return reportOf(hall).hall;
  };
  expect(abandoned()).toMatchObject({ arrived: 1, done: 1, abandoned: 0 });
  const goneOn = [at('action.undo', 'w1', 1, { what: 'finish' }), finish('w1', 1)];
  expect(abandoned(...goneOn)).toMatchObject({ arrived: 2, done: 1, abandoned: 1, ticketsAbandoned: 1 });
});

test('[Z7] who was only abandoned by a close that was taken back goes on waiting', () => {
  const hall = open();
  const when = clockOf(hall);
  hall.run(kiosk(), issue(1));
  when(10).run(manager, { type: 'day.close' });
  expect(reportOf(hall).hall).toMatchObject({ abandoned: 1, openMs: 20 * minute });
  when(20).run(manager, { type: 'day.open' });
  hall.run(w1, { type: 'window.open', windowId: 'w1' });
  when(30).run(w1, callNext('w1'));
  const { hall: figures } = reportOf(hall);
  expect(figures).toMatchObject({ issued: 1, abandoned: 0, wait: { count: 1, meanMs: 30 * minute }, openMs: 30 * minute });
});

test('[Z10] at windows of a day that was left open, time ends with its hours or the last thing done there, whatever closes it how late', () => {
  const hall = open();
  const when = clockOf(hall);
  for (const n of [1, 2]) hall.run(kiosk(), issue(n));
  when(5).run(w1, callNext('w1'));
  hall.run(w1, at('stop.start', 'w1', 1));
  when(20).run(w2, { type: 'window.pause', windowId: 'w2', reason: 'lunch' });
  const duty = (leftOpenAt: number | null) => {
    const { windows, hall: all } = reportOf(hall, leftOpenAt);
    return [...windows.map(({ openMs, pausedMs, servingMs }) => [openMs / minute, pausedMs / minute, servingMs / minute]), all.openMs / minute];
  };
  // Still open on another date: hours until 09:15, so the one that did something later counts until then; without hours only what was done counts.
  when(3 * 24 * 60);
  expect(duty(monday9 + 15 * minute)).toEqual([[15, 0, 10], [20, 0, 0], 35]);
  expect(duty(0)).toEqual([[5, 0, 0], [20, 0, 0], 25]);
  expect(duty(monday9 + 60 * minute)).toEqual([[60, 0, 55], [60, 40, 0], 120]);
  hall.run(manager, { type: 'day.open' });
  hall.log.splice(hall.log.findLastIndex(({ event }) => event.type === 'day.opened'));
  expect(duty(monday9 + 15 * minute)).toEqual([[15, 0, 10], [20, 0, 0], 35]);
  // A step of the clock takes the day along.
  hall.log.push({ at: hall.now, event: { type: 'clock.stepped', from: hall.now, to: hall.now + 30 * minute } });
  expect(duty(0)).toEqual([[5, 0, 0], [20, 0, 0], 25]);
});

test('[Z7] who did not come back in time is abandoned for good, also when the day is reopened', () => {
  const hall = open({ config: testConfigWithPolicy({ callsBeforeMissed: 1, missAfterMs: 0, restoreWithinMs: minute }) });
  hall.run(kiosk(), issue(1));
  hall.run(kiosk(), issue(2));
  const when = clockOf(hall);
  hall.run(w1, callNext('w1'));
  hall.run(w1, at('stop.miss', 'w1', 1));
  hall.pass(minute);
  when(10).run(manager, { type: 'day.close' });
  expect(reportOf(hall).hall).toMatchObject({ abandoned: 2 });
  when(20).run(manager, { type: 'day.open' });
  expect(reportOf(hall).hall).toMatchObject({ abandoned: 1 });
});

test('[Z1] an event about a number, a stop or a turn of which the day knows nothing counts nowhere', () => {
  const hall = open();
  hall.run(kiosk(), issue(1));
  const before = reportOf(hall);
  const stranger = { ticketId: ticket(9), stop: 0, windowId: 'w1' };
  const call = { callId: 'c', queueId: 'q-market', clerkId: 'x', zone: 'A' };
  hall.log.push(...[
    { ...stranger, type: 'ticket.cancelled', reason: 'manager' }, { ...stranger, type: 'ticket.called', ...call }, { ...stranger, type: 'stop.missed' },
    { ...stranger, ticketId: ticket(1), stop: 7, type: 'ticket.called', ...call }, { ...stranger, ticketId: ticket(1), stop: 7, type: 'stop.missed' },
    { ...stranger, ticketId: ticket(1), type: 'stop.missed' }, { ...stranger, ticketId: ticket(1), type: 'stop.started' }, { ...stranger, ticketId: ticket(1), type: 'ticket.recalled' },
    // Logs hold what the schema of events lets through; these are shorter.
  ].map((event) => ({ at: hall.now, event }) as never));
  expect(reportOf(hall)).toEqual(before);
});

test('[Z6] a call of a log that names no rule was by order, and overtook nobody', () => {
  const hall = open();
  hall.run(kiosk(), issue(1));
  hall.given({ type: 'ticket.called', ticketId: ticket(1), stop: 0, windowId: 'w1', callId: 'c'.repeat(22), queueId: 'q-market', clerkId: 'clerk-w1', zone: 'A' });
  expect(reportOf(hall).hall).toMatchObject({ turns: 1, overtaken: 0, calls: { order: 1, chosen: 0 } });
});

test('[Z8] what was told is scored at the first call that stands, and a visitor who was never called is none', () => {
  const { hall, queues } = reportOf(day());
  expect(queues[0]?.estimate).toEqual(hall.estimate);
  const late = open();
  late.given(told(1, late.now, 0));
  const when = clockOf(late);
  expect(reportOf(late).hall.estimate).toEqual({ told: 1, scored: 0, neverCalled: 0, close: 0, closeRate: null, biasMs: null, meanErrorMs: null });
  when(5).run(w1, callNext('w1'));
  expect(reportOf(late).hall.estimate).toMatchObject({ scored: 1, close: 1, biasMs: 5 * minute });
  when(5.1).run(w1, at('action.undo', 'w1', 1, { what: 'call' }));
  expect(reportOf(late).hall.estimate).toMatchObject({ told: 1, scored: 0, neverCalled: 0 });
  when(5.2).run(w1, callNext('w1'));
  expect(reportOf(late).hall.estimate).toMatchObject({ scored: 1, close: 0, closeRate: 0, biasMs: 5.2 * minute });
});

test('[Z4] [Z8] a wait of fifteen minutes is in time and an estimate five minutes off is close, and nothing beyond', () => {
  const figures = [0, 1].map((over) => {
    const hall = open();
    hall.given(told(1, monday9, 10 * minute), told(2, monday9, 20 * minute - over));
    hall.now = monday9 + 15 * minute + over;
    hall.run(w1, callNext('w1'));
    hall.now -= over;
    hall.run(w2, callNext('w2'));
    const { wait, estimate } = reportOf(hall).hall;
    return [wait.inTime, wait.inTimeRate, estimate.close, estimate.closeRate, estimate.biasMs];
  });
  expect(figures).toEqual([[2, 1, 2, 1, 0], [1, 0.5, 1, 0.5, 1]]);
});

test('[Z6] a turn with two recalls counts once, and they count twice', () => {
  const hall = open();
  const when = clockOf(hall);
  hall.run(kiosk(), issue(1));
  hall.run(w1, callNext('w1'));
  for (const minutes of [1, 2]) when(minutes).run(w1, at('ticket.recall', 'w1', 1));
  expect(reportOf(hall).hall).toMatchObject({ turns: 1, recalled: 1, recalls: 2, recallRate: 1 });
});

test('[Z9] a booking is kept by a call within the slot, give or take the tolerance', () => {
  const kept = [-16, -15, 45, 46].map((minutes) => {
    const hall = open();
    hall.given(told(1, monday9 - 60 * minute, 0, { booked: { from: monday9, to: monday9 + 30 * minute } }));
    clockOf(hall)(minutes).run(w1, callNext('w1'));
    return reportOf(hall).hall.kept;
  });
  expect(kept).toEqual([0, 1, 1, 0]);
});

test('[Z4] percentiles are by the nearest rank, and of nothing there is none', () => {
  const values = Array.from({ length: 20 }, (_, index) => (index + 1) * minute).toReversed();
  expect(spreadOf(values)).toEqual({ count: 20, meanMs: 10.5 * minute, p50Ms: 10 * minute, p90Ms: 18 * minute, p95Ms: 19 * minute });
  expect(spreadOf([7])).toEqual({ count: 1, meanMs: 7, p50Ms: 7, p90Ms: 7, p95Ms: 7 });
  expect(spreadOf([])).toEqual({ count: 0, meanMs: null, p50Ms: null, p90Ms: null, p95Ms: null });
});

test('[Z1] [K2] a clock that is set takes no time: waits and turns across the step are as long as they were', () => {
  const measured = (by: number) => {
    const hall = open();
    const when = clockOf(hall);
    hall.run(kiosk(), issue(1));
    when(5).run(w1, callNext('w1'));
    hall.run(w1, at('stop.start', 'w1', 1));
    when(8);
    const from = hall.now;
    hall.now += by;
    hall.run(hub, { type: 'clock.step', from, to: hall.now });
    hall.now += 4 * minute;
    hall.run(w1, finish('w1', 1));
    const { hall: all, windows } = reportOf(hall);
    return { wait: all.wait, service: all.service, windows };
  };
  expect(measured(-3 * 60 * minute)).toEqual(measured(0));
  expect(measured(25 * minute)).toEqual(measured(0));
  expect(measured(0)).toMatchObject({ wait: { meanMs: 5 * minute }, service: { meanMs: 7 * minute } });
});

test('[Z10] word of a paper, and help that ends by itself, are nothing done at a window', () => {
  const hall = open();
  const when = clockOf(hall);
  hall.run(kiosk(), issue(1));
  when(5).run(w2, callNext('w2'));
  hall.run(w2, at('stop.finish', 'w2', 1, { outcome: 'materialsMissing', count: 1, caseRef: null, missing: { materials: [], other: 'copy', note: null } }));
  hall.run(manager, { type: 'window.help', windowId: 'w1', queueId: 'q-tax', place: 'behind' });
  const openMinutes = () => reportOf(hall, 0).windows.map(({ openMs }) => openMs / minute);
  expect(openMinutes()).toEqual([5, 5]);
  // The hub comes back under a clock that nobody believes: the printer's silence is noted, and that the window's queue is its own.
  when(30 * 24 * 60);
  hall.config = { ...hall.config, windows: hall.config.windows.map((window) => (window.id === 'w1' ? { ...window, queues: [...window.queues, { queue: 'q-tax' as never, rank: 2, weight: 1 }] } : window)) };
  expect(hall.pass(0).map(({ type }) => type)).toEqual(['slip.changed', 'window.helped']);
  expect(openMinutes()).toEqual([5, 5]);
});
