import { afterEach, beforeEach, expect, test } from 'vitest';
import { rebuildTables } from './store/rebuild-tables.ts';
import { randomId, type RawClient } from './testing/raw-client.ts';
import { agentCredentials, eventsOf, found, startTestHub, type TestHub } from './testing/test-hub.ts';

let hall: TestHub;
let agent: RawClient;
let manager: RawClient;
beforeEach(async () => {
  hall = await startTestHub();
  [agent, manager] = await Promise.all([hall.agent(), hall.manager()]);
});
afterEach(() => hall.discard());

const day = '2026-11-22';
const items = [{ itemId: 'D01-01', count: 1 }];
const number = () => ({ prefix: 'A', n: found(agentCredentials(hall.data).band).first });
const enter = (ticketId: string) => ({ type: 'ticket.enter', ticketId, number: number(), items, language: 'zh', issuedAt: hall.clock.now });
const tell = (ticketId: string, instead: unknown = null) => ({
  type: 'ticket.issueOffline', ticketId, number: number(), queueId: 'q-market', items, language: 'zh', day, issuedAt: hall.clock.now, paper: 'pending', instead,
});
const rows = () => hall.hub.store.db.prepare('select ticket_id as ticketId, n, status, reason, paper from ticket join stop using (ticket_id) order by issue_seq').all();

test.each(['by its QR code', 'by its number'])('a number entered at the desk %s, told of by its kiosk later, is one ticket; what the kiosk’s lost question had made ends', async (how) => {
  const intent = { hallId: 'sample', commandId: randomId(), expiresAt: hall.clock.now + 3_000, command: { type: 'ticket.issue', ticketId: randomId(), items, language: 'zh', paper: 'pending' } };
  const told = randomId();
  const entered = how === 'by its QR code' ? told : randomId();
  eventsOf(await manager.command(enter(entered)));
  eventsOf(await agent.send(intent));
  const fact = tell(told, { commandId: intent.commandId, ticketId: intent.command.ticketId });
  expect(eventsOf(await agent.command(fact)).map(({ event }) => event.type)).toEqual(['ticket.cancelled', 'ticket.recognized']);
  expect(await agent.command(fact)).toMatchObject({ kind: 'accepted' });
  eventsOf(await agent.command({ type: 'paper.report', ticketId: told, day, jobId: randomId(), copy: 0, outcome: 'printed', at: hall.clock.now }));
  expect(rows()).toEqual([
    { ticketId: entered, n: number().n, status: 'waiting', reason: null, paper: 'printed' },
    { ticketId: intent.command.ticketId, n: 1, status: 'cancelled', reason: 'superseded', paper: 'pending' },
  ]);
  expect(rebuildTables(hall.hub.store.db).differing).toEqual([]);
});

test.each(['its kiosk tells of it', 'the desk enters it again'])('a number cancelled at the desk as a mistake waits after all when %s, and the tables say so', async (how) => {
  const [entered, told] = [randomId(), randomId()];
  eventsOf(await manager.command(enter(entered)));
  eventsOf(await manager.command({ type: 'ticket.cancel', ticketId: entered, reason: 'mistake' }));
  const again = how === 'its kiosk tells of it' ? await agent.command(tell(told)) : await manager.command({ ...enter(told), personClass: 'elder' });
  expect(eventsOf(again)[0]?.event).toMatchObject({ type: 'ticket.revived', ticketId: entered, as: told });
  eventsOf(await agent.command({ type: 'paper.report', ticketId: how === 'its kiosk tells of it' ? told : entered, day, jobId: randomId(), copy: 0, outcome: 'printed', at: hall.clock.now }));
  expect(rows()).toEqual([{ ticketId: entered, n: number().n, status: 'waiting', reason: null, paper: 'printed' }]);
  expect(hall.hub.store.db.prepare('select device, person_class as who from ticket').all()).toEqual([how === 'its kiosk tells of it' ? { device: 'kiosk-1', who: 'ordinary' } : { device: 'guide-desk', who: 'elder' }]);
  expect(rebuildTables(hall.hub.store.db).differing).toEqual([]);
});

test('a mistake of a day that is over is put right by its kiosk in the tables of that day, once', async () => {
  const [entered, told] = [randomId(), randomId()];
  eventsOf(await manager.command(enter(entered)));
  eventsOf(await manager.command({ type: 'ticket.cancel', ticketId: entered, reason: 'mistake' }));
  hall.clock.now += 24 * 3_600_000;
  await hall.hub.tick();
  expect(eventsOf(await agent.command(tell(told))).map(({ event }) => event.type)).toEqual(['ticket.revived', 'ticket.abandoned']);
  expect(eventsOf(await agent.command(tell(told)))).toEqual([]);
  expect(rows()).toMatchObject([{ ticketId: entered, status: 'abandoned', reason: 'dayClosed' }]);
  expect(rebuildTables(hall.hub.store.db).differing).toEqual([]);
});

test('where the desk had typed another number, the tables know each paper by its own: beside its code at once, else when the entry is cancelled as a mistake', async () => {
  const [p, q, r, entry] = Array.from({ length: 4 }, () => randomId()) as [string, string, string, string];
  const at = (n: number) => ({ number: { ...number(), n: number().n + n } });
  eventsOf(await manager.command({ ...enter(p), ...at(1) }));
  eventsOf(await agent.command({ ...tell(p), ...at(0) }));
  eventsOf(await agent.command({ ...tell(q), ...at(1) }));
  eventsOf(await manager.command({ ...enter(entry), ...at(2), personClass: 'elder' }));
  eventsOf(await agent.command({ ...tell(r), ...at(2) }));
  expect(eventsOf(await manager.command({ type: 'ticket.cancel', ticketId: entry, reason: 'mistake' })).map(({ event }) => event.type)).toEqual(['ticket.cancelled', 'ticket.revived']);
  expect(rows()).toEqual([
    { ticketId: p, n: number().n, status: 'waiting', reason: null, paper: 'printed' }, { ticketId: q, n: number().n + 1, status: 'waiting', reason: null, paper: 'pending' },
    { ticketId: entry, n: number().n + 2, status: 'waiting', reason: null, paper: 'pending' },
  ]);
  expect(hall.hub.store.db.prepare('select device, person_class as who from ticket where ticket_id = ?').get(entry)).toEqual({ device: 'kiosk-1', who: 'ordinary' });
  expect(rebuildTables(hall.hub.store.db).differing).toEqual([]);
});

test('a late intent of the kiosk gets the answer to its fact, and makes no second ticket', async () => {
  const intent = { hallId: 'sample', commandId: randomId(), expiresAt: hall.clock.now + 3_000, command: { type: 'ticket.issue', ticketId: randomId(), items, language: 'zh', paper: 'pending' } };
  eventsOf(await manager.command(enter(randomId())));
  const merged = await agent.command(tell(randomId(), { commandId: intent.commandId, ticketId: intent.command.ticketId }));
  expect(await agent.send(intent)).toEqual(merged);
  expect(rows()).toHaveLength(1);
});

test('on a later day and after a restart the kiosk’s own id still leads to the ticket', async () => {
  const [entered, told] = [randomId(), randomId()];
  eventsOf(await manager.command(enter(entered)));
  hall.clock.now += 24 * 3_600_000;
  await hall.hub.tick();
  expect(eventsOf(await agent.command(tell(told)))).toMatchObject([{ day, event: { type: 'ticket.recognized', ticketId: entered, as: told, lateDay: day } }]);
  hall = await hall.restart();
  agent = await hall.agent();
  expect(eventsOf(await agent.command({ type: 'reprint.record', ticketId: told, day, jobId: randomId(), copy: 1, at: hall.clock.now }))).toMatchObject([{ event: { ticketId: entered } }]);
  expect(rebuildTables(hall.hub.store.db).differing).toEqual([]);
});

test('a ticket printed for the desk is ordered from its agent, and only managers give numbers by hand', async () => {
  const clerk = await hall.clerk('w1');
  const issue = { type: 'ticket.issueAtDesk', ticketId: randomId(), items, language: 'zh', printer: { deviceId: 'kiosk-1', jobId: randomId() } };
  for (const peer of [clerk, agent]) expect(await peer.command(issue)).toMatchObject({ kind: 'rejected', rejection: { code: 'command.notPermitted' } });
  expect(eventsOf(await manager.command(issue)).map(({ event }) => event.type)).toEqual(['ticket.issued', 'ticket.printOrdered']);
  eventsOf(await agent.command({ type: 'paper.report', ticketId: issue.ticketId, day, jobId: issue.printer.jobId, copy: 0, outcome: 'printed', at: hall.clock.now }));
  expect([rows(), hall.hub.store.db.prepare('select copy, outcome from reprint').all()]).toMatchObject([[{ n: 1, paper: 'printed' }], [{ copy: 0, outcome: 'printed' }]]);
  const display = hall.hub.store.db.prepare<[], string>("select device_id from device where kind = 'display'").pluck().get() ?? '';
  for (const deviceId of ['kiosk-9', display]) expect(await manager.command({ ...issue, ticketId: randomId(), printer: { deviceId, jobId: randomId() } })).toMatchObject({ kind: 'rejected', rejection: { code: 'printer.unknown', deviceId } });
  expect(await manager.command({ ...issue, ticketId: randomId(), items: [] })).toMatchObject({ kind: 'rejected', rejection: { code: 'command.malformed', path: 'command.items' } });
});
