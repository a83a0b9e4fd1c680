import { at, callNext, clerkAt, finish, issue, kiosk, manager, openHall, createScenario, ticket, hub, testId } from '@hallcall/testkit';
import { expect, test } from 'vitest';
import { windowStatus } from '../view/parts.ts';

const open = (windowId: string) => ({ type: 'window.open', windowId });
const no = (code: string, more: Record<string, unknown> = {}) => ({ kind: 'rejection', rejection: { code, ...more } });

/** w1 open, `visitors` market tickets waiting. */
function deskHall(visitors: number) {
  const hall = openHall();
  for (let n = 1; n <= visitors; n += 1) hall.run(kiosk(), issue(n));
  hall.run(clerkAt('w1'), open('w1'));
  return hall;
}

test('[W1] a clerk commands the own window, on duty, on an open day', () => {
  const hall = deskHall(1);
  expect(hall.when(clerkAt('w2'), callNext('w1'))).toEqual(no('command.notYours'));
  expect(hall.when(hub, callNext('w1'))).toEqual(no('command.notYours'));
  expect(hall.when(clerkAt('w2'), callNext('w2'))).toEqual(no('window.notOpen'));
  expect(hall.when({ ...clerkAt('w1'), clerkId: 'other' } as never, callNext('w1'))).toEqual(no('window.taken'));
  expect(hall.when(clerkAt('w9'), callNext('w9'))).toEqual(no('window.unknown', { windowId: 'w9' }));
  hall.run(manager, { type: 'day.close' });
  expect(hall.when(clerkAt('w1'), callNext('w1'))).toEqual(no('day.closed'));
});

test('[W2] one clerk a window, one window a clerk', () => {
  const hall = deskHall(0);
  const twin = { role: 'clerk', clerkId: 'clerk-w1', windowId: 'w2' } as never;
  const stranger = { role: 'clerk', clerkId: 'stranger', windowId: 'w1' } as never;
  expect(hall.run(clerkAt('w1'), open('w1'))).toEqual([]);
  expect(hall.when(stranger, open('w1'))).toEqual(no('window.taken'));
  expect(hall.when(twin, open('w2'))).toEqual(no('window.clerkElsewhere', { windowId: 'w1', label: '1' }));
  expect(hall.when(clerkAt('w2'), open('w1'))).toEqual(no('command.notYours'));
  expect(hall.when(clerkAt('w9'), open('w9'))).toEqual(no('window.unknown', { windowId: 'w9' }));
  expect(createScenario().when(clerkAt('w1'), open('w1'))).toEqual(no('day.closed'));
});

test('[W3] a window with a visitor neither closes nor pauses', () => {
  const hall = deskHall(1);
  hall.run(clerkAt('w1'), callNext('w1'));
  const busy = no('window.busy', { ticketId: ticket(1) });
  expect(hall.when(clerkAt('w1'), { type: 'window.close', windowId: 'w1' })).toEqual(busy);
  expect(hall.when(manager, { type: 'window.close', windowId: 'w1' })).toEqual(busy);
  expect(hall.when(clerkAt('w1'), { type: 'window.pause', windowId: 'w1', reason: 'lunch' })).toEqual(busy);
});

test('[W3] an idle window closes, by its clerk or the manager', () => {
  const hall = deskHall(0);
  expect(hall.run(clerkAt('w1'), { type: 'window.close', windowId: 'w1' })).toMatchObject([{ by: 'clerk' }]);
  hall.run(clerkAt('w1'), open('w1'));
  expect(hall.run(manager, { type: 'window.close', windowId: 'w1' })).toMatchObject([{ by: 'manager' }]);
  expect(hall.when(manager, { type: 'window.close', windowId: 'w1' })).toEqual(no('window.notOpen'));
});

test('[W4] a paused window calls nobody and resumes', () => {
  const hall = deskHall(1);
  const pause = { type: 'window.pause', windowId: 'w1', reason: 'lunch' };
  const resume = { type: 'window.resume', windowId: 'w1' };
  expect(hall.when(clerkAt('w1'), resume)).toEqual(no('window.notPaused'));
  hall.run(clerkAt('w1'), pause);
  expect(hall.when(clerkAt('w1'), pause)).toEqual(no('window.paused'));
  expect(hall.when(clerkAt('w1'), callNext('w1'))).toEqual(no('window.paused'));
  hall.run(clerkAt('w1'), resume);
  expect(hall.run(clerkAt('w1'), callNext('w1'))).toHaveLength(1);
  expect([pause, resume].map((command) => hall.when(clerkAt('w2'), { ...command, windowId: 'w2' }))).toEqual([no('window.notOpen'), no('window.notOpen')]);
});

test('[W5] the status of a window is derived', () => {
  const hall = openHall();
  const seen: string[] = [];
  const look = () => seen.push(windowStatus(hall.state, 'w1' as never));
  look();
  hall.run(clerkAt('w1'), open('w1'));
  look();
  hall.run(kiosk(), issue(1));
  hall.run(clerkAt('w1'), callNext('w1'));
  look();
  hall.run(clerkAt('w1'), at('stop.start', 'w1', 1));
  look();
  hall.run(clerkAt('w1'), finish('w1', 1));
  hall.run(clerkAt('w1'), { type: 'window.pause', windowId: 'w1', reason: 'away' });
  look();
  expect(seen).toEqual(['closed', 'idle', 'calling', 'serving', 'paused']);
});

test('[Q1] two windows never take the same visitor', () => {
  const hall = deskHall(1);
  hall.run(clerkAt('w2'), open('w2'));
  hall.run(clerkAt('w1'), callNext('w1'));
  expect(hall.when(clerkAt('w2'), callNext('w2'))).toEqual(no('queue.empty'));
  expect(hall.state.ticketById.get(ticket(1))?.activeAt).toBe('w1');
});

test('[Q2] call next finishes the visitor being served, also when nobody waits', () => {
  const hall = deskHall(2);
  hall.run(clerkAt('w1'), callNext('w1'));
  hall.run(clerkAt('w1'), at('stop.start', 'w1', 1));
  expect(hall.run(clerkAt('w1'), callNext('w1', ticket(1))).map((event) => event.type)).toEqual(['stop.finished', 'ticket.called']);
  hall.run(clerkAt('w1'), at('stop.start', 'w1', 2));
  expect(hall.run(clerkAt('w1'), callNext('w1', ticket(2)))).toMatchObject([{ type: 'stop.finished', outcome: 'completed', startInferred: false }]);
});

test('[Q3] an unresolved call blocks the next', () => {
  const hall = deskHall(2);
  hall.run(clerkAt('w1'), callNext('w1'));
  expect(hall.when(clerkAt('w1'), callNext('w1', ticket(1)))).toEqual(no('ticket.unresolved', { ticketId: ticket(1) }));
});

test('[Q4] an idle window is told when nobody waits', () => {
  expect(deskHall(0).when(clerkAt('w1'), callNext('w1'))).toEqual(no('queue.empty'));
});

test('[Q5] a click on an older picture is refused', () => {
  const hall = deskHall(2);
  hall.run(clerkAt('w1'), callNext('w1'));
  hall.run(clerkAt('w1'), at('stop.start', 'w1', 1));
  expect(hall.when(clerkAt('w1'), callNext('w1'))).toEqual(no('window.changed'));
  expect(hall.when(clerkAt('w1'), finish('w1', 2))).toEqual(no('window.changed'));
  expect(hall.when(clerkAt('w1'), finish('w1', 9))).toEqual(no('ticket.unknown'));
});

test('[Q6] a recall is a new call, not too soon', () => {
  const hall = deskHall(1);
  hall.run(clerkAt('w1'), callNext('w1'));
  hall.now += 14_000;
  expect(hall.when(clerkAt('w1'), at('ticket.recall', 'w1', 1))).toEqual(no('recall.tooSoon', { waitMs: 1000 }));
  hall.now += 1000;
  expect(hall.run(clerkAt('w1'), at('ticket.recall', 'w1', 1))).toMatchObject([{ type: 'ticket.recalled', attempt: 2, zone: 'A' }]);
  expect(new Set(hall.state.calls.map((call) => call.callId)).size).toBe(2);
  expect(hall.when(clerkAt('w2'), at('ticket.recall', 'w2', 1))).toEqual(no('window.notOpen'));
});

test('[Q7] start marks the arrival', () => {
  const hall = deskHall(1);
  hall.run(clerkAt('w1'), callNext('w1'));
  hall.now += 5000;
  hall.run(clerkAt('w1'), at('stop.start', 'w1', 1));
  expect(hall.state.ticketById.get(ticket(1))?.stops[0]?.life).toMatchObject({ status: 'serving', startedAt: hall.now });
  expect(hall.when(clerkAt('w2'), at('stop.start', 'w2', 1))).toEqual(no('window.notOpen'));
});

test('[Q8] finish records outcome, count and case, and an inferred start', () => {
  const hall = deskHall(1);
  hall.run(clerkAt('w1'), callNext('w1'));
  const events = hall.run(clerkAt('w1'), at('stop.finish', 'w1', 1, { outcome: 'accepted', count: 3, caseRef: 'CASE-7' }));
  expect(events).toEqual([
    { type: 'stop.finished', ticketId: ticket(1), stop: 0, windowId: 'w1', outcome: 'accepted', count: 3, caseRef: 'CASE-7', startInferred: true },
  ]);
});

test('[Q9] finish, miss and cancel leave the window idle', () => {
  const hall = deskHall(3);
  const idle = () => hall.state.windowById.get('w1' as never)?.active;
  hall.run(clerkAt('w1'), callNext('w1'));
  hall.run(clerkAt('w1'), finish('w1', 1));
  expect(idle()).toBeNull();
  hall.run(clerkAt('w1'), callNext('w1'));
  hall.run(manager, { type: 'ticket.cancel', ticketId: ticket(2), reason: 'manager' });
  expect(idle()).toBeNull();
  hall.run(clerkAt('w1'), callNext('w1'));
  for (const _ of [1, 2]) {
    hall.now += 15_000;
    hall.run(clerkAt('w1'), at('ticket.recall', 'w1', 3));
  }
  hall.now += 15_000;
  hall.run(clerkAt('w1'), at('stop.miss', 'w1', 3));
  expect(idle()).toBeNull();
});

const plan = (queueId: string, after: number[]) => ({ queueId, items: [{ itemId: 'market-1', count: 1 }], after });
const journey = (n: number, stops: object[]) => ({
  type: 'ticket.issued', ticketId: ticket(n), number: { prefix: 'A', n }, language: 'zh', issuedAt: 1, placeAt: 1, stops,
  paper: 'none', device: 'kiosk-1', offline: false, supersedes: null,
});

test('[J1] a stop opens when all it comes after are done, with the place of that moment', () => {
  const hall = openHall();
  hall.given(journey(1, [plan('q-market', []), plan('q-tax', []), plan('q-bank', [0, 1])]));
  ['w1', 'w3'].forEach((windowId) => hall.run(clerkAt(windowId), open(windowId)));
  const statuses = () => hall.state.ticketById.get(ticket(1))?.stops.map((stop) => stop.life.status);
  hall.run(clerkAt('w1'), callNext('w1'));
  hall.run(clerkAt('w1'), finish('w1', 1));
  expect(statuses()).toEqual(['done', 'waiting', 'blocked']);
  hall.now += 7000;
  hall.run(clerkAt('w3'), callNext('w3'));
  hall.run(clerkAt('w3'), finish('w3', 1));
  expect(statuses()).toEqual(['done', 'done', 'waiting']);
  expect(hall.state.ticketById.get(ticket(1))?.stops[2]?.place.at).toBe(hall.now);
});

test('[J2] a ticket with several open stops is at one window at a time', () => {
  const hall = openHall();
  hall.given(journey(1, [plan('q-market', []), plan('q-tax', [])]));
  ['w1', 'w3'].forEach((windowId) => hall.run(clerkAt(windowId), open(windowId)));
  hall.run(clerkAt('w1'), callNext('w1'));
  expect(hall.when(clerkAt('w3'), callNext('w3'))).toEqual(no('queue.empty'));
  hall.run(clerkAt('w1'), finish('w1', 1));
  expect(hall.when(clerkAt('w3'), callNext('w3')).kind).toBe('events');
});

test('[V1] the first display that painted a call makes one event', () => {
  const hall = deskHall(1);
  hall.run(clerkAt('w1'), callNext('w1'));
  const { callId } = hall.state.calls[0] ?? {};
  const shown = (zone: string, atMs: number, id = callId) => ({ callId: id, zone, at: atMs });
  const acknowledge = (...list: object[]) => hall.run({ role: 'display', deviceId: 'tv', boardId: 'main' } as never, { type: 'call.acknowledge', shown: list });
  expect(acknowledge(shown('B', hall.now), shown('A', hall.now, testId('nothing') as never))).toEqual([]);
  hall.now += 300;
  expect(acknowledge(shown('A', hall.now - 200), shown('A', hall.now))).toEqual([{ type: 'call.shown', callId, zone: 'A', at: hall.now - 200 }]);
  expect(acknowledge(shown('A', hall.now))).toEqual([]);
});

test('[W3] [W4] a break ends with the closing of its window', () => {
  const hall = deskHall(1);
  hall.run(clerkAt('w1'), { type: 'window.pause', windowId: 'w1', reason: 'lunch' });
  hall.run(clerkAt('w1'), { type: 'window.close', windowId: 'w1' });
  hall.run(clerkAt('w1'), open('w1'));
  expect(hall.when(clerkAt('w1'), callNext('w1')).kind).toBe('events');
});
