import { expect, test } from 'vitest';
import { rebuildTables } from '../store/rebuild-tables.ts';
import { ask, bearer } from '../testing/http-client.ts';
import { randomId } from '../testing/raw-client.ts';
import { agentCredentials, eventsOf, found, issueTicket, startTestHub, type TestHub } from '../testing/test-hub.ts';

const item = 'D01-01';
const missing = { materials: ['form', 'id'], other: null, note: null };

/** Somebody is sent away from window 1; gives the ticket and the code. */
async function lack(hall: TestHub): Promise<{ readonly ticketId: string; readonly code: string }> {
  const [agent, desk] = [await hall.agent(), await hall.clerk('w1')];
  await desk.command({ type: 'window.open', windowId: 'w1' });
  const { ticketId } = await issueTicket(agent, item);
  eventsOf(await desk.command({ type: 'window.callNext', windowId: 'w1', active: null }));
  const finished = await desk.command({ type: 'stop.finish', windowId: 'w1', ticketId, outcome: 'materialsMissing', count: 1, caseRef: null, missing });
  const [event] = eventsOf(finished).map(({ event: one }) => one);
  if (event?.type !== 'stop.finished') throw new Error('not finished');
  return { ticketId, code: found(event.missing?.pass).code };
}

const read = (hall: TestHub, code: string, token = agentCredentials(hall.data).token) => ask(hall.hub.url, 'GET', `/pass/${code}`, undefined, bearer(token));
const take = async (hall: TestHub, code: string) =>
  (await hall.agent()).command({ type: 'ticket.issue', ticketId: randomId(), items: [{ itemId: item, count: 1 }], language: 'zh', paper: 'none', pass: code });

test('an agent reads what a pass is good for, and a manager; nobody else does', async () => {
  const hall = await startTestHub();
  const { code } = await lack(hall);
  expect(await read(hall, code)).toMatchObject({ status: 200, body: { ...missing, items: [{ itemId: item, count: 1 }], windowId: 'w1', date: '2026-11-22', validUntil: '2026-11-27' } });
  expect(await read(hall, '00000000')).toMatchObject({ status: 404, body: { code: 'pass.unknown' } });
  expect((await read(hall, code, hall.sample.manager.token)).status).toBe(200);
  for (const token of [found(hall.sample.windows[0]).token, found(hall.sample.boards[0]).token]) expect((await read(hall, code, token)).body).toEqual({ code: 'session.notPermitted' });
  expect((await ask(hall.hub.url, 'GET', `/pass/${code}`, undefined, {})).body).toEqual({ code: 'session.required' });
  await hall.discard();
});

test('a pass outlives the day and the hub, is used by one ticket, and comes back when that ticket is cancelled', async () => {
  const hall = await startTestHub();
  const { code } = await lack(hall);
  hall.clock.now += 24 * 3_600_000;
  await hall.hub.tick();
  const again = await hall.restart();
  await again.hub.tick();
  expect((await read(again, code)).status).toBe(200);
  const [issued] = eventsOf(await take(again, code)).map(({ event }) => event);
  expect(issued).toMatchObject({ type: 'ticket.issued', pass: { ...missing, windowId: 'w1', date: '2026-11-22' } });
  expect(await read(again, code)).toMatchObject({ status: 409, body: { code: 'pass.used' } });
  expect(await take(again, code)).toEqual({ kind: 'rejected', rejection: { code: 'pass.used' } });
  const ticketId = issued && 'ticketId' in issued ? issued.ticketId : '';
  again.clock.now += 24 * 3_600_000;
  await again.hub.tick();
  // Abandoned at the close: never served.
  expect((await read(again, code)).status).toBe(200);
  eventsOf(await take(again, code));
  expect(again.hub.store.db.prepare('select used_by <> ? from return_pass').pluck().get(ticketId)).toBe(1);
  expect(rebuildTables(again.hub.store.db).differing).toEqual([]);
  again.clock.now += 24 * 3_600_000 * 5;
  await again.hub.tick();
  expect(await read(again, code)).toMatchObject({ status: 410, body: { code: 'pass.expired', validUntil: '2026-11-27' } });
  await again.discard();
});

test('what an undone finish had given is void, also in the tables', async () => {
  const hall = await startTestHub();
  const { ticketId, code } = await lack(hall);
  const desk = await hall.clerk('w1');
  eventsOf(await desk.command({ type: 'action.undo', windowId: 'w1', ticketId, what: 'finish' }));
  expect(await read(hall, code)).toMatchObject({ status: 410, body: { code: 'pass.voided' } });
  eventsOf(await desk.command({ type: 'stop.finish', windowId: 'w1', ticketId, outcome: 'materialsMissing', count: 1, caseRef: null, missing }));
  expect(hall.hub.store.db.prepare('select voided, count(*) from return_pass group by voided').raw().all()).toEqual([[0, 1], [1, 1]]);
  expect(rebuildTables(hall.hub.store.db).differing).toEqual([]);
  await hall.discard();
});

test('two kiosks that take a number with one pass at the same moment get one', async () => {
  const hall = await startTestHub();
  const { code } = await lack(hall);
  const replies = await Promise.all([take(hall, code), take(hall, code), take(hall, code)]);
  expect(replies.map(({ kind }) => kind).toSorted()).toEqual(['accepted', 'rejected', 'rejected']);
  await hall.discard();
});
