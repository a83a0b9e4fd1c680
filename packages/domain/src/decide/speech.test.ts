import { at, board, callNext, clerkAt, finish, hub, issue, kiosk, manager, openHall, testConfig, testId, ticket, momentOf } from '@hallcall/testkit';
import { agentView, emptyHall, evolve, kioskView, voiceView, windowView, type CallId } from '../index.ts';
import { expect, test } from 'vitest';

const no = (code: string, more: Record<string, unknown> = {}) => ({ kind: 'rejection', rejection: { code, ...more } });
const w1 = clerkAt('w1');

function calledHall(options: Parameters<typeof openHall>[0] = {}) {
  const hall = openHall(options);
  hall.run(kiosk(), issue(1));
  hall.run(w1, { type: 'window.open', windowId: 'w1' });
  hall.run(w1, callNext('w1'));
  return { hall, callId: hall.state.calls[0]?.callId ?? ('' as CallId) };
}

const said = (callId: string, more: Record<string, unknown> = {}) => ({
  type: 'speech.report', speech: [{ callId, zone: 'A', outcome: 'spoken', reason: null, at: 0, ...more }],
});

test('[H1] the first word about a call becomes one event, never before the call itself nor after now', () => {
  const { hall, callId } = calledHall();
  const event = { type: 'call.spoken', callId, zone: 'A', outcome: 'spoken', reason: null, at: hall.now };
  expect(hall.run(board(), said(callId))).toEqual([event]);
  expect(hall.state.callById.get(callId)?.speech).toEqual({ outcome: 'spoken', reason: null, at: hall.now });
  expect(hall.run(kiosk(), said(callId, { outcome: 'failed', reason: 'noSound' }))).toEqual([]);
  expect(hall.run(board(), said(testId('none')))).toEqual([]);
});

test('[H1] a foreign zone makes none, two entries of one call make one', () => {
  const { hall, callId } = calledHall();
  expect(hall.run(board(), said(callId, { zone: 'B' }))).toEqual([]);
  const [entry] = said(callId, { outcome: 'dropped', reason: 'expired', at: hall.now + 5_000 }).speech;
  expect(hall.run(board(), { type: 'speech.report', speech: [entry, entry] })).toMatchObject([{ outcome: 'dropped', reason: 'expired', at: hall.now }]);
});

test('[H2] a vanished announcer’s call is failed once, and what it says later changes nothing', () => {
  const { hall, callId } = calledHall();
  const lose = { type: 'speech.lose', calls: [{ callId, zone: 'A' }] };
  expect(hall.run(hub, lose)).toMatchObject([{ type: 'call.spoken', callId, outcome: 'failed', reason: 'announcerLost', at: hall.now }]);
  expect(hall.run(hub, lose)).toEqual([]);
  expect(hall.run(board(), said(callId))).toEqual([]);
});

test('[H3] a call nobody spoke is failed after expiry and grace, once; a silent zone promises nothing', () => {
  const { zones } = testConfig();
  const config = testConfig({ zones: zones.map((zone) => ({ ...zone, voice: { announcers: zone.id === 'A' ? ['board-main'] : [] } })) });
  const { hall, callId } = calledHall({ config });
  expect(hall.pass(89_999)).toEqual([]);
  expect(hall.pass(1)).toMatchObject([{ type: 'call.spoken', callId, outcome: 'failed', reason: 'noAnnouncer' }]);
  expect(hall.pass(60_000)).toEqual([]);
  const quiet = calledHall();
  expect(quiet.hall.pass(600_000)).toEqual([]);
});

const mute = (zone: string, isMuted: boolean) => ({ type: 'zone.mute', zone, isMuted });

test('[H4] a manager mutes a zone for the day', () => {
  const hall = openHall();
  expect(hall.run(manager, mute('A', true))).toEqual([{ type: 'zone.muted', zone: 'A', isMuted: true }]);
  expect(hall.run(manager, mute('A', true))).toEqual([]);
  expect([...hall.state.mutedZones]).toEqual(['A']);
  expect(hall.when(manager, mute('X', true))).toEqual(no('zone.unknown', { zone: 'X' }));
  hall.run(manager, mute('A', false));
  expect(hall.state.mutedZones.size).toBe(0);
  hall.run(manager, mute('B', true));
  hall.now += 86_400_000;
  hall.run(manager, { type: 'day.open' });
  expect(hall.state.mutedZones.size).toBe(0);
});

test('[H5] an emergency goes on over the change of the day and a restart, until it is ended', () => {
  const hall = openHall();
  const begun = hall.now;
  expect(hall.run(manager, { type: 'emergency.begin', kind: 'evacuate' })).toEqual([{ type: 'emergency.begun', kind: 'evacuate' }]);
  expect(hall.run(manager, { type: 'emergency.begin', kind: 'evacuate' })).toEqual([]);
  hall.now += 86_400_000;
  hall.run(manager, { type: 'day.open' });
  expect(hall.state.emergency).toEqual({ kind: 'evacuate', since: begun });
  const refolded = emptyHall();
  for (const entry of hall.log.slice(hall.log.findLastIndex(({ event }) => event.type === 'day.opened'))) evolve(refolded, entry);
  expect(refolded.emergency).toEqual(hall.state.emergency);
  expect(hall.run(manager, { type: 'emergency.end' })).toEqual([{ type: 'emergency.ended' }]);
  expect(hall.run(manager, { type: 'emergency.end' })).toEqual([]);
  expect(hall.state.emergency).toBeNull();
});

test('[H1] a recall is a call of its own', () => {
  const { hall, callId } = calledHall();
  hall.run(board(), said(callId));
  hall.now += 15_000;
  hall.run(w1, at('ticket.recall', 'w1', 1));
  expect(hall.state.calls.map((call) => call.speech?.outcome ?? null)).toEqual(['spoken', null]);
});

const alarm = { type: 'emergency.begin', kind: 'evacuate' };
const over = { type: 'emergency.end' };

test('[Q10] nobody is called or called again in an emergency; who is at the window can be finished', () => {
  const { hall } = calledHall();
  hall.run(kiosk(), issue(2));
  hall.now += 60_000;
  hall.run(manager, alarm);
  expect(hall.when(w1, at('ticket.recall', 'w1', 1))).toEqual(no('hall.emergency'));
  hall.run(w1, at('stop.start', 'w1', 1));
  expect(hall.when(w1, callNext('w1', ticket(1)))).toEqual(no('hall.emergency'));
  hall.run(w1, finish('w1', 1));
  expect(hall.when(w1, callNext('w1'))).toEqual(no('hall.emergency'));
  hall.run(manager, over);
  expect(hall.run(w1, callNext('w1'))).toMatchObject([{ type: 'ticket.called', ticketId: ticket(2) }]);
});

test('[N12] no number is given online in an emergency; what a kiosk has printed is taken', () => {
  const hall = openHall();
  hall.run(manager, alarm);
  expect(hall.when(kiosk(), issue(1))).toEqual(no('hall.emergency'));
  expect(hall.run(kiosk(), {
    ...issue(2), type: 'ticket.issueOffline', number: { prefix: 'A', n: 5000 }, queueId: 'q-market', day: '2026-01-05', issuedAt: hall.now, instead: null,
  })).toMatchObject([{ type: 'ticket.issued', offline: true }]);
});

test('[M8] nobody is missed in an emergency, and calls made before its end count for nothing', () => {
  const { hall } = calledHall();
  for (const _ of [2, 3]) {
    hall.now += 15_000;
    hall.run(w1, at('ticket.recall', 'w1', 1));
  }
  hall.now += 10_000;
  hall.run(manager, alarm);
  expect(hall.when(w1, at('stop.miss', 'w1', 1))).toEqual(no('hall.emergency'));
  hall.now += 60_000;
  hall.run(manager, over);
  hall.now += 10_000;
  expect(hall.when(w1, at('stop.miss', 'w1', 1))).toEqual(no('miss.tooFewCalls', { calls: 0, needed: 3 }));
  for (const _ of [1, 2, 3]) {
    hall.run(w1, at('ticket.recall', 'w1', 1));
    hall.now += 15_000;
  }
  expect(hall.run(w1, at('stop.miss', 'w1', 1))).toMatchObject([{ type: 'stop.missed', calls: 3, proof: 'unproven' }]);
});

test('[M8] the time to return begins again at the end of an emergency', () => {
  const { hall } = calledHall();
  for (const _ of [2, 3]) {
    hall.now += 15_000;
    hall.run(w1, at('ticket.recall', 'w1', 1));
  }
  hall.now += 10_000;
  hall.run(w1, at('stop.miss', 'w1', 1));
  const { restoreWithinMs } = hall.config.policy;
  hall.now += restoreWithinMs - 1_000;
  hall.run(manager, alarm);
  expect(hall.pass(60_000)).toEqual([]);
  hall.run(manager, over);
  expect(hall.pass(restoreWithinMs - 1)).toEqual([]);
  expect(hall.pass(1)).toMatchObject([{ type: 'stop.abandoned', reason: 'restoreExpired' }]);
});

const cutOff = { outcome: 'failed', reason: 'interrupted' };

test('[H6] a call that an emergency cut off is offered again at its end, and what becomes of it then is one more event', () => {
  const { hall, callId } = calledHall();
  hall.now += 3_000;
  hall.run(manager, alarm);
  expect(hall.run(board(), said(callId, cutOff))).toMatchObject([cutOff]);
  expect(hall.state.callById.get(callId)?.speech).toMatchObject(cutOff);
  hall.now += 600_000;
  hall.run(manager, over);
  const voice = { announcerByZone: new Map([['A', 'tv']]), claimByCall: new Map() } as never;
  expect(voiceView(hall.state, hall.config, 'tv' as never, voice).zones).toMatchObject([{ calls: [{ callId, agesFrom: hall.now }] }]);
  expect(hall.run(board(), said(callId))).toMatchObject([{ outcome: 'spoken' }]);
  expect(hall.run(board(), said(callId, cutOff))).toEqual([]);
  expect(hall.state.callById.get(callId)?.speech).toMatchObject({ outcome: 'spoken' });
});

test('[H6] a call that could not be spoken in an emergency is not given up before the zone’s time after its end', () => {
  const { zones } = testConfig();
  const config = testConfig({ zones: zones.map((zone) => ({ ...zone, voice: { announcers: ['board-main'] } })) });
  const { hall } = calledHall({ config });
  hall.run(manager, alarm);
  expect(hall.pass(600_000)).toEqual([]);
  hall.run(manager, over);
  expect(hall.pass(89_999)).toEqual([]);
  expect(hall.pass(1)).toMatchObject([{ type: 'call.spoken', outcome: 'failed', reason: 'noAnnouncer' }]);
});

test('[H6] the same interruption told again is known already; another emergency makes another', () => {
  const { hall, callId } = calledHall();
  hall.run(manager, alarm);
  expect(Array.from({ length: 20 }, () => hall.run(board(), said(callId, cutOff)).length)).toEqual([1, ...Array.from({ length: 19 }, () => 0)]);
  hall.now += 1_000;
  hall.run(manager, over);
  hall.now += 1_000;
  hall.run(manager, alarm);
  expect(hall.run(board(), said(callId, { ...cutOff, at: hall.now })).length).toBe(1);
  expect(hall.run(board(), said(callId, { ...cutOff, at: hall.now })).length).toBe(0);
});

test('[H6] a call that was cut off and that nobody speaks afterwards gets its last word', () => {
  const { zones } = testConfig();
  const config = testConfig({ zones: zones.map((zone) => ({ ...zone, voice: { announcers: ['board-main'] } })) });
  const { hall, callId } = calledHall({ config });
  hall.run(manager, alarm);
  hall.run(board(), said(callId, cutOff));
  hall.now += 60_000;
  hall.run(manager, over);
  expect(hall.pass(89_999)).toEqual([]);
  expect(hall.pass(1)).toMatchObject([{ type: 'call.spoken', callId, outcome: 'failed', reason: 'noAnnouncer' }]);
  expect(hall.pass(600_000)).toEqual([]);
});

test('[B6] bars, kiosks and desks are told of an emergency; the desk also how many calls count for a no-show since', () => {
  const { hall } = calledHall();
  const views = () => [kioskView(hall.state, hall.config, momentOf(hall)), agentView(hall.state, hall.config, 'kiosk-1' as never), windowView(hall.state, hall.config, 'w1' as never, momentOf(hall))];
  const counting = () => windowView(hall.state, hall.config, 'w1' as never, momentOf(hall)).active?.callsCounting;
  expect([...views().map(({ emergency }) => emergency), counting()]).toEqual([null, null, null, 1]);
  hall.now += 1_000;
  hall.run(manager, alarm);
  const emergency = { kind: 'evacuate', since: hall.now };
  expect(views().map((view) => view.emergency)).toEqual([emergency, emergency, emergency]);
  hall.now += 1_000;
  hall.run(manager, over);
  hall.now += 15_000;
  expect(counting()).toBe(0);
  hall.run(w1, at('ticket.recall', 'w1', 1));
  expect([...views().map((view) => view.emergency), counting()]).toEqual([null, null, null, 1]);
});
