import { at, board, callNext, clerkAt, finish, issue, kiosk, manager, openHall, testConfigWithPolicy, ticket, momentOf } from '@hallcall/testkit';
import { expect, test } from 'vitest';
import { boardView } from '../view/board-view.ts';
import { voiceView } from '../view/voice-view.ts';
import { windowView } from '../view/window-view.ts';

const w1 = clerkAt('w1');
const tv = board();
const changed = { kind: 'rejection', rejection: { code: 'undo.changed' } };
const undo = (what: string, n = 1, windowId = 'w1') => at('action.undo', windowId, n, { what });
const silent = { announcerByZone: new Map([['A', 'tv']]), claimByCall: new Map() } as never;

/** Three market tickets, w1 open. */
function deskHall() {
  const hall = openHall({ config: testConfigWithPolicy({ callsBeforeMissed: 1, missAfterMs: 0 }) });
  for (let n = 1; n <= 3; n += 1) {
    hall.run(kiosk(), issue(n));
    hall.now += 1000;
  }
  hall.run(w1, { type: 'window.open', windowId: 'w1' });
  return hall;
}
type Hall = ReturnType<typeof deskHall>;
const picture = ({ state }: Hall) =>
  structuredClone({
    lives: [...state.ticketById.values()].map(({ activeAt, stops }) => ({ activeAt, stops })), waiting: [...state.waiting].filter(([, refs]) => refs.length > 0), totals: state.totals,
    windows: [...state.windowById.values()].map(({ windowId, active, callsByQueue }) => ({ windowId, active, callsByQueue })), held: state.held, missed: state.missed,
    visits: [...state.occupancies].filter(([, visits]) => visits.length > 0),
  });
const calls = (hall: Hall) => boardView(hall.state, hall.config, 'main' as never, { ...momentOf(hall), voice: silent }).calls.map(({ number, isLive, isUndone = false }) => [number.n, isLive, isUndone]);
const start = at('stop.start', 'w1', 1);
const hold = at('stop.hold', 'w1', 1, { reason: 'copies', forMs: null });

const actions: readonly (readonly [string, readonly Record<string, unknown>[], Record<string, unknown>])[] = [
  ['call', [], callNext('w1')],
  ['start', [callNext('w1')], start],
  ['finish', [callNext('w1'), start], finish('w1', 1)],
  ['finish', [callNext('w1')], finish('w1', 1)],
  ['miss', [callNext('w1')], at('stop.miss', 'w1', 1)],
  ['hold', [callNext('w1'), start], hold],
  ['resume', [callNext('w1'), start, hold], at('stop.resume', 'w1', 1)],
  ['transfer', [callNext('w1'), start], at('stop.transfer', 'w1', 1, { to: { queueId: 'q-tax' }, reason: 'other' })],
];

for (const [what, before, action] of actions) {
  test(`[U1] ${what} is taken back ${before.length > 1 ? 'while served' : 'at the call'}: everything is as it was, and the log has both`, () => {
    const hall = deskHall();
    hall.run(clerkAt('w3'), { type: 'window.open', windowId: 'w3' });
    for (const command of before) hall.run(w1, command);
    const was = picture(hall);
    hall.run(w1, action);
    hall.now += 10_000;
    expect(windowView(hall.state, hall.config, 'w1' as never, momentOf(hall)).undo).toEqual({ what, ticketId: ticket(1), number: { prefix: 'A', n: 1 }, until: hall.now });
    expect(hall.run(w1, undo(what))).toMatchObject([{ type: 'action.undone', what, ticketId: ticket(1) }]);
    expect(picture(hall)).toEqual(was);
    expect(windowView(hall.state, hall.config, 'w1' as never, momentOf(hall)).undo).toBeNull();
    expect(hall.when(w1, undo(what))).toEqual(changed);
  });
}

test('[U1] not after the policy’s time', () => {
  const hall = deskHall();
  hall.run(w1, callNext('w1'));
  hall.now += 10_001;
  expect(hall.when(w1, undo('call'))).toEqual({ kind: 'rejection', rejection: { code: 'undo.tooLate', withinMs: 10_000 } });
});

test('[U2] only what the clerk saw, at the own window', () => {
  const hall = deskHall();
  expect(hall.when(w1, undo('call'))).toEqual(changed);
  hall.run(w1, callNext('w1'));
  expect(hall.when(w1, undo('start'))).toEqual(changed);
  expect(hall.when(w1, undo('call', 2))).toEqual(changed);
  expect(hall.when(clerkAt('w2'), undo('call'))).toEqual({ kind: 'rejection', rejection: { code: 'command.notYours' } });
});

test('[U2] not once anything else has happened to the window or the ticket', () => {
  const recalled = deskHall();
  recalled.run(w1, callNext('w1'));
  recalled.now += 15_000;
  recalled.run(w1, at('ticket.recall', 'w1', 1));
  expect(recalled.when(w1, undo('call'))).toEqual(changed);

  const paused = deskHall();
  paused.run(w1, callNext('w1'));
  paused.run(w1, finish('w1', 1));
  paused.run(w1, { type: 'window.pause', windowId: 'w1', reason: 'lunch' });
  expect(paused.when(w1, undo('finish'))).toEqual(changed);

  const taken = deskHall();
  taken.run(clerkAt('w3'), { type: 'window.open', windowId: 'w3' });
  taken.run(w1, callNext('w1'));
  taken.run(w1, at('stop.transfer', 'w1', 1, { to: { queueId: 'q-tax' }, reason: 'other' }));
  taken.run(clerkAt('w3'), callNext('w3'));
  expect(taken.when(w1, undo('transfer'))).toEqual(changed);
  expect(taken.when(clerkAt('w3'), undo('call', 1, 'w3')).kind).toBe('events');

  const restored = deskHall();
  restored.run(w1, callNext('w1'));
  restored.run(w1, at('stop.miss', 'w1', 1));
  restored.run(manager, { type: 'ticket.restore', ticketId: ticket(1) });
  expect(restored.when(w1, undo('miss'))).toEqual(changed);
});

test('[U2] word of the paper and a proof are nothing else', () => {
  const hall = deskHall();
  hall.run(kiosk(), issue(9, 'market-1', { paper: 'pending' }));
  hall.run(kiosk(), { type: 'paper.report', ticketId: ticket(9), day: '2026-01-05', jobId: null, copy: 0, outcome: 'unknown', at: hall.now });
  [1, 2, 3].forEach((n) => hall.run(manager, { type: 'ticket.cancel', ticketId: ticket(n), reason: 'visitor' }));
  hall.run(w1, callNext('w1'));
  hall.run(kiosk(), { type: 'paper.report', ticketId: ticket(9), day: '2026-01-05', jobId: null, copy: 0, outcome: 'printed', at: hall.now });
  hall.run(tv, { type: 'call.acknowledge', shown: [{ callId: hall.state.calls[0]?.callId, zone: 'A', at: hall.now }] });
  expect(hall.when(w1, undo('call', 9)).kind).toBe('events');
});

test('[U3] a call that was seen asks to wait, until the visitor is called again', () => {
  const hall = deskHall();
  hall.run(w1, callNext('w1'));
  hall.run(tv, { type: 'call.acknowledge', shown: [{ callId: hall.state.calls[0]?.callId, zone: 'A', at: hall.now }] });
  expect(calls(hall)).toEqual([[1, true, false]]);
  expect(voiceView(hall.state, hall.config, 'tv' as never, silent).zones[0]?.calls).toHaveLength(1);
  hall.run(w1, undo('call'));
  expect(calls(hall)).toEqual([[1, false, true]]);
  expect(voiceView(hall.state, hall.config, 'tv' as never, silent).zones[0]?.calls).toEqual([]);
  hall.run(w1, callNext('w1'));
  expect(calls(hall)).toEqual([[1, true, false]]);
});

/** What the board says of a call that was undone and then reported so. */
function said(outcome: string, reason: string | null) {
  const hall = deskHall();
  hall.run(w1, callNext('w1'));
  hall.run(w1, undo('call'));
  expect(calls(hall)).toEqual([]);
  hall.run(tv, { type: 'speech.report', speech: [{ callId: hall.state.calls[0]?.callId, zone: 'A', outcome, reason, at: hall.now }] });
  return calls(hall);
}

test('[U3] one that was heard, too, also when its announcer was cut short; one that nobody noticed disappears', () => {
  const waits = [[1, false, true]];
  expect([said('spoken', null), said('shortened', 'shortForm'), said('failed', 'announcerLost'), said('failed', 'interrupted')]).toEqual([waits, waits, waits, waits]);
  expect([said('dropped', 'untrue'), said('failed', 'noSound')]).toEqual([[], []]);
});

test('[U3] a call taken back is no announcement that failed', () => {
  const hall = deskHall();
  const zones = hall.config.zones.map((zone) => ({ ...zone, voice: { ...zone.voice, announcers: ['tv'] } }));
  hall.config = { ...hall.config, zones: zones as never };
  hall.run(w1, callNext('w1'));
  hall.run(w1, undo('call'));
  expect(hall.pass(600_000)).toEqual([]);
});

/** A journey from market to tax; w1 has just finished the first stop. */
function journeyHall() {
  const hall = openHall();
  hall.given({
    type: 'ticket.issued', ticketId: ticket(1), number: { prefix: 'A', n: 1 }, language: 'zh', issuedAt: hall.now, placeAt: hall.now,
    stops: [['q-market', []], ['q-tax', [0]]].map(([queueId, after]) => ({ queueId, after, items: [{ itemId: 'market-1', count: 1 }] })),
    paper: 'none', device: 'kiosk-1', offline: false, supersedes: null,
  });
  ['w1', 'w3'].forEach((windowId) => hall.run(clerkAt(windowId), { type: 'window.open', windowId }));
  hall.run(w1, callNext('w1'));
  hall.now += 5000;
  const was = picture(hall);
  hall.run(w1, finish('w1', 1));
  return { hall, was };
}

test('[U4] what the finish opened is closed again, unless somebody has called it', () => {
  const { hall, was } = journeyHall();
  expect(hall.run(w1, undo('finish'))).toMatchObject([{ status: 'called', reverted: [1] }]);
  expect(picture(hall)).toEqual(was);
  const other = journeyHall().hall;
  other.run(clerkAt('w3'), callNext('w3'));
  expect(other.when(w1, undo('finish'))).toEqual(changed);
});

test('[U4] a stop that opens later for another reason is none of it', () => {
  const { hall } = journeyHall();
  hall.now += 1;
  hall.given({ type: 'stop.opened', ticketId: ticket(1), stop: 1, placeAt: hall.now });
  expect(hall.when(w1, undo('finish'))).toEqual(changed);
});

test('[U4] what the finish dropped waits for it again', () => {
  const { hall, was } = journeyHall();
  hall.run(w1, undo('finish'));
  expect(hall.run(w1, at('stop.finish', 'w1', 1, { outcome: 'refused', count: 1, caseRef: null }))).toMatchObject([{ type: 'stop.finished' }, { type: 'stop.dropped', stop: 1 }]);
  expect(hall.run(w1, undo('finish'))).toMatchObject([{ status: 'called', reverted: [1] }]);
  expect(picture(hall)).toEqual(was);
});

test('[O1] two series with one number at one moment: an undone call goes back before whoever was issued after it', () => {
  const hall = openHall();
  ['B', 'A'].forEach((prefix, index) => hall.given({
    type: 'ticket.issued', ticketId: ticket(index + 1), number: { prefix, n: 7 }, language: 'zh', issuedAt: hall.now, placeAt: hall.now,
    stops: [{ queueId: 'q-market', after: [], items: [{ itemId: 'market-1', count: 1 }] }], paper: 'none', device: 'kiosk-1', offline: false, supersedes: null,
  }));
  hall.run(w1, { type: 'window.open', windowId: 'w1' });
  hall.run(w1, callNext('w1'));
  hall.run(w1, undo('call'));
  expect(hall.state.waiting.get('q-market' as never)?.map(({ ticketId }) => ticketId)).toEqual([ticket(1), ticket(2)]);
});

test('[U5] one press that finished and called is taken back as one', () => {
  const hall = deskHall();
  hall.run(w1, callNext('w1'));
  hall.run(w1, start);
  const was = picture(hall);
  expect(hall.run(w1, callNext('w1', ticket(1)))).toMatchObject([{ type: 'stop.finished' }, { type: 'ticket.called', finished: ticket(1) }]);
  expect(hall.run(w1, undo('call', 2))).toMatchObject([{ what: 'call', ticketId: ticket(2), status: 'waiting' }, { what: 'finish', ticketId: ticket(1), status: 'serving' }]);
  expect(picture(hall)).toEqual(was);
});

test('[U5] but not once the finished visitor was called elsewhere', () => {
  const { hall } = journeyHall();
  hall.run(w1, undo('finish'));
  hall.run(kiosk(), issue(2));
  hall.run(w1, start);
  hall.run(w1, callNext('w1', ticket(1)));
  hall.run(clerkAt('w3'), callNext('w3'));
  expect(hall.when(w1, undo('call', 2))).toEqual(changed);
});

test('[L1] an undoing that nothing answers to changes no life', () => {
  const hall = deskHall();
  hall.run(w1, callNext('w1'));
  hall.run(w1, finish('w1', 1));
  hall.run(w1, { type: 'window.pause', windowId: 'w1', reason: 'lunch' });
  const was = picture(hall);
  hall.given({ type: 'action.undone', windowId: 'w1', clerkId: 'clerk-w1', ticketId: ticket(1), stop: 0, what: 'finish', status: 'called', queueId: 'q-market', callId: null, reverted: [] });
  hall.given({ type: 'stop.held', windowId: 'w1', ticketId: ticket(1), stop: 7, reason: 'copies', dueAt: null });
  expect(picture(hall)).toEqual(was);
});
