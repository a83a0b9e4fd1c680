// Calls that an emergency cuts off: claimed again afterwards, once at a time, whatever clocks and disks do meanwhile.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RawClient } from '../testing/raw-client.ts';
import { eventsOf, issueTicket, startTestHub, type TestHub } from '../testing/test-hub.ts';

let hall: TestHub;
beforeEach(async () => {
  hall = await startTestHub();
});
afterEach(() => hall.discard());

type Devices = { readonly board: RawClient; readonly agent: RawClient };

async function announcers(): Promise<Devices> {
  const devices = { board: await hall.board(), agent: await hall.agent() };
  for (const client of Object.values(devices)) client.emit('announcer', { canSpeak: true });
  await expect.poll(() => devices.board.view('voice').zones.some(({ zone }) => zone === 'B1')).toBe(true);
  return devices;
}

/** A visitor called to window 1, in zone B1, and the call claimed by the board. */
async function claimedCall({ board, agent }: Devices): Promise<string> {
  const clerk = await hall.clerk('w1');
  await issueTicket(agent);
  eventsOf(await clerk.command({ type: 'window.open', windowId: 'w1' }));
  const [event] = eventsOf(await clerk.command({ type: 'window.callNext', windowId: 'w1', active: null }));
  const callId = event?.event.type === 'ticket.called' ? event.event.callId : '';
  expect(await claim(board, callId)).toBe('granted');
  return callId;
}

const claim = (client: RawClient, callId: string) => client.ask('claimSpeech', { callId, zone: 'B1', durationMs: 5_000 });
const say = (callId: string, more: Record<string, unknown> = {}) =>
  ({ type: 'speech.report', speech: [{ callId, zone: 'B1', outcome: 'failed', reason: 'interrupted', at: hall.clock.now, ...more }] });
const waiting = (client: RawClient): readonly string[] => client.view('voice').zones.find(({ zone }) => zone === 'B1')?.calls.map(({ callId }) => callId) ?? [];
const speechOf = (callId: string) => hall.hub.state().callById.get(callId as never)?.speech;

async function emergency(isOn: boolean): Promise<void> {
  const manager = await hall.manager();
  eventsOf(await manager.command(isOn ? { type: 'emergency.begin', kind: 'evacuate' } : { type: 'emergency.end' }));
  manager.close();
}

/** Seconds in which both go on reporting and the hub ticks. */
async function pass(seconds: number, { board, agent }: Devices): Promise<void> {
  for (let left = seconds; left > 0; left -= 1) {
    hall.clock.now += 1_000;
    for (const client of [board, agent]) client.emit('announcer', { canSpeak: true });
    await agent.ask('claimSpeech', null);
    await hall.hub.tick();
  }
}

test('the table of calls says what the state says, after the interruption and after the second try', async () => {
  const devices = await announcers();
  const callId = await claimedCall(devices);
  const row = () => hall.hub.store.db.prepare('select speech, speech_reason as reason from call where call_id = ?').get(callId);
  await emergency(true);
  await devices.board.command(say(callId));
  expect(row()).toEqual({ speech: 'failed', reason: 'interrupted' });
  await emergency(false);
  await expect.poll(() => waiting(devices.board)).toEqual([callId]);
  expect(await claim(devices.board, callId)).toBe('granted');
  await devices.board.command(say(callId, { outcome: 'spoken', reason: null }));
  expect([speechOf(callId), row()]).toMatchObject([{ outcome: 'spoken', reason: null }, { speech: 'spoken', reason: null }]);
});

test('a device whose clock is behind gives its claim back all the same', async () => {
  const devices = await announcers();
  const callId = await claimedCall(devices);
  await emergency(true);
  await devices.board.command(say(callId, { at: hall.clock.now - 500 }));
  await emergency(false);
  await pass(11, devices);
  await expect.poll(() => waiting(devices.board)).toEqual([callId]);
  expect(speechOf(callId)).toMatchObject({ reason: 'interrupted' });
});

test('an outage of the store while an interruption ends the claim does not bar the call', async () => {
  const devices = await announcers();
  const callId = await claimedCall(devices);
  await emergency(true);
  const { engine, store: { db } } = hall.hub;
  // The group right behind the report's own is too large for the disk.
  let isArmed = true;
  const disarm = engine.afterGroup(() => {
    if (!isArmed || speechOf(callId) === null) return;
    isArmed = false;
    db.pragma(`max_page_count = ${Number(db.pragma('page_count', { simple: true }))}`);
    void engine.change(() => db.exec(`insert into meta values ('big', hex(zeroblob(2000000)))`)).catch(() => undefined);
  });
  await devices.board.command(say(callId));
  await expect.poll(() => engine.isAvailable()).toBe(false);
  db.pragma('max_page_count = 1000000');
  await expect.poll(() => engine.isAvailable(), { timeout: 10_000 }).toBe(true);
  disarm();
  await emergency(false);
  await pass(2, devices);
  await expect.poll(() => waiting(devices.board)).toEqual([callId]);
  expect(await claim(devices.board, callId)).toBe('granted');
});

test('a clock set back between interruption and second claim does not free that claim', async () => {
  const before = await announcers();
  await pass(30, before);
  const callId = await claimedCall(before);
  await emergency(true);
  await before.board.command(say(callId));
  await emergency(false);
  hall.clock.now -= 20_000;
  hall = await hall.restart();
  const after = await announcers();
  await expect.poll(() => waiting(after.board)).toEqual([callId]);
  expect(await claim(after.board, callId)).toBe('granted');
  await hall.hub.tick();
  expect(await claim(after.board, callId)).toBe('refused');
  await expect.poll(() => waiting(after.board)).toEqual([]);
});
