import { at, callNext, clerkAt, finish, issue, kiosk, manager, openHall, testConfigWithPolicy, ticket, momentOf } from '@hallcall/testkit';
import { expect, test } from 'vitest';
import { windowView } from '../view/window-view.ts';

const no = (code: string, more: Record<string, unknown> = {}) => ({ kind: 'rejection', rejection: { code, ...more } });
const w1 = clerkAt('w1');
const miss = (n: number) => at('stop.miss', 'w1', n);
const restore = (n: number) => ({ type: 'ticket.restore', ticketId: ticket(n) });
const tv = { role: 'display', deviceId: 'tv', boardId: 'main' } as never;

function hallWithVisitors(visitors: number, policy: Parameters<typeof testConfigWithPolicy>[0] = {}) {
  const hall = openHall({ config: testConfigWithPolicy(policy) });
  for (let n = 1; n <= visitors; n += 1) {
    hall.run(kiosk(), issue(n));
    hall.now += 1000;
  }
  hall.run(w1, { type: 'window.open', windowId: 'w1' });
  return hall;
}

/** Calls the next visitor three times and misses them; `isShown`: a display has painted the call. */
function missNext(hall: ReturnType<typeof hallWithVisitors>, n: number, isShown: boolean) {
  hall.run(w1, callNext('w1'));
  if (isShown) hall.run(tv, { type: 'call.acknowledge', shown: [{ callId: hall.state.calls.at(-1)?.callId, zone: 'A', at: hall.now }] });
  for (const _ of [2, 3]) {
    hall.now += 15_000;
    hall.run(w1, at('ticket.recall', 'w1', n));
  }
  hall.now += 10_000;
  return hall.run(w1, miss(n));
}
const queue = (hall: ReturnType<typeof hallWithVisitors>) => hall.state.waiting.get('q-market' as never)?.map((ref) => Number(ref.ticketId.slice(1)));

test('[M1] not before the third call', () => {
  const hall = hallWithVisitors(1);
  hall.run(w1, callNext('w1'));
  hall.now += 60_000;
  expect(hall.when(w1, miss(1))).toEqual(no('miss.tooFewCalls', { calls: 1, needed: 3 }));
  hall.run(w1, { type: 'ticket.recall', windowId: 'w1', ticketId: ticket(1) });
  hall.now += 60_000;
  expect(hall.when(w1, miss(1))).toEqual(no('miss.tooFewCalls', { calls: 2, needed: 3 }));
});

test('[M5] a clerk sees a restored visitor where the queue has them, behind the one whose moment they share', () => {
  const hall = hallWithVisitors(5);
  missNext(hall, 1, true);
  hall.run(w1, restore(1));
  expect(queue(hall)).toEqual([2, 3, 4, 1, 5]);
  expect(windowView(hall.state, hall.config, 'w1' as never, momentOf(hall)).next.map(({ ticketId }) => Number(ticketId.slice(1)))).toEqual(queue(hall));
});

test('[M5] where two share the very place, numbers of two series, the way back is behind both', () => {
  const hall = openHall({ config: testConfigWithPolicy({ restoreBehind: 1 }) });
  hall.run(kiosk(), issue(1));
  hall.now += 1_000;
  hall.run(kiosk(), issue(2));
  hall.run(kiosk(), issue(3, 'tax-1'));
  hall.run(kiosk(), issue(4, 'tax-1', { items: ['tax-1', 'market-1'].map((itemId) => ({ itemId, count: 1 })) }));
  const places = [2, 4].map((n) => hall.state.ticketById.get(ticket(n))?.stops.find(({ queueId }) => queueId === ('q-market' as never))?.place);
  expect(places[0]).toEqual(places[1]);
  hall.run(w1, { type: 'window.open', windowId: 'w1' });
  missNext(hall, 1, true);
  hall.run(w1, restore(1));
  expect(queue(hall)).toEqual([2, 4, 1]);
});

test('[M2] not before the last call is ten seconds old', () => {
  const hall = hallWithVisitors(1, { callsBeforeMissed: 1 });
  hall.run(w1, callNext('w1'));
  hall.now += 9_000;
  expect(hall.when(w1, miss(1))).toEqual(no('miss.tooSoon', { waitMs: 1000 }));
  hall.now += 1_000;
  expect(hall.when(w1, miss(1)).kind).toBe('events');
});

test('[M3] a no-show is proven by a call that was shown, else unproven', () => {
  expect(missNext(hallWithVisitors(1), 1, true)).toMatchObject([{ type: 'stop.missed', calls: 3, proof: 'shown' }]);
  expect(missNext(hallWithVisitors(1), 1, false)).toMatchObject([{ proof: 'unproven' }]);
});

test('[M4] after an unproven no-show the old place is kept, as often as needed', () => {
  const hall = hallWithVisitors(5);
  for (const _ of [1, 2]) {
    missNext(hall, 1, false);
    hall.run(w1, restore(1));
    expect(queue(hall)).toEqual([1, 2, 3, 4, 5]);
  }
  expect(hall.state.ticketById.get(ticket(1))?.stops[0]?.restores).toBe(0);
});

test('[M5] after a proven one the visitor stands directly behind the third who waits', () => {
  const hall = hallWithVisitors(6);
  missNext(hall, 1, true);
  hall.run(w1, restore(1));
  expect(queue(hall)).toEqual([2, 3, 4, 1, 5, 6]);
});

test('[M5] a paper that failed and that nobody claimed is nobody: three people are let in before', () => {
  const hall = openHall();
  hall.run(kiosk(), issue(1));
  for (let n = 2; n <= 8; n += 1) {
    hall.now += 1000;
    hall.run(kiosk(), issue(n, 'market-1', n <= 4 ? { paper: 'pending' } : {}));
  }
  for (const n of [2, 3, 4]) hall.run(kiosk(), { type: 'paper.report', ticketId: ticket(n), day: '2026-01-05', jobId: null, copy: 0, outcome: 'failed', at: hall.now });
  hall.run(w1, { type: 'window.open', windowId: 'w1' });
  missNext(hall, 1, true);
  hall.run(w1, restore(1));
  expect(queue(hall)).toEqual([2, 3, 4, 5, 6, 7, 1, 8]);
});

test('[M5] two who return together keep their order, also among tickets of one instant', () => {
  const hall = openHall();
  for (let n = 1; n <= 8; n += 1) hall.run(kiosk(), issue(n));
  hall.run(w1, { type: 'window.open', windowId: 'w1' });
  missNext(hall, 1, true);
  missNext(hall, 2, true);
  hall.run(w1, restore(2));
  expect(queue(hall)).toEqual([3, 4, 5, 2, 6, 7, 8]);
  hall.run(w1, restore(1));
  expect(queue(hall)).toEqual([3, 4, 5, 1, 2, 6, 7, 8]);
});

test('[M5] the way back counts those of the own class: an ordinary visitor does not pay with the preferred ones who go before anyway, nor they with the ordinary', () => {
  const elder = { personClass: 'elder' };
  const hall = openHall({ config: testConfigWithPolicy({ callsBeforeMissed: 1, restoreBehind: 2 }) });
  hall.run(w1, { type: 'window.open', windowId: 'w1' });
  [{}, elder, elder, {}, {}, elder, {}, elder].forEach((more, index) => {
    hall.run(kiosk(), issue(index + 1, 'market-1', more));
    hall.now += 1000;
  });
  const missed = (n: number) => {
    hall.run(w1, callNext('w1'));
    hall.run(tv, { type: 'call.acknowledge', shown: [{ callId: hall.state.calls.at(-1)?.callId, zone: 'A', at: hall.now }] });
    hall.now += 15_000;
    hall.run(w1, miss(n));
  };
  missed(2);
  missed(1);
  hall.run(w1, restore(1));
  expect(queue(hall)).toEqual([3, 4, 5, 1, 6, 7, 8]);
  hall.run(w1, restore(2));
  expect(queue(hall)).toEqual([3, 4, 5, 1, 6, 2, 7, 8]);
});

test('[M5] with fewer waiting it is the end, with nobody the old place, and never before it', () => {
  const hall = hallWithVisitors(2);
  missNext(hall, 1, true);
  hall.run(w1, restore(1));
  expect(queue(hall)).toEqual([2, 1]);
  const alone = hallWithVisitors(1);
  missNext(alone, 1, true);
  const place = alone.state.ticketById.get(ticket(1))?.stops[0]?.place;
  alone.run(w1, restore(1));
  expect(alone.state.ticketById.get(ticket(1))?.stops[0]?.place).toEqual(place);
  const later = hallWithVisitors(5, { restoreBehind: 1 });
  [1, 2, 3, 4].forEach((n) => later.run(manager, { type: 'ticket.cancel', ticketId: ticket(n), reason: 'visitor' }));
  missNext(later, 5, true);
  const old = later.state.ticketById.get(ticket(5))?.stops[0]?.place;
  later.given({ ...ticketIssued(9), placeAt: 1 });
  later.run(w1, restore(5));
  expect(queue(later)).toEqual([9, 5]);
  expect(later.state.ticketById.get(ticket(5))?.stops[0]?.place).toEqual(old);
});
const ticketIssued = (n: number) => ({
  type: 'ticket.issued', ticketId: ticket(n), number: { prefix: 'A', n }, language: 'zh', issuedAt: 1, placeAt: 1,
  stops: [{ queueId: 'q-market', items: [{ itemId: 'market-1', count: 1 }], after: [] }], paper: 'none', device: 'kiosk-1', offline: false, supersedes: null,
});

test('[M6] a second proven no-show is final, but for the manager', () => {
  const hall = hallWithVisitors(1);
  missNext(hall, 1, true);
  hall.run(w1, restore(1));
  missNext(hall, 1, true);
  expect(hall.when(w1, restore(1))).toEqual(no('restore.used', { restores: 1 }));
  expect(hall.when(manager, restore(1)).kind).toBe('events');
  expect(hall.when(w1, restore(7))).toEqual(no('ticket.unknown'));
});

test('[M7] whoever does not return in time is abandoned', () => {
  const hall = hallWithVisitors(1);
  missNext(hall, 1, true);
  expect(hall.pass(3_599_999)).toEqual([]);
  expect(hall.pass(1)).toEqual([{ type: 'stop.abandoned', ticketId: ticket(1), stop: 0, reason: 'restoreExpired' }]);
});

test('[M9] who returns to the end stands as if the number had been taken now: behind who came between, though the hub hears of that only later', () => {
  const hall = hallWithVisitors(2, { missedMode: 'tail' });
  missNext(hall, 1, true);
  hall.now += 60_000;
  hall.run(w1, restore(1));
  expect(hall.state.ticketById.get(ticket(1))?.stops[0]?.place).toEqual({ at: hall.now, tie: 1 });
  hall.run(kiosk(1, hall.now - 120_000), {
    type: 'ticket.issueOffline', ticketId: ticket(3), number: { prefix: 'A', n: 5000 }, queueId: 'q-market', items: [{ itemId: 'market-1', count: 1 }], language: 'zh', day: '2026-01-05',
    issuedAt: hall.now - 30_000, paper: 'none', instead: null,
  });
  expect(queue(hall)).toEqual([2, 3, 1]);
});

test('[M9] in the mode tail a proven no-show returns to the end, an unproven one to the old place', () => {
  const hall = hallWithVisitors(5, { missedMode: 'tail' });
  missNext(hall, 1, false);
  hall.run(w1, restore(1));
  expect(queue(hall)).toEqual([1, 2, 3, 4, 5]);
  missNext(hall, 1, true);
  hall.run(w1, restore(1));
  expect(queue(hall)).toEqual([2, 3, 4, 5, 1]);
  hall.run(kiosk(), issue(6));
  hall.run(kiosk(), issue(7));
  missNext(hall, 2, true);
  hall.run(kiosk(), issue(8));
  hall.run(w1, restore(2));
  expect(queue(hall)).toEqual([3, 4, 5, 1, 6, 7, 8, 2]);
  missNext(hall, 3, true);
  hall.run(w1, restore(3));
  expect(hall.when(w1, restore(3))).toEqual(no('stop.wrongStatus', { status: 'waiting' }));
});

test('[M10] in the mode void a proven no-show ends the number, but for the manager; an unproven one returns', () => {
  const hall = hallWithVisitors(5, { missedMode: 'void' });
  missNext(hall, 1, false);
  hall.run(w1, restore(1));
  expect(queue(hall)).toEqual([1, 2, 3, 4, 5]);
  missNext(hall, 1, true);
  expect(hall.when(w1, restore(1))).toEqual(no('restore.void'));
  expect(windowView(hall.state, hall.config, 'w1' as never, momentOf(hall)).missed).toMatchObject([{ ticketId: ticket(1), canRestore: false }]);
  hall.run(manager, restore(1));
  expect(queue(hall)).toEqual([2, 3, 4, 1, 5]);
});

test('[C1] cancel ends what has not ended, once', () => {
  const cancel = { type: 'ticket.cancel', ticketId: ticket(1), reason: 'visitor' };
  const hall = hallWithVisitors(1);
  hall.run(w1, cancel);
  expect(queue(hall)).toEqual([]);
  expect(hall.when(w1, cancel)).toEqual(no('stop.wrongStatus', { status: 'cancelled' }));
  expect(hall.when(w1, { ...cancel, ticketId: ticket(5) })).toEqual(no('ticket.unknown'));
});

test('[C2] the visitor of another window is cancelled by its own clerk or a manager only', () => {
  const cancel = { type: 'ticket.cancel', ticketId: ticket(1), reason: 'mistake' };
  const hall = hallWithVisitors(1);
  hall.run(w1, callNext('w1'));
  expect(hall.when(clerkAt('w2'), cancel)).toEqual(no('command.notYours'));
  expect([hall.when(w1, cancel).kind, hall.when(manager, cancel).kind]).toEqual(['events', 'events']);
});

test('[S2] what has ended stays as it is', () => {
  const hall = hallWithVisitors(1);
  hall.run(w1, callNext('w1'));
  hall.run(w1, finish('w1', 1));
  hall.given({ type: 'ticket.abandoned', ticketId: ticket(1), reason: 'dayClosed' }, { type: 'ticket.cancelled', ticketId: ticket(1), reason: 'manager' });
  expect(hall.state.ticketById.get(ticket(1))?.stops[0]?.life.status).toBe('done');
});

test('[M4] of two missed steps the one that may come back comes back, whichever it is', () => {
  const hall = openHall({ config: testConfigWithPolicy({ restoresAllowed: 0, callsBeforeMissed: 1 }) });
  hall.run(kiosk(), { ...issue(1), items: ['market-1', 'tax-1'].map((itemId) => ({ itemId, count: 1 })) });
  for (const [windowId, isShown] of [['w1', true], ['w3', false]] as const) {
    const clerk = clerkAt(windowId);
    hall.run(clerk, { type: 'window.open', windowId });
    hall.run(clerk, callNext(windowId));
    const call = hall.state.calls.at(-1);
    if (isShown) hall.run(tv, { type: 'call.acknowledge', shown: [{ callId: call?.callId, zone: call?.zone, at: hall.now }] });
    hall.now += 60_000;
    hall.run(clerk, at('stop.miss', windowId, 1));
  }
  expect(hall.run(w1, restore(1))).toMatchObject([{ type: 'stop.restored', stop: 1, isFree: true }]);
  expect(hall.when(w1, restore(1))).toEqual(no('restore.used', { restores: 0 }));
});

/** The first visitor waits for two queues and has missed both calls, seen at w1 and at w3. */
function twiceMissed() {
  const hall = openHall({ config: testConfigWithPolicy({ callsBeforeMissed: 1 }) });
  hall.run(kiosk(), { ...issue(1), items: ['market-1', 'tax-1'].map((itemId) => ({ itemId, count: 1 })) });
  for (const windowId of ['w1', 'w3']) {
    hall.run(clerkAt(windowId), { type: 'window.open', windowId });
    hall.run(clerkAt(windowId), callNext(windowId));
    const call = hall.state.calls.at(-1);
    hall.run(tv, { type: 'call.acknowledge', shown: [{ callId: call?.callId, zone: call?.zone, at: hall.now }] });
    hall.now += 60_000;
    hall.run(clerkAt(windowId), at('stop.miss', windowId, 1));
  }
  return hall;
}

test('[M5] of two missed steps the desk restores the one that it names, as its view tells them apart', () => {
  const hall = twiceMissed();
  const missed = ['w1', 'w3'].map((windowId) => windowView(hall.state, hall.config, windowId as never, momentOf(hall)).missed);
  expect(missed).toMatchObject([[{ ticketId: ticket(1), stop: 0 }], [{ ticketId: ticket(1), stop: 1 }]]);
  expect(hall.run(clerkAt('w3'), { ...restore(1), stop: 1 })).toMatchObject([{ type: 'stop.restored', stop: 1 }]);
  expect(hall.when(clerkAt('w3'), { ...restore(1), stop: 1 })).toEqual(no('stop.wrongStatus', { status: 'missed' }));
  expect(hall.state.ticketById.get(ticket(1))?.stops.map(({ life, restores }) => [life.status, restores])).toEqual([['missed', 0], ['waiting', 1]]);
});

test('[M6] [S1] a refusal tells of the step where something can be done, not of one that is done', () => {
  const hall = openHall({ config: testConfigWithPolicy({ callsBeforeMissed: 1, clerksMayChoose: true, missAfterMs: 0 }) });
  hall.run(kiosk(), { ...issue(1), items: ['market-1', 'tax-1'].map((itemId) => ({ itemId, count: 1 })) });
  const w3 = clerkAt('w3');
  hall.run(w1, { type: 'window.open', windowId: 'w1' });
  hall.run(w3, { type: 'window.open', windowId: 'w3' });
  hall.run(w1, callNext('w1'));
  hall.run(w1, finish('w1', 1));
  expect(hall.when(w1, restore(1))).toEqual(no('stop.wrongStatus', { status: 'waiting' }));
  hall.run(w3, callNext('w3'));
  hall.run(w3, at('stop.miss', 'w3', 1));
  const chosen = { type: 'window.callNumber', windowId: 'w3', active: null, ticketId: ticket(1), reason: 'returned', note: null };
  expect(hall.when(w3, chosen)).toEqual(no('stop.wrongStatus', { status: 'missed' }));

  // A step that only comes later says less than one that was missed.
  const later = openHall({ config: testConfigWithPolicy({ callsBeforeMissed: 1, clerksMayChoose: true, missAfterMs: 0 }) });
  later.given({ ...ticketIssued(1), stops: [{ queueId: 'q-tax', items: [{ itemId: 'tax-1', count: 1 }], after: [1] }, { queueId: 'q-market', items: [{ itemId: 'market-1', count: 1 }], after: [] }] });
  later.run(w1, { type: 'window.open', windowId: 'w1' });
  later.run(w1, callNext('w1'));
  later.run(w1, at('stop.miss', 'w1', 1));
  expect(later.when(w1, { ...chosen, windowId: 'w1' })).toEqual(no('stop.wrongStatus', { status: 'missed' }));
});

test('[M8] the time in which the day was closed by mistake is not counted against who is to return: it begins again at the reopening', () => {
  const hall = hallWithVisitors(1, { restoreWithinMs: 600_000 });
  missNext(hall, 1, true);
  hall.pass(500_000);
  hall.run(manager, { type: 'day.close' });
  hall.pass(500_000);
  hall.run(manager, { type: 'day.open' });
  hall.pass(599_999);
  expect(hall.state.ticketById.get(ticket(1))?.stops[0]?.life.status).toBe('missed');
  hall.pass(1);
  expect(hall.state.ticketById.get(ticket(1))?.stops[0]?.life.status).toBe('abandoned');
});

test('[D3] [M7] who was given up before the close is not taken back by the reopening', () => {
  const hall = hallWithVisitors(1, { restoreWithinMs: 60_000 });
  missNext(hall, 1, true);
  hall.pass(60_000);
  hall.run(manager, { type: 'day.close' });
  hall.run(manager, { type: 'day.open' });
  expect(hall.state.ticketById.get(ticket(1))?.stops[0]?.life).toMatchObject({ status: 'abandoned', reason: 'restoreExpired' });
});
