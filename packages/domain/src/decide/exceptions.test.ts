import { callNext, clerkAt, finish, issue, kiosk, manager, openHall, restoredAhead, testConfig, testConfigWithPolicy, ticket, type Scenario, momentOf } from '@hallcall/testkit';
import { expect, test } from 'vitest';
import { consoleView } from '../view/console-view.ts';
import { windowView } from '../view/window-view.ts';
import { whyNotMe } from '../why-not-me.ts';

const w1 = clerkAt('w1');
const elder = { personClass: 'elder' };
const no = (code: string, more: Record<string, unknown> = {}) => ({ kind: 'rejection', rejection: { code, ...more } });
const urgent = (n: number, reason = 'unwell') => ({ type: 'ticket.makeUrgent', ticketId: ticket(n), reason });
const choose = (n: number, more: Record<string, unknown> = {}) => ({
  type: 'window.callNumber', windowId: 'w1', active: null, ticketId: ticket(n), reason: 'returned', note: null, ...more,
});

function hallOf(visitors: readonly (Record<string, unknown> | null)[], policy: Parameters<typeof testConfigWithPolicy>[0] = {}): Scenario {
  const hall = openHall({ config: testConfigWithPolicy({ clerksMayChoose: true, ...policy }) });
  hall.run(w1, { type: 'window.open', windowId: 'w1' });
  visitors.forEach((more, index) => {
    hall.run(kiosk(), issue(index + 1, 'market-1', more ?? {}));
    hall.now += 1000;
  });
  return hall;
}

/** Calls and finishes; tells who it was, and why. */
function serve(hall: Scenario, command: Record<string, unknown> = callNext('w1'), windowId = 'w1') {
  const call = hall.run(clerkAt(windowId), { ...command, windowId }).find((event) => event.type === 'ticket.called');
  if (!call) throw new Error('nobody was called');
  hall.run(clerkAt(windowId), { ...finish(windowId, 1), ticketId: call.ticketId });
  return [Number(call.ticketId.slice(1)), call.why];
}

test('[O11] urgent comes first, the earliest of them, outside row and bound', () => {
  const hall = hallOf([null, elder, null, null]);
  expect(hall.run(manager, urgent(4))).toEqual([{ type: 'ticket.madeUrgent', ticketId: ticket(4), reason: 'unwell' }]);
  hall.run(manager, urgent(3));
  expect(hall.when(manager, urgent(3, 'again'))).toEqual({ kind: 'events', events: [] });
  expect([serve(hall), serve(hall), serve(hall), serve(hall)]).toEqual([[3, 'urgent'], [4, 'urgent'], [2, 'preferred'], [1, 'order']]);
  expect(hall.state.ticketById.get(ticket(1))?.stops[0]?.overtaken).toBe(1);
});

test('[O11] an urgent visitor of a queue that the window does not serve, without paper or whom another window suits, is not its next', () => {
  const hall = hallOf([{ paper: 'pending' }, null]);
  hall.run(kiosk(), issue(3, 'tax-1'));
  [1, 3].forEach((n) => hall.run(manager, urgent(n)));
  expect(serve(hall)).toEqual([2, 'order']);
});

test('[O11] only a live ticket becomes urgent, and the console lists who did', () => {
  const hall = hallOf([null, null]);
  expect(hall.when(manager, urgent(9))).toEqual(no('ticket.unknown'));
  hall.run(manager, urgent(1));
  hall.now += 1000;
  hall.run(manager, urgent(2, 'court at ten'));
  serve(hall);
  expect(hall.when(manager, urgent(1))).toEqual(no('stop.wrongStatus', { status: 'done' }));
  const { urgent: listed } = consoleView(hall.state, hall.config, { presence: { devices: [], connectedWindows: [], voice: { announcerByZone: new Map(), claimByCall: new Map() } }, ...momentOf(hall) });
  expect(listed).toEqual({
    count: 2,
    listed: [
      { ticketId: ticket(2), number: { prefix: 'A', n: 2 }, reason: 'court at ten', at: hall.now, isOver: false },
      { ticketId: ticket(1), number: { prefix: 'A', n: 1 }, reason: 'unwell', at: hall.now - 1000, isOver: true },
    ],
  });
});

test('[O12] a chosen number is called with its reason, after the visitor before; neither row nor bound move', () => {
  const hall = hallOf([null, null, elder]);
  hall.run(w1, callNext('w1'));
  hall.run(w1, { type: 'stop.start', windowId: 'w1', ticketId: ticket(3) });
  const events = hall.run(w1, choose(2, { active: ticket(3), reason: 'other', note: 'forgot a stamp' }));
  expect(events).toMatchObject([
    { type: 'stop.finished', ticketId: ticket(3) },
    { type: 'ticket.called', ticketId: ticket(2), why: 'chosen', chosen: { reason: 'other', note: 'forgot a stamp' } },
  ]);
  expect([hall.state.preferredRow.get('q-market' as never), hall.state.ticketById.get(ticket(1))?.stops[0]?.overtaken]).toEqual([1, 1]);
});

test('[O12] the right: clerks where the hall allows it, managers always, each with a reason', () => {
  const hall = hallOf([null], { clerksMayChoose: false });
  expect(hall.when(w1, choose(1))).toEqual(no('call.mayNotChoose'));
  expect(hall.when(manager, choose(1, { windowId: 'w9' }))).toEqual(no('window.unknown', { windowId: 'w9' }));
  expect(hall.when(manager, choose(1, { reason: 'other' }))).toEqual(no('call.reasonMissing'));
  expect(hall.when(manager, choose(1))).toMatchObject({ events: [{ type: 'ticket.called', clerkId: 'clerk-w1' }] });
});

test('[O12] a manager who chooses a window that is not free is told which ones could call the number', () => {
  const hall = hallOf([null, null, null]);
  const [w2, w3] = [clerkAt('w2'), clerkAt('w3')];
  const notFree = (label: string, ...free: string[]) => no('call.windowNotFree', { label, free });
  for (const [actor, windowId] of [[w2, 'w2'], [w3, 'w3']] as const) hall.run(actor, { type: 'window.open', windowId });
  hall.run(w1, callNext('w1'));
  expect([hall.when(manager, choose(2)), hall.when(w1, choose(2))]).toEqual([notFree('1', '2'), no('window.changed')]);
  expect(hall.when(manager, choose(2, { active: ticket(1) }))).toEqual(notFree('1', '2'));
  hall.run(w2, { type: 'window.pause', windowId: 'w2', reason: 'lunch' });
  expect([hall.when(manager, choose(2)), hall.when(manager, choose(2, { windowId: 'w2' })), hall.when(manager, choose(2, { windowId: 'w4' }))]).toEqual([notFree('1'), notFree('2'), notFree('4')]);
  hall.run(manager, { type: 'emergency.begin', kind: 'evacuate' });
  hall.run(w2, { type: 'window.resume', windowId: 'w2' });
  expect(hall.when(manager, choose(2, { windowId: 'w2' }))).toEqual(no('hall.emergency'));
});

test('[O12] the guards of call next hold, and the number must wait here with its paper out', () => {
  const hall = hallOf([null, { paper: 'pending' }, null]);
  hall.run(kiosk(), issue(4, 'tax-1'));
  expect(hall.when(w1, choose(1, { active: ticket(2) }))).toEqual(no('window.changed'));
  expect(hall.when(w1, choose(9))).toEqual(no('ticket.unknown'));
  expect(hall.when(w1, choose(2))).toEqual(no('ticket.paperNotOut'));
  expect(hall.when(w1, choose(4))).toEqual(no('ticket.otherQueue'));
  hall.run(clerkAt('w2'), { type: 'window.open', windowId: 'w2' });
  hall.run(clerkAt('w2'), callNext('w2'));
  expect(hall.when(w1, choose(1))).toEqual(no('ticket.atWindow', { windowId: 'w2', label: '2' }));
  hall.run(clerkAt('w2'), finish('w2', 1));
  expect(hall.when(w1, choose(1))).toEqual(no('stop.wrongStatus', { status: 'done' }));
  expect(hall.when(clerkAt('w2'), choose(3))).toEqual(no('command.notYours'));
  hall.run(w1, choose(3));
  expect(hall.when(w1, choose(4, { active: ticket(3) }))).toEqual(no('ticket.unresolved', { ticketId: ticket(3) }));
});

test('[O14] visitors go to the window that has been idle longest, one call a queue and tick', () => {
  const hall = openHall({ config: testConfigWithPolicy({ autoAssign: true, undoWithinMs: 0 }) });
  const calls = () => hall.pass(1000).flatMap((event) => (event.type === 'ticket.called' ? [[event.windowId, Number(event.ticketId.slice(1)), event.why]] : []));
  for (const windowId of ['w2', 'w1', 'w3', 'w4']) {
    hall.now += 1000;
    hall.run(clerkAt(windowId), { type: 'window.open', windowId });
  }
  hall.run(clerkAt('w3'), { type: 'window.pause', windowId: 'w3', reason: 'away' });
  expect(calls()).toEqual([]);
  [1, 2, 3].forEach((n) => hall.run(kiosk(), issue(n)));
  hall.run(kiosk(), issue(4, 'bank-1'));
  expect(calls()).toEqual([['w2', 1, 'assigned'], ['w4', 4, 'assigned']]);
  expect([calls(), calls()]).toEqual([[['w1', 2, 'assigned']], []]);
  hall.run(manager, { type: 'emergency.begin', kind: 'evacuate' });
  hall.run(w1, finish('w1', 2));
  expect(calls()).toEqual([]);
  hall.run(manager, { type: 'emergency.end' });
  hall.run(manager, { type: 'day.close' });
  expect(calls()).toEqual([]);
});

test('[O14] one visitor in two queues is assigned once', () => {
  const hall = openHall({ config: testConfigWithPolicy({ autoAssign: true, undoWithinMs: 0 }) });
  for (const windowId of ['w1', 'w4']) hall.run(clerkAt(windowId), { type: 'window.open', windowId });
  hall.given({
    type: 'ticket.issued', ticketId: ticket(1), number: { prefix: 'A', n: 1 }, language: 'zh', issuedAt: 1, placeAt: 1, stops: ['q-market', 'q-bank'].map((queueId) => ({ queueId, items: [{ itemId: 'market-1', count: 1 }], after: [] })),
    paper: 'none', device: 'kiosk-1', offline: false, supersedes: null,
  });
  expect(hall.pass(1000).map((event) => event.type)).toEqual(['ticket.called']);
});

test('[O14] what a clerk takes back is not done again at once', () => {
  const hall = openHall({ config: testConfigWithPolicy({ autoAssign: true, undoWithinMs: 10_000 }) });
  hall.run(w1, { type: 'window.open', windowId: 'w1' });
  hall.run(kiosk(), issue(1));
  expect(hall.pass(10_000).map((event) => event.type)).toEqual(['ticket.called']);
  hall.now += 1_000;
  hall.run(w1, { type: 'action.undo', windowId: 'w1', ticketId: ticket(1), what: 'call' });
  expect(hall.pass(9_999)).toEqual([]);
  expect(hall.pass(1).map((event) => event.type)).toEqual(['ticket.called']);
});

test('[O14] nothing is assigned where the hall does not, nor before the first day', () => {
  const hall = hallOf([null]);
  expect(hall.pass(1000)).toEqual([]);
});

test('[O15] everybody who was called before a waiting visitor, newest first, with the rule', () => {
  const hall = hallOf([null, null, { ...elder }, null, { paper: 'pending' }, elder, null, null], { callsBeforeMissed: 1 });
  const miss = () => {
    hall.run(w1, callNext('w1'));
    hall.now += 10_000;
    const { active } = hall.state.windowById.get('w1' as never) ?? {};
    hall.run(w1, { type: 'stop.miss', windowId: 'w1', ticketId: active?.ticketId });
    hall.run(w1, { type: 'ticket.restore', ticketId: active?.ticketId });
  };
  serve(hall);
  miss();
  hall.run(manager, urgent(7));
  serve(hall);
  serve(hall, choose(8));
  serve(hall);
  serve(hall);
  hall.run(kiosk(), { type: 'paper.report', ticketId: ticket(5), day: '2026-01-05', jobId: null, copy: 0, outcome: 'printed', at: hall.now });
  const why = whyNotMe(hall.state, ticket(4), hall);
  expect(why?.calls.map(({ number, rule, overtaken, chosen }) => ({ n: number.n, rule, overtaken, chosen }))).toEqual([
    { n: 6, rule: 'preferred', overtaken: { count: 1, bound: 3 }, chosen: null },
    { n: 1, rule: 'returned', overtaken: null, chosen: null },
    { n: 8, rule: 'chosen', overtaken: null, chosen: { reason: 'returned', note: null } },
    { n: 7, rule: 'urgent', overtaken: null, chosen: null },
    { n: 1, rule: 'earlier', overtaken: null, chosen: null },
    { n: 3, rule: 'earlier', overtaken: null, chosen: null },
  ]);
  expect(why).toMatchObject({ number: { n: 4 }, waits: [{ queueId: 'q-market', bound: 3, overtaken: 1 }], counts: { earlier: 2, preferred: 1, returned: 1, urgent: 1, chosen: 1, notReady: 0 } });
  expect(whyNotMe(hall.state, ticket(5), hall)?.counts).toMatchObject({ notReady: 1 });
});

test('[O15] [O10] who was sent on and comes back is told of the promise that counts now: overtaking under an earlier one has no count', () => {
  const hall = hallOf([null, elder, elder, elder]);
  hall.run(kiosk(), issue(9));
  hall.run(clerkAt('w3'), { type: 'window.open', windowId: 'w3' });
  const send = (windowId: string, queueId: string) => hall.run(clerkAt(windowId), { type: 'stop.transfer', windowId, ticketId: ticket(1), to: { queueId }, reason: 'other' });
  serve(hall);
  hall.run(w1, callNext('w1'));
  send('w1', 'q-tax');
  hall.run(clerkAt('w3'), callNext('w3'));
  send('w3', 'q-market');
  // The row is over, and the new promise is one as well.
  expect(serve(hall)).toEqual([3, 'preferred']);
  const why = whyNotMe(hall.state, ticket(1), hall);
  expect(why?.waits).toMatchObject([{ bound: 1, overtaken: 1 }]);
  expect(why?.calls.map(({ number, rule, overtaken }) => [number.n, rule, overtaken])).toEqual([[3, 'preferred', { count: 1, bound: 1 }], [2, 'preferred', null]]);
});

test('[O15] who waits in a queue twice is told of the first stop there, and both promises', () => {
  const hall = hallOf([], { preferredInRow: 2 });
  hall.run(clerkAt('w2'), { type: 'window.open', windowId: 'w2' });
  const stop = { queueId: 'q-market', items: [{ itemId: 'market-1', count: 1 }], after: [], bound: 2 };
  hall.given(
    { type: 'ticket.issued', ...restoredAhead(8), stops: [stop, stop], placeAt: 1 },
    { type: 'stop.transferred', ticketId: ticket(8), stop: 0, windowId: 'w2', clerkId: 'clerk-w2', queueId: 'q-market', onlyAt: 'w2', reason: 'other' },
  );
  for (const n of [1, 2]) hall.run(kiosk(), issue(n, 'market-1', elder));
  // Window 2 could call both stops, window 1 the second alone.
  expect([serve(hall, callNext('w2'), 'w2'), serve(hall)]).toEqual([[1, 'preferred'], [2, 'preferred']]);
  const why = whyNotMe(hall.state, ticket(8), hall);
  expect(why?.waits).toMatchObject([{ bound: 2, overtaken: 1 }, { bound: 2, overtaken: 2 }]);
  expect(why?.calls.map(({ rule, overtaken }) => [rule, overtaken])).toEqual([['preferred', null], ['preferred', { count: 1, bound: 2 }]]);
});

test('[O15] the answer is bounded to fifty calls, the counts are of all; who does not wait gets none', () => {
  const hall = hallOf(Array.from({ length: 61 }, () => null));
  for (let n = 1; n <= 60; n += 1) serve(hall);
  const why = whyNotMe(hall.state, ticket(61), hall);
  expect([why?.calls.length, why?.calls[0]?.number.n, why?.counts.earlier]).toEqual([50, 60, 60]);
  expect([whyNotMe(hall.state, ticket(1), hall), whyNotMe(hall.state, ticket(99), hall)]).toEqual([null, null]);
});

test('[O15] calls of other queues and from before the issue are not listed', () => {
  const hall = hallOf([null, null, null]);
  serve(hall);
  hall.now += 1000;
  hall.run(kiosk(), issue(8));
  hall.run(kiosk(), issue(9, 'tax-1'));
  hall.run(clerkAt('w3'), { type: 'window.open', windowId: 'w3' });
  serve(hall, callNext('w3'), 'w3');
  serve(hall);
  expect(whyNotMe(hall.state, ticket(8), hall)?.calls.map(({ number }) => number)).toEqual([{ prefix: 'A', n: 2 }]);
});

test('[O16] class and needs are seen at the call, and before it only where the hall says so', () => {
  for (const hidesClassBeforeCall of [true, false]) {
    const hall = hallOf([{ ...elder, needs: ['escort'] }], { hidesClassBeforeCall });
    const person = { personClass: 'elder', needs: ['escort'] };
    expect(windowView(hall.state, hall.config, 'w1' as never, momentOf(hall)).next).toMatchObject([{ ticketId: ticket(1), person: hidesClassBeforeCall ? null : person }]);
    hall.run(w1, callNext('w1'));
    expect(windowView(hall.state, hall.config, 'w1' as never, momentOf(hall)).active).toMatchObject({ ...person, isUrgent: false });
  }
});

test('[O16] the order of those who wait tells who is preferred only where the hall says so', () => {
  for (const hidesClassBeforeCall of [true, false]) {
    const hall = hallOf([null, elder], { hidesClassBeforeCall });
    const { next } = windowView(hall.state, hall.config, 'w1' as never, momentOf(hall));
    expect(next.map(({ number }) => number.n)).toEqual(hidesClassBeforeCall ? [1, 2] : [2, 1]);
  }
});

test('[O13] [O16] the clerk does not see those whom another window suits', () => {
  const hall = hallOf([{ needs: ['sign'] }, null]);
  hall.config = testConfig({ windows: testConfig().windows.map((window) => ({ ...window, suits: window.id === 'w2' ? ['sign'] : [] })) });
  hall.run(clerkAt('w2'), { type: 'window.open', windowId: 'w2' });
  expect(['w1', 'w2'].map((id) => windowView(hall.state, hall.config, id as never, momentOf(hall)).next.map(({ number }) => number.n))).toEqual([[2], [1, 2]]);
});

test('[O11] [O12] reasons are short and not empty', () => {
  const hall = hallOf([null]);
  expect(() => hall.when(manager, urgent(1, ' '))).toThrow('reason');
  expect(() => hall.when(w1, choose(1, { note: 'x'.repeat(201) }))).toThrow('note');
  expect(hall.when(w1, choose(1, { note: 'x'.repeat(200) })).kind).toBe('events');
});
