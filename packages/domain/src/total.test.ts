// What never happens in a hall that decides by its own rules: a fold meets it only in a log from elsewhere, and stands it.
import { bankClerkAt, callNext, clerkAt, createScenario, finish, issue, kiosk, momentOf, openHall, openWindows, testConfig, testId, ticket } from '@hallcall/testkit';
import { expect, test } from 'vitest';
import { isFact } from './command.ts';
import { callOf, ticketsOf } from './evolve-parts.ts';
import type { HallState } from './state.ts';
import { placeOf } from './place.ts';
import { planJourney } from './plan-journey.ts';
import { whyNotMe } from './why-not-me.ts';
import { windowView } from './view/window-view.ts';
import { forgetOrder } from './evolve-order.ts';
import { DeviceId, QueueId, WindowId } from './ids.ts';
import { nextStop } from './next-stop.ts';
import { agentView } from './view/agent-view.ts';

const unheard = { ticketId: ticket(1), stop: 7, windowId: 'w4' };
const call = { callId: testId('nobody'), zone: 'A', queueId: 'q-market', clerkId: 'clerk-w4', at: 1, attempt: 2 };
const about: readonly (readonly [string, Record<string, unknown>])[] = [
  ['ticket.called', { ...unheard, ...call }], ['ticket.recalled', { ...unheard, ...call }], ['stop.resumed', { ...unheard, ...call }],
  ['stop.opened', { ...unheard, placeAt: 1 }], ['stop.restored', { ...unheard, place: { at: 1, tie: 1 }, isFree: true }],
  ['stop.started', unheard], ['stop.finished', { ...unheard, outcome: 'completed', count: 1, caseRef: null, startInferred: false }],
  ['stop.missed', { ...unheard, calls: 1, proof: 'shown' }], ['stop.abandoned', { ...unheard, reason: 'restoreExpired' }], ['stop.dropped', unheard],
  ['stop.held', { ...unheard, reason: 'other', dueAt: null }], ['stop.transferred', { ...unheard, clerkId: 'x', queueId: 'q-tax', onlyAt: null, reason: 'other' }],
  ['stop.started', { ...unheard, stop: 0 }], ['ticket.recalled', { ...unheard, ...call, stop: 0 }],
  ['action.undone', { ...unheard, clerkId: 'x', what: 'call', status: 'waiting', queueId: 'q-market', callId: null, reverted: [] }],
  ['action.undone', { ...unheard, stop: 0, clerkId: 'x', what: 'call', status: 'waiting', queueId: 'q-market', callId: null, reverted: [] }],
  ['call.shown', call], ['call.spoken', { ...call, outcome: 'spoken', reason: null }],
  ['slip.changed', { ...unheard, jobId: testId('paper'), outcome: 'printed', at: 1 }],
  ['notice.paid', { noticeId: testId('none'), receipt: {} }], ['notice.voided', { noticeId: testId('none') }], ['notice.expired', { noticeId: testId('none') }],
  ['booking.cancelled', { bookingId: testId('none'), reason: 'visitor' }], ['booking.kept', { bookingId: testId('none'), ticketId: ticket(1) }], ['booking.missed', { bookingId: testId('none') }],
];

/** All but what windows and tickets remember of the last that was heard of them. */
const quiet = ({ windowById, ticketById, ...rest }: HallState) => ({
  ...rest, lastEventAt: 0, windows: [...windowById.values()].filter(({ clerkId }) => clerkId), tickets: [...ticketById.values()].map((one) => ({ ...one, lastActionAt: null })),
});

test.each(about)('[L1] the fold is total: %s about what is not there changes nothing', (type, more) => {
  const hall = openHall();
  openWindows(hall, 'w1');
  hall.run(kiosk(), issue(1));
  const before = structuredClone(quiet(hall.state));
  hall.given({ type, ...more });
  expect(quiet(hall.state)).toEqual(before);
});

test('[L1] the fold is total: days and reports that nothing opened or asked for', () => {
  const hall = createScenario();
  const before = structuredClone(quiet(hall.state));
  hall.given(
    { type: 'day.closed', date: '2026-01-05', by: 'manager' }, { type: 'day.reopened', date: '2026-01-05', by: 'manager', config: 1 },
    { type: 'agent.reported', deviceId: 'kiosk-1', date: '2026-01-05', highest: { A: 3 } },
  );
  expect(quiet(hall.state)).toEqual(before);
});

test('[K1] a clock that is set before the first day moves nothing', () => {
  const hall = createScenario();
  const before = structuredClone(hall.state);
  hall.given({ type: 'clock.stepped', from: hall.now, to: hall.now + 3_600_000 });
  expect(hall.state).toEqual({ ...before, hasClockStepped: true });
});

test('[L1] a notice about a stop that is not there is kept, and moves nobody', () => {
  const hall = openHall();
  openWindows(hall, 'w1', 'w4');
  hall.run(kiosk(), issue(1));
  hall.given({ type: 'notice.issued', ticketId: ticket(1), windowId: 'w1', queueId: 'q-bank', notice: { noticeId: testId('n'), ticketId: ticket(1), stop: 7, bankStop: 8, status: 'open' } });
  expect(hall.state.noticeById.size).toBe(1);
  expect(hall.state.totals).toMatchObject({ waiting: 1, blocked: 0 });
  // Whoever pays it does not move anybody either.
  expect(hall.run(bankClerkAt('w4'), { type: 'notice.confirm', noticeId: testId('n'), receipt: 'R', paidBy: 'cash' })).toMatchObject([{ type: 'notice.paid' }]);
});

test('[L1] a log that names an unknown ticket is broken, and says so', () => {
  const hall = openHall();
  expect(() => hall.given({ type: 'ticket.cancelled', ticketId: ticket(9), reason: 'mistake' })).toThrow('the log names the unknown ticket');
  expect(() => placeOf(hall.state, { ticketId: ticket(9), stop: 0 })).toThrow('no stop 0');
  expect(ticketsOf(hall.state, [ticket(9)])).toEqual([]);
});

test('[Q6] the first and the newest call of a visitor who is called, and none of anybody else', () => {
  expect([callOf({ status: 'called', calls: [1, 2, 3] }, 0), callOf({ status: 'called', calls: [1, 2, 3] }, -1)]).toEqual([1, 3]);
  expect([callOf({ status: 'called', calls: [] }, 0), callOf({ status: 'serving', calls: [1] }, 0), callOf({ status: 'called' }, 0), callOf(undefined, 0)]).toEqual([null, null, null, null]);
});

test('[N3] an item whose queue the hall does not have is unknown', () => {
  const { items } = testConfig();
  const plan = planJourney({ items: items.slice(0, 1).map(({ id }) => ({ itemId: id, count: 1 })), chain: null }, { items, queues: [], chains: [] });
  expect(plan).toEqual({ kind: 'rejection', rejection: { code: 'item.unknown', itemId: 'market-1' } });
});

test('[N5] [N11] facts are told from intents', () => {
  expect(['ticket.issueOffline', 'paper.report', 'ticket.issue', 'clock.tick'].map((type) => isFact({ type }))).toEqual([true, true, false, false]);
});

test('[O15] nobody was called: nothing to explain, and the place is told', () => {
  const hall = openHall();
  hall.run(kiosk(), issue(1));
  expect(whyNotMe(hall.state, ticket(1), hall)).toMatchObject({ calls: [], waits: [{ queueId: 'q-market', bound: 1, overtaken: 0 }] });
});

test('[B4] a window that the configuration no longer has is closed and serves nothing', () => {
  const hall = openHall();
  expect(windowView(hall.state, hall.config, WindowId.parse('w9'), momentOf(hall))).toMatchObject({ status: 'closed', queues: [], next: [], active: null });
});

test('[H3] a call in a zone that the configuration no longer has is nobody\'s to speak', () => {
  const hall = openHall();
  openWindows(hall, 'w1');
  hall.run(kiosk(), issue(1));
  hall.run(clerkAt('w1'), callNext('w1'));
  const { zones } = hall.config;
  hall.config = { ...hall.config, zones: zones.filter(({ id }) => id !== 'A') };
  expect(hall.pass(600_000)).toEqual([]);
});

test('[O17] a call that is not in the list is not forgotten twice', () => {
  const { state } = openHall();
  forgetOrder(state, QueueId.parse('q-market'), null);
  expect(state.preferredRow.size).toBe(0);
});

test('[O1] [B6] a window of no configuration calls nobody, and before the first day nothing is ordered from a printer', () => {
  const { state, config, now } = openHall();
  expect(nextStop(state, WindowId.parse('w9'), { now, config, taken: null })).toBeNull();
  expect(agentView(createScenario().state, config, DeviceId.parse('kiosk-1')).reprints).toEqual([]);
});

test('[O8] [U1] who was overtaken and has been sent on since keeps the new queue\'s account when the call is taken back', () => {
  const hall = openHall();
  openWindows(hall, 'w1', 'w2', 'w3');
  hall.run(kiosk(), issue(1));
  hall.run(kiosk(), issue(2, 'market-1', { personClass: 'elder' }));
  expect(hall.run(clerkAt('w1'), callNext('w1'))).toMatchObject([{ ticketId: ticket(2), passed: [ticket(1)] }]);
  hall.run(clerkAt('w2'), callNext('w2'));
  hall.run(clerkAt('w2'), { type: 'stop.transfer', windowId: 'w2', ticketId: ticket(1), to: { queueId: 'q-tax' }, reason: 'other' });
  const undone = hall.run(clerkAt('w1'), { type: 'action.undo', windowId: 'w1', ticketId: ticket(2), what: 'call' });
  expect(undone).toMatchObject([{ type: 'action.undone', ticketId: ticket(2) }]);
  expect(undone[0]).not.toHaveProperty('standing');
  expect(hall.state.ticketById.get(ticket(1))?.stops[0]).toMatchObject({ queueId: 'q-tax', overtaken: 0, bound: 1 });
});

test('[T1] [O10] an elder who is sent on gets no bound in the new queue either', () => {
  const hall = openHall();
  openWindows(hall, 'w1', 'w3');
  hall.run(kiosk(), issue(1, 'market-1', { personClass: 'elder' }));
  hall.run(clerkAt('w1'), callNext('w1'));
  hall.run(clerkAt('w1'), { type: 'stop.transfer', windowId: 'w1', ticketId: ticket(1), to: { queueId: 'q-tax' }, reason: 'other' });
  expect(hall.state.ticketById.get(ticket(1))?.stops[0]).toMatchObject({ queueId: 'q-tax', bound: null });
});

test('[U2] [U4] what ends in the same moment for another reason is no part of a finish, which then cannot be taken back', () => {
  const hall = openHall();
  openWindows(hall, 'w1', 'w3');
  hall.run(kiosk(), { ...issue(1), items: [{ itemId: 'market-1', count: 1 }, { itemId: 'tax-1', count: 1 }] });
  hall.run(clerkAt('w1'), callNext('w1'));
  hall.run(clerkAt('w1'), { type: 'stop.start', windowId: 'w1', ticketId: ticket(1) });
  const lines = [{ itemId: 'market-1', basis: 'x', fen: 500, quantity: 1 }];
  hall.run(clerkAt('w1'), { type: 'notice.issue', windowId: 'w1', ticketId: ticket(1), lines, waiver: null, payee: 'x', code: null });
  expect(hall.run(clerkAt('w3'), callNext('w3'))).toMatchObject([{ ticketId: ticket(1), queueId: 'q-tax' }]);
  hall.run(clerkAt('w3'), finish('w3', 1));
  const [notice] = hall.state.noticeById.keys();
  hall.run(bankClerkAt('w4'), { type: 'notice.confirm', noticeId: notice, receipt: 'R', paidBy: 'phone' });
  expect(hall.when(clerkAt('w3'), { type: 'action.undo', windowId: 'w3', ticketId: ticket(1), what: 'finish' })).toEqual({ kind: 'rejection', rejection: { code: 'undo.changed' } });
  expect(hall.state.ticketById.get(ticket(1))?.stops.map(({ life }) => life.status)).toEqual(['waiting', 'done', 'cancelled']);
});
