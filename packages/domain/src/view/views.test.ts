import { at, callNext, clerkAt, finish, issue, kiosk, manager, openHall, createScenario, testConfig, testConfigWithPolicy, testId, ticket, momentOf } from '@hallcall/testkit';
import { expect, test } from 'vitest';
import { agentView } from './agent-view.ts';
import { boardView } from './board-view.ts';
import { consoleView } from './console-view.ts';
import { kioskView } from './kiosk-view.ts';
import type { VoicePresence } from './types.ts';
import { voiceView } from './voice-view.ts';
import { windowView } from './window-view.ts';

const w1 = clerkAt('w1');
const tv = { role: 'display', deviceId: 'tv', boardId: 'main' } as never;
const report = (n: number, outcome: string, now: number, more: object = {}) => ({
  type: 'paper.report', ticketId: ticket(n), day: '2026-01-05', jobId: null, copy: 0, outcome, at: now, ...more,
});
const silent: VoicePresence = { announcerByZone: new Map(), claimByCall: new Map() };
const absent = { devices: [], connectedWindows: [], voice: silent };

function busyHall() {
  const hall = openHall();
  [1, 2, 3].forEach((n) => hall.run(kiosk(), issue(n)));
  hall.run(kiosk(), issue(4, 'tax-1'));
  hall.run(w1, { type: 'window.open', windowId: 'w1' });
  hall.run(w1, callNext('w1'));
  return hall;
}

test('[B1] the kiosk sees every queue with who waits and who serves', () => {
  const hall = busyHall();
  hall.run(clerkAt('w2'), { type: 'window.open', windowId: 'w2' });
  hall.run(clerkAt('w2'), { type: 'window.pause', windowId: 'w2', reason: 'lunch' });
  expect(kioskView(hall.state, hall.config, momentOf(hall))).toEqual({
    day: { date: '2026-01-05', status: 'open' }, isIssuing: true, isRecovering: false, emergency: null,
    queues: [
      { queueId: 'q-market', waiting: 2, windows: 1, waitMinutes: 45, gate: null }, { queueId: 'q-tax', waiting: 1, windows: 0, waitMinutes: null, gate: null },
      { queueId: 'q-bank', waiting: 0, windows: 0, waitMinutes: null, gate: null },
    ],
  });
  expect(kioskView(createScenario().state, testConfig(), momentOf(createScenario()))).toMatchObject({ day: null, isIssuing: false });
  hall.run(manager, { type: 'day.close' });
  expect(kioskView(hall.state, hall.config, momentOf(hall))).toMatchObject({ day: { status: 'closed' }, isIssuing: false });
});

test('[B1] the kiosk is told of a break while the day is still open', () => {
  const hours = [{ from: '08:30', to: '12:00' }, { from: '14:00', to: '17:30' }];
  const hall = createScenario({ config: testConfig({ timetable: { kind: 'weekly', week: Array.from({ length: 7 }, () => hours), special: {} } }) });
  hall.pass(0);
  const issuingAt = (ms: number) => kioskView(hall.state, hall.config, momentOf({ ...hall, now: hall.now + ms })).isIssuing;
  expect([issuingAt(0), issuingAt(4 * 3_600_000), issuingAt(6 * 3_600_000)]).toEqual([true, false, true]);
});

test('[B2] the board lists newest calls first, one line a visitor, live only the unanswered latest', () => {
  const hall = busyHall();
  hall.now += 15_000;
  hall.run(w1, at('ticket.recall', 'w1', 1));
  const lines = () => boardView(hall.state, hall.config, 'main' as never, { ...momentOf(hall), voice: silent }).calls.map(({ number, attempt, isLive }) => [number.n, attempt, isLive]);
  expect(lines()).toEqual([[1, 2, true]]);
  hall.run(w1, at('stop.start', 'w1', 1));
  hall.run(w1, callNext('w1', ticket(1)));
  expect(lines()).toEqual([[2, 1, true], [1, 2, false]]);
  expect(boardView(hall.state, hall.config, 'hall-b' as never, { ...momentOf(hall), voice: silent })).toMatchObject({ calls: [], waiting: [['q-tax', 1, null]] });
  for (let n = 10; n < 25; n += 1) {
    hall.run(kiosk(), issue(n));
    hall.run(w1, finish('w1', Number(hall.state.windowById.get('w1' as never)?.active?.ticketId.slice(1))));
    hall.run(w1, callNext('w1'));
  }
  expect(lines()).toHaveLength(10);
});

test('[B2] calls are kept within bounds over a long day', () => {
  const hall = openHall();
  hall.run(w1, { type: 'window.open', windowId: 'w1' });
  for (let n = 1; n <= 205; n += 1) {
    hall.run(kiosk(), issue(n));
    hall.run(w1, callNext('w1'));
    hall.run(w1, finish('w1', n));
  }
  expect([hall.state.calls.length, hall.state.callById.size]).toEqual([200, 200]);
});

test('[B3] failed tickets stand on the board for ten minutes, cancelled ones never', () => {
  const hall = openHall();
  [1, 2].forEach((n) => hall.run(kiosk(), issue(n, 'market-1', { paper: 'pending' })));
  [1, 2].forEach((n) => hall.run(kiosk(), report(n, 'failed', hall.now)));
  const view = () => boardView(hall.state, hall.config, 'main' as never, { ...momentOf(hall), voice: silent });
  expect(view()).toMatchObject({ guideDesk: [{ n: 1 }, { n: 2 }], waiting: [] });
  hall.run(manager, { type: 'ticket.cancel', ticketId: ticket(2), reason: 'visitor' });
  expect(view().guideDesk).toEqual([{ prefix: 'A', n: 1 }]);
  hall.now += 600_000;
  expect(view().guideDesk).toEqual([]);
});

test('[B3] a cancelled visitor leaves the list of calls, and paused windows are named', () => {
  const hall = busyHall();
  hall.run(manager, { type: 'ticket.cancel', ticketId: ticket(1), reason: 'visitor' });
  hall.run(w1, { type: 'window.pause', windowId: 'w1', reason: 'lunch' });
  expect(boardView(hall.state, hall.config, 'main' as never, { ...momentOf(hall), voice: silent })).toMatchObject({ calls: [], paused: ['w1'] });
});

test('[B4] the window sees the visitor with the proof, who is next and who can return', () => {
  const hall = busyHall();
  hall.run(tv, { type: 'call.acknowledge', shown: [{ callId: hall.state.calls[0]?.callId, zone: 'A', at: hall.now + 5 }] });
  const view = windowView(hall.state, hall.config, 'w1' as never, momentOf(hall));
  expect(view).toMatchObject({
    status: 'calling', clerkId: 'clerk-w1', pause: null, missed: [],
    active: { ticketId: ticket(1), status: 'called', startedAt: null, calls: [{ attempt: 1, shownAt: hall.now }] },
    queues: [{ queueId: 'q-market', waiting: 2, oldestAt: hall.now }],
  });
  expect(view.next.map((next) => next.number.n)).toEqual([2, 3]);
  for (const _ of [1, 2]) {
    hall.now += 15_000;
    hall.run(w1, at('ticket.recall', 'w1', 1));
  }
  hall.now += 10_000;
  hall.run(w1, at('stop.miss', 'w1', 1));
  expect(windowView(hall.state, hall.config, 'w1' as never, momentOf(hall))).toMatchObject({
    active: null, status: 'idle', missed: [{ ticketId: ticket(1), at: hall.now, canRestore: true }],
  });
  hall.run(w1, callNext('w1'));
  hall.run(w1, at('stop.start', 'w1', 2));
  expect(windowView(hall.state, hall.config, 'w1' as never, momentOf(hall)).active).toMatchObject({ status: 'serving', startedAt: hall.now });
  expect(windowView(hall.state, hall.config, 'w3' as never, momentOf(hall))).toMatchObject({ status: 'closed', queues: [{ waiting: 1 }, { waiting: 0, oldestAt: null }] });
});

test('[B4] who can return is listed where the stop was missed that can be restored, whatever else the ticket waits for', () => {
  const hall = openHall({ config: testConfigWithPolicy({ callsBeforeMissed: 1, missAfterMs: 0 }) });
  hall.run(kiosk(), { type: 'ticket.issue', ticketId: ticket(1), items: ['market-1', 'tax-1'].map((itemId) => ({ itemId, count: 1 })), language: 'zh', paper: 'none' });
  hall.run(w1, { type: 'window.open', windowId: 'w1' });
  hall.run(w1, callNext('w1'));
  hall.run(w1, at('stop.miss', 'w1', 1));
  const missed = (windowId: string) => windowView(hall.state, hall.config, windowId as never, momentOf(hall)).missed.map(({ queueId }) => queueId);
  // w1 serves the market, w2 both, w3 the tax and the bank.
  expect(['w1', 'w2', 'w3'].map(missed)).toEqual([['q-market'], ['q-market'], []]);
});

test('[B5] the console lists everybody whose paper is in doubt or whom no window serves', () => {
  const hall = openHall();
  [1, 2, 3].forEach((n) => hall.run(kiosk(), issue(n, 'market-1', { paper: 'pending' })));
  hall.run(kiosk(), report(1, 'failed', hall.now));
  hall.run(kiosk(), report(2, 'unknown', hall.now));
  hall.run(kiosk(), issue(4, 'tax-1'));
  const config = { ...hall.config, windows: hall.config.windows.filter((window) => window.queues.every((queue) => queue.queue !== 'q-tax')) };
  const view = consoleView(hall.state, config, { presence: { ...absent, connectedWindows: ['w1' as never] }, ...momentOf(hall) });
  expect(view.guideDesk.map(({ number, reason }) => [number.n, reason])).toEqual([[1, 'paperFailed'], [2, 'paperUnknown'], [1, 'unserved']]);
  expect(view.totals).toMatchObject({ issued: 4, waiting: 4 });
  expect(view.windows.map((window) => window.isConnected)).toEqual([true, false]);
});

test('[B5] the console shows each window with its visitor', () => {
  const hall = busyHall();
  const [first] = consoleView(hall.state, hall.config, { presence: absent, ...momentOf(hall) }).windows;
  expect(first).toEqual({ windowId: 'w1', status: 'calling', clerkId: 'clerk-w1', active: { prefix: 'A', n: 1 }, since: hall.now, isConnected: false });
});

test('[B6] an agent sees the copies ordered from it until it has reported them', () => {
  const hall = busyHall();
  hall.run(manager, { type: 'ticket.reprint', ticketId: ticket(2), jobId: testId('job', 1), deviceId: 'kiosk-1' });
  expect(agentView(hall.state, hall.config, 'kiosk-2' as never).reprints).toEqual([]);
  expect(agentView(hall.state, hall.config, 'kiosk-1' as never).reprints).toMatchObject([{ jobId: testId('job', 1), copy: 1, number: { prefix: 'A', n: 2 } }]);
  hall.run(kiosk(), report(2, 'printed', hall.now, { jobId: testId('job', 1), copy: 1 }));
  expect(agentView(hall.state, hall.config, 'kiosk-1' as never).reprints).toEqual([]);
  expect(hall.state.openReprints.size).toBe(0);
});

test('[B6] of two copies of one ticket the other one stays ordered when one is reported', () => {
  const hall = busyHall();
  for (const n of [1, 2]) hall.run(manager, { type: 'ticket.reprint', ticketId: ticket(2), jobId: testId('job', n), deviceId: 'kiosk-1' });
  hall.run(kiosk(), report(2, 'printed', hall.now, { jobId: testId('job', 1), copy: 1 }));
  expect(agentView(hall.state, hall.config, 'kiosk-1' as never).reprints).toMatchObject([{ jobId: testId('job', 2), copy: 2 }]);
});

test('[B6] an agent sees the bars on its own lines, each as its window is', () => {
  const config = testConfig({
    ledBuses: [{ id: 'bus-1', agent: 'kiosk-1' }, { id: 'bus-2', agent: 'kiosk-2' }],
    windows: testConfig().windows.map((window, i) => ({ ...window, led: i === 3 ? null : { bus: i === 2 ? 'bus-2' : 'bus-1', address: i + 1 } })),
  });
  const hall = busyHall();
  const bars = () => agentView(hall.state, config, 'kiosk-1' as never).bars;
  const callId = hall.state.calls[0]?.callId;
  expect(bars()).toEqual([
    { bus: 'bus-1', address: 1, windowId: 'w1', zone: 'A', status: 'calling', number: { prefix: 'A', n: 1 }, callId },
    { bus: 'bus-1', address: 2, windowId: 'w2', zone: 'A', status: 'closed', number: null, callId: null },
  ]);
  hall.run(w1, at('stop.start', 'w1', 1));
  expect(bars()[0]).toMatchObject({ status: 'serving', number: { n: 1 }, callId: null });
  hall.run(w1, finish('w1', 1));
  hall.run(w1, { type: 'window.pause', windowId: 'w1', reason: 'lunch' });
  expect(bars()[0]).toMatchObject({ status: 'paused', number: null, callId: null });
  expect(agentView(hall.state, config, 'kiosk-2' as never).bars.map(({ windowId }) => windowId)).toEqual(['w3']);
});

test('[B7] an announcer sees the live calls of its zones that nobody has begun, and waits for another that is speaking', () => {
  const hall = busyHall();
  const [call] = hall.state.calls;
  if (!call) throw new Error('no call');
  const voice = { announcerByZone: new Map([['A', 'tv']]), claimByCall: new Map() } as unknown as { announcerByZone: VoicePresence['announcerByZone']; claimByCall: Map<string, unknown> };
  const view = (deviceId = 'tv') => voiceView(hall.state, hall.config, deviceId as never, voice as never);
  expect(view()).toEqual({
    deviceId: 'tv', emergency: null,
    zones: [{ zone: 'A', isMuted: false, begun: [], busyUntil: null, calls: [
      { callId: call.callId, number: { prefix: 'A', n: 1 }, windowId: 'w1', queueId: 'q-market', language: 'zh', attempt: 1, at: hall.now, agesFrom: hall.now },
    ] }],
  });
  expect(view('other').zones).toEqual([]);
  const claim = { callId: call.callId, zone: 'A', deviceId: 'other', startedAt: 1, endsAt: 6, isOver: false };
  voice.claimByCall.set(call.callId, claim);
  expect(view().zones).toEqual([{ zone: 'A', isMuted: false, begun: [], busyUntil: 6, calls: [] }]);
  voice.claimByCall.set(call.callId, { ...claim, deviceId: 'tv' });
  expect(view().zones[0]).toMatchObject({ busyUntil: null, calls: [] });
  voice.claimByCall.clear();
  hall.run(w1, at('stop.start', 'w1', 1));
  expect(view().zones[0]?.calls).toEqual([]);
});

test('[B8] boards show what is spoken, muted or urgent; the clerk sees what became of the announcement', () => {
  const hall = busyHall();
  const callId = hall.state.calls[0]?.callId ?? '';
  const claim = { callId, zone: 'A', deviceId: 'tv', startedAt: 1, endsAt: 6, isOver: false };
  const speaking = (isOver: boolean) => ({ announcerByZone: new Map(), claimByCall: new Map([[callId, { ...claim, isOver }]]) }) as unknown as VoicePresence;
  hall.run(manager, { type: 'zone.mute', zone: 'B', isMuted: true });
  hall.run(manager, { type: 'emergency.begin', kind: 'evacuate' });
  const view = (boardId: string, voice: VoicePresence) => boardView(hall.state, hall.config, boardId as never, { ...momentOf(hall), voice });
  const emergency = { kind: 'evacuate', since: hall.now };
  expect(view('main', speaking(false))).toMatchObject({ speaking: [callId], muted: ['B'], emergency });
  expect(view('main', speaking(true))).toMatchObject({ speaking: [] });
  expect(view('hall-b', speaking(false))).toMatchObject({ speaking: [], muted: ['B'] });
  expect(consoleView(hall.state, hall.config, { presence: absent, ...momentOf(hall) })).toMatchObject({ emergency, zones: [{ zone: 'A', announcer: null, isMuted: false }, { zone: 'B', isMuted: true }] });
  hall.run(tv, { type: 'speech.report', speech: [{ callId, zone: 'A', outcome: 'shortened', reason: 'shortForm', at: hall.now }] });
  expect(windowView(hall.state, hall.config, 'w1' as never, momentOf(hall)).active?.calls).toMatchObject([{ speech: { outcome: 'shortened', reason: 'shortForm', at: hall.now } }]);
});

test('[B2] a visitor of several windows stands once, with the newest call', () => {
  const hall = openHall();
  hall.run(kiosk(), { ...issue(1), items: ['market-1', 'bank-1'].map((itemId) => ({ itemId, count: 1 })) });
  for (const windowId of ['w1', 'w4']) {
    hall.run(clerkAt(windowId), { type: 'window.open', windowId });
    hall.run(clerkAt(windowId), callNext(windowId));
    hall.run(clerkAt(windowId), finish(windowId, 1));
    hall.now += 1_000;
  }
  const { calls } = boardView(hall.state, hall.config, 'main' as never, { ...momentOf(hall), voice: { announcerByZone: new Map(), claimByCall: new Map() } });
  expect(calls.map(({ number, windowId }) => [number.n, windowId])).toEqual([[1, 'w4']]);
});
