// Speech over real sockets: who announces, who may begin a call, and that nobody ever may twice.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RawClient } from '../testing/raw-client.ts';
import { eventsOf, found, issueTicket, morning, startTestHub, type TestClock, type TestHub } from '../testing/test-hub.ts';

let hall: TestHub;
beforeEach(async () => {
  hall = await startTestHub();
});
afterEach(() => hall.discard());

const zonesOf = (client: RawClient): string[] => client.view('voice').zones.map(({ zone }) => zone);
const display = ['A1', 'B1', 'B2', 'C1', 'C2', 'D1'];
const speaker = ['A2', 'A3'];
/** How long a hub waits for first choices after its start, and a device must be able before it takes a zone from another. */
const settledMs = 3_000;

/** Both announcers of the sample hall, heard of and able, with the zones each is first choice for. */
async function announcers(): Promise<{ board: RawClient; agent: RawClient }> {
  const [board, agent] = [await hall.board(), await hall.agent()];
  for (const client of [board, agent]) client.emit('announcer', { canSpeak: true });
  await expect.poll(() => zonesOf(board)).toEqual(display);
  await expect.poll(() => zonesOf(agent)).toEqual(speaker);
  return { board, agent };
}

/** A visitor called to window 1, in zone B1. */
async function call(agent: RawClient): Promise<string> {
  const clerk = await hall.clerk('w1');
  await issueTicket(agent);
  if (clerk.view('window').status === 'closed') eventsOf(await clerk.command({ type: 'window.open', windowId: 'w1' }));
  const [event] = eventsOf(await clerk.command({ type: 'window.callNext', windowId: 'w1', active: null }));
  clerk.close();
  return event?.event.type === 'ticket.called' ? event.event.callId : '';
}

const claim = (client: RawClient, callId: string, more = {}) => client.ask('claimSpeech', { callId, zone: 'B1', durationMs: 5_000, ...more });
const said = (callId: string) => ({ type: 'speech.report', speech: [{ callId, zone: 'B1', outcome: 'spoken', reason: null, at: 0 }] });
const waiting = (client: RawClient): readonly string[] => client.view('voice').zones.find(({ zone }) => zone === 'B1')?.calls.map(({ callId }) => callId) ?? [];

/** Time passes in which both go on reporting. */
async function pass(ms: number, ...clients: RawClient[]): Promise<void> {
  for (let left = ms; left > 0; left -= 1_000) {
    hall.clock.now += Math.min(left, 1_000);
    for (const client of clients) client.emit('announcer', { canSpeak: true });
    await clients[0]?.ask('claimSpeech', null);
  }
}

test('the announcer alone may begin a call, once; every board sees it being spoken until the word that it was', async () => {
  const { board, agent } = await announcers();
  const callId = await call(agent);
  await expect.poll(() => waiting(board)).toEqual([callId]);
  expect(await claim(agent, callId)).toBe('refused');
  expect(await claim(board, 'x'.repeat(22))).toBe('refused');
  expect(await claim(board, callId, { zone: 'A1' })).toBe('refused');
  expect(await Promise.all([claim(board, callId), claim(board, callId)])).toEqual(['granted', 'refused']);
  await expect.poll(() => board.view('board').speaking).toEqual([callId]);
  expect(waiting(board)).toEqual([]);
  await board.command(said(callId));
  await expect.poll(() => board.view('board').speaking).toEqual([]);
  expect(hall.hub.state().callById.get(callId as never)?.speech).toMatchObject({ outcome: 'spoken' });
});

test('an announcer that falls silent loses its zones; the other waits for the end and never repeats the call', async () => {
  const { board, agent } = await announcers();
  const begun = await call(agent);
  expect(await claim(board, begun)).toBe('granted');
  const endsAt = hall.clock.now + 5_000;
  await pass(settledMs, agent);
  board.close();
  await expect.poll(() => zonesOf(agent)).toEqual(['A1', 'A2', 'A3', ...display.slice(1)]);
  expect(agent.view('voice').zones.find(({ zone }) => zone === 'B1')).toMatchObject({ calls: [], busyUntil: endsAt });
  expect(await claim(agent, begun)).toBe('refused');
  hall.clock.now += 10_001;
  agent.emit('announcer', { canSpeak: true });
  await hall.hub.tick();
  expect(hall.hub.state().callById.get(begun as never)?.speech).toMatchObject({ outcome: 'failed', reason: 'announcerLost' });
});

test('a claim outlives the hub: after a restart nobody may begin the call again', async () => {
  const { board, agent } = await announcers();
  const begun = await call(agent);
  expect(await claim(board, begun)).toBe('granted');
  hall = await hall.restart();
  const [newBoard, newAgent] = [await hall.board(), await hall.agent()];
  newAgent.emit('announcer', { canSpeak: true });
  // The first choice has three seconds to come back before somebody else takes over.
  await expect.poll(() => zonesOf(newAgent)).toEqual(speaker);
  newBoard.emit('announcer', { canSpeak: true });
  await expect.poll(() => zonesOf(newBoard)).toEqual(display);
  expect(await claim(newBoard, begun)).toBe('refused');
  expect(waiting(newBoard)).toEqual([]);
});

test('who cannot be heard does not announce; a first choice that is back for three seconds takes its zones again', async () => {
  const { board, agent } = await announcers();
  await pass(settledMs, board, agent);
  board.emit('announcer', { canSpeak: false });
  await expect.poll(() => zonesOf(agent)).toHaveLength(8);
  await pass(2_000, board, agent);
  expect(zonesOf(agent)).toHaveLength(8);
  await pass(2_000, board, agent);
  await expect.poll(() => zonesOf(board)).toEqual(display);
  await expect.poll(() => zonesOf(agent)).toEqual(speaker);
});

test('three seconds without a word are enough to lose the zones', async () => {
  const { board, agent } = await announcers();
  await pass(settledMs, board, agent);
  await pass(2_000, agent);
  await hall.hub.tick();
  expect(zonesOf(board)).toEqual(display);
  await pass(1_000, agent);
  await hall.hub.tick();
  await expect.poll(() => zonesOf(agent)).toHaveLength(8);
});

test('nonsense on the voice’s events changes nothing', async () => {
  const { board, agent } = await announcers();
  const callId = await call(agent);
  board.emit('announcer', { canSpeak: 'yes' });
  board.emit('announcer', null);
  for (const wrong of [{ callId }, { callId, zone: 'B1', durationMs: -1 }, 7, null]) expect(await board.ask('claimSpeech', wrong)).toBe('refused');
  board.emit('claimSpeech', { callId, zone: 'B1', durationMs: 1 });
  expect(await claim(board, callId)).toBe('granted');
  expect(hall.fatals).toEqual([]);
});

test('a board that was away has every call it could not show on record', async () => {
  const { board, agent } = await announcers();
  const shown = await call(agent);
  await board.command({ type: 'call.acknowledge', shown: [{ callId: shown, zone: 'B1', at: hall.clock.now }] });
  board.close();
  await board.closed;
  const clerk = await hall.clerk('w1');
  const next = async (): Promise<string> => {
    const active = found(hall.hub.state().windowById.get('w1' as never)?.active).ticketId;
    await issueTicket(agent);
    eventsOf(await clerk.command({ type: 'stop.start', windowId: 'w1', ticketId: active }));
    const called = eventsOf(await clerk.command({ type: 'window.callNext', windowId: 'w1', active })).at(-1)?.event;
    return called?.type === 'ticket.called' ? called.callId : '';
  };
  const [missed, live] = [await next(), await next()];
  await hall.board();
  const rows = () => hall.hub.store.db.prepare('select call_id, kind from call_proof order by at, kind desc').raw().all();
  await expect.poll(rows).toEqual([[shown, 'shown'], [missed, 'away']]);
  expect(hall.hub.state().callById.has(live as never)).toBe(true);
});

test('a board that showed a call and could not say so is not called away for ever', async () => {
  const { board, agent } = await announcers();
  const shown = await call(agent);
  const shownAt = hall.clock.now;
  board.close();
  await board.closed;
  hall.clock.now += 5_000;
  const clerk = await hall.clerk('w1');
  const active = found(hall.hub.state().windowById.get('w1' as never)?.active).ticketId;
  eventsOf(await clerk.command({ type: 'stop.start', windowId: 'w1', ticketId: active }));
  const again = await hall.board();
  const kind = () => hall.hub.store.db.prepare('select kind from call_proof').pluck().all();
  await expect.poll(kind).toEqual(['away']);
  // Painted among the last calls once it is back: people have missed it all the same.
  await again.command({ type: 'call.acknowledge', shown: [{ callId: shown, zone: 'B1', at: hall.clock.now }] });
  expect(kind()).toEqual(['away']);
  await again.command({ type: 'call.acknowledge', shown: [{ callId: shown, zone: 'B1', at: shownAt }] });
  expect(kind()).toEqual(['shown']);
});

test('a connection that ends late takes nothing from the device’s next one', async () => {
  const { board, agent } = await announcers();
  await pass(settledMs, board, agent);
  const next = await hall.board();
  next.emit('announcer', { canSpeak: true });
  board.close();
  await board.closed;
  expect(await claim(next, await call(agent))).toBe('granted');
});

test('a clock set back does not keep a zone silent for an announcer that vanished', async () => {
  await hall.discard();
  let backMs = 0;
  const source: TestClock = { now: morning, wall: () => source.now - backMs, monotonic: () => source.now };
  hall = await startTestHub({}, source);
  const { board, agent } = await announcers();
  const begun = await call(agent);
  expect(await claim(board, begun)).toBe('granted');
  await pass(settledMs, agent);
  board.close();
  await expect.poll(() => zonesOf(agent)).toHaveLength(8);
  backMs = 3_600_000;
  await hall.hub.tick();
  await hall.hub.tick();
  expect(hall.hub.state().callById.get(begun as never)?.speech).toMatchObject({ outcome: 'failed', reason: 'announcerLost' });
  await expect.poll(() => agent.view('voice').zones.find(({ zone }) => zone === 'B1')?.busyUntil).toBe(null);
});

test('a claim that is on disk and was forgotten here is refused, and ends nothing', async () => {
  const { board, agent } = await announcers();
  const begun = await call(agent);
  hall.hub.store.db.prepare("insert into speech_claim (call_id, zone, device_id, started_at, ends_at) values (?, 'B1', 'other', 0, 0)").run(begun);
  expect(await claim(board, begun)).toBe('refused');
  expect(hall.fatals).toEqual([]);
});

test('a call cut off by an emergency may be claimed again after it, by whoever announces then, also after a restart', async () => {
  const { board, agent } = await announcers();
  const callId = await call(agent);
  expect(await claim(board, callId)).toBe('granted');
  const manager = await hall.manager();
  eventsOf(await manager.command({ type: 'emergency.begin', kind: 'evacuate' }));
  await board.command({ type: 'speech.report', speech: [{ callId, zone: 'B1', outcome: 'failed', reason: 'interrupted', at: hall.clock.now }] });
  await expect.poll(() => board.view('board').speaking).toEqual([]);
  eventsOf(await manager.command({ type: 'emergency.end' }));
  await expect.poll(() => waiting(board)).toEqual([callId]);
  hall.clock.now += 1_000;
  expect(await Promise.all([claim(board, callId), claim(board, callId)])).toEqual(['granted', 'refused']);
  await expect.poll(() => board.view('board').speaking).toEqual([callId]);
  hall = await hall.restart();
  expect(hall.hub.state().callById.get(callId as never)?.speech).toMatchObject({ reason: 'interrupted' });
  const { board: again } = await announcers();
  expect(waiting(again)).toEqual([]);
  expect(await claim(again, callId)).toBe('refused');
  await again.command(said(callId));
  expect(hall.hub.state().callById.get(callId as never)?.speech).toMatchObject({ outcome: 'spoken' });
});
