import type { StoredEvent } from '@hallcall/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { rebuildTables } from './store/rebuild-tables.ts';
import { randomId, type RawClient } from './testing/raw-client.ts';
import { agentCredentials, eventsOf, found, issueTicket, startTestHub, type TestHub } from './testing/test-hub.ts';

let hall: TestHub;
let agent: RawClient;
beforeEach(async () => {
  hall = await startTestHub();
  agent = await hall.agent();
});
afterEach(() => hall.discard());

const day = '2026-11-22';
const types = (events: readonly StoredEvent[]) => events.map(({ event }) => event.type);
const issue = (ticketId: string) => ({ type: 'ticket.issue', ticketId, items: [{ itemId: 'D01-01', count: 1 }], language: 'zh', paper: 'none' });
const offline = (more: Record<string, unknown> = {}) => ({
  type: 'ticket.issueOffline', ticketId: randomId(), number: { prefix: 'A', n: found(agentCredentials(hall.data).band).first },
  queueId: 'q-market', items: [{ itemId: 'D01-01', count: 1 }], language: 'zh', day, issuedAt: hall.clock.now, paper: 'none', instead: null, ...more,
});

test('lost acknowledgement: the printed number stays, the other is superseded, and a window calling it becomes idle', async () => {
  const intent = { hallId: 'sample', commandId: randomId(), expiresAt: hall.clock.now + 3_000, command: issue(randomId()) };
  const online = await agent.send(intent);
  const clerk = await hall.clerk('w1');
  eventsOf(await clerk.command({ type: 'window.open', windowId: 'w1' }));
  eventsOf(await clerk.command({ type: 'window.callNext', windowId: 'w1', active: null }));
  const fact = offline({ instead: { commandId: intent.commandId, ticketId: intent.command.ticketId } });
  expect(types(eventsOf(await agent.command(fact)))).toEqual(['ticket.cancelled', 'ticket.issued']);
  expect(found(hall.hub.state().windowById.get('w1' as never)).active).toBeNull();
  expect(await agent.send(intent)).toEqual(online);
  const rows = hall.hub.store.db.prepare(`select n, status, reason from ticket join stop using (ticket_id) order by n`).all();
  expect(rows).toEqual([{ n: 1, status: 'cancelled', reason: 'superseded' }, { n: 5000, status: 'waiting', reason: null }]);
});

test('an intent that arrives after the fact gets the fact’s events, whatever its body', async () => {
  const commandId = randomId();
  const fact = offline({ instead: { commandId, ticketId: randomId() } });
  const merged = await agent.command(fact);
  expect(types(eventsOf(merged))).toEqual(['ticket.issued']);
  const late = { hallId: 'sample', commandId, expiresAt: hall.clock.now + 3_000, command: issue(randomId()) };
  expect(await agent.send(late)).toEqual(merged);
  const manager = await hall.manager();
  expect(await manager.send(late)).toEqual({ kind: 'rejected', rejection: { code: 'command.conflict' } });
  hall = await hall.restart();
  agent = await hall.agent();
  expect(await agent.send(late)).toEqual(merged);
  expect(hall.hub.state().ticketById.size).toBe(1);
});

test('the same ticket under another command id gets its stored events', async () => {
  const fact = offline();
  const first = await agent.command(fact);
  expect(await agent.command(fact)).toEqual(first);
  expect(hall.hub.state().ticketById.size).toBe(1);
});

test('a fact of a closed day is stored late and leaves the open day alone; its intent is found in the tables', async () => {
  const intent = { hallId: 'sample', commandId: randomId(), expiresAt: hall.clock.now + 3_000, command: issue(randomId()) };
  eventsOf(await agent.send(intent));
  hall.clock.now += 24 * 3_600_000;
  await hall.hub.tick();
  await hall.hub.tick();
  expect(hall.hub.state().day?.date).toBe('2026-11-23');
  const fact = offline({ instead: { commandId: intent.commandId, ticketId: intent.command.ticketId } });
  const stored = eventsOf(await agent.command(fact));
  expect(stored.map((event) => [event.event.type, event.day])).toEqual([
    ['ticket.cancelled', day], ['ticket.issued', day], ['ticket.abandoned', day],
  ]);
  expect(hall.hub.state().ticketById.size).toBe(0);
  const rows = hall.hub.store.db.prepare(`select day, n, late, status, reason from ticket join stop using (ticket_id) order by n`).all();
  expect(rows).toEqual([
    { day, n: 1, late: 0, status: 'cancelled', reason: 'superseded' },
    { day, n: 5000, late: 1, status: 'abandoned', reason: 'dayClosed' },
  ]);
});

test('a fact of a day to come stays with its sender', async () => {
  expect(await agent.command(offline({ day: '2026-11-24' }))).toEqual({ kind: 'fault', fault: { code: 'day.notOpen' } });
});

test('a number of another kiosk’s band is refused', async () => {
  expect(await agent.command(offline({ number: { prefix: 'A', n: 9_999 } }))).toEqual({ kind: 'rejected', rejection: { code: 'numbers.notYours', n: 9_999 } });
});

test('facts carry no end', async () => {
  expect(await agent.command(offline(), { expiresAt: hall.clock.now + 1_000 })).toMatchObject({ rejection: { code: 'command.malformed', path: 'expiresAt' } });
});

test('an intent taken just before the day changed ends in its own day, and the printed number waits in the new one', async () => {
  const old = await issueTicket(agent);
  await nextDay();
  const fact = offline({ day: '2026-11-23', issuedAt: hall.clock.now, instead: { commandId: randomId(), ticketId: old.ticketId } });
  expect(eventsOf(await agent.command(fact)).map(({ event, day: of }) => [event.type, of])).toEqual([
    ['ticket.cancelled', day], ['ticket.issued', '2026-11-23'],
  ]);
  expect([...hall.hub.state().ticketById.values()].map(({ number, stops }) => [number.n, stops[0]?.life.status])).toEqual([[5000, 'waiting']]);
  expect(rebuildTables(hall.hub.store.db).differing).toEqual([]);
});

test('a fact of yesterday names an intent that the hub took only today', async () => {
  await nextDay();
  const young = await issueTicket(agent);
  eventsOf(await agent.command(offline({ instead: { commandId: randomId(), ticketId: young.ticketId } })));
  expect(hall.hub.state().ticketById.get(young.ticketId as never)?.stops[0]?.life).toMatchObject({ status: 'cancelled', reason: 'superseded' });
  expect(statusOf(young.ticketId)).toBe('cancelled');
});

test('a superseded ticket that was missed and abandoned is cancelled in memory and in the tables', async () => {
  const old = await issueTicket(agent);
  const clerk = await hall.clerk('w1');
  eventsOf(await clerk.command({ type: 'window.open', windowId: 'w1' }));
  eventsOf(await clerk.command({ type: 'window.callNext', windowId: 'w1', active: null }));
  for (let calls = 1; calls < 3; calls += 1) {
    hall.clock.now += 5_000;
    eventsOf(await clerk.command({ type: 'ticket.recall', windowId: 'w1', ticketId: old.ticketId }));
  }
  hall.clock.now += 10_000;
  eventsOf(await clerk.command({ type: 'stop.miss', windowId: 'w1', ticketId: old.ticketId }));
  hall.clock.now += 30 * 60_000;
  await hall.hub.tick();
  expect(statusOf(old.ticketId)).toBe('abandoned');
  eventsOf(await agent.command(offline({ instead: { commandId: randomId(), ticketId: old.ticketId } })));
  expect(hall.hub.state().ticketById.get(old.ticketId as never)?.stops[0]?.life.status).toBe('cancelled');
  expect(statusOf(old.ticketId)).toBe('cancelled');
});

const statusOf = (ticketId: string) => hall.hub.store.db.prepare('select status from stop where ticket_id = ?').pluck().get(ticketId);

async function nextDay(): Promise<void> {
  hall.clock.now += 24 * 3_600_000;
  await hall.hub.tick();
  await hall.hub.tick();
}
