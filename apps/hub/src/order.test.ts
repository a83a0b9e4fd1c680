import { rmSync } from 'node:fs';
import type { BookingsReply } from '@hallcall/protocol';
import { expect, test } from 'vitest';
import { rebuildTables } from './store/rebuild-tables.ts';
import { openStore } from './store/open-store.ts';
import { ask, bearer } from './testing/http-client.ts';
import { openOffice } from './testing/office-hub.ts';
import { randomId } from './testing/raw-client.ts';
import { eventsOf, issueTicket, startTestHub } from './testing/test-hub.ts';

const elder = () => ({
  type: 'ticket.issue', ticketId: randomId(), items: [{ itemId: 'D01-01', count: 1 }], language: 'zh', paper: 'none', personClass: 'elder', needs: ['escort'],
  booked: { from: 1, to: 2 },
});

test('an elder is called before an ordinary visitor, who can learn why; the read tables say what the log says', async () => {
  const hall = await startTestHub();
  const [agent, clerk, manager] = await Promise.all([hall.agent(), hall.clerk('w1'), hall.manager()]);
  const ordinary = await issueTicket(agent);
  const last = await issueTicket(agent);
  const command = elder();
  await agent.command(command);
  await manager.command({ type: 'ticket.makeUrgent', ticketId: last.ticketId, reason: 'unwell' });
  await clerk.command({ type: 'window.open', windowId: 'w1' });
  const call = async (active: string | null) => {
    const reply = await clerk.command({ type: 'window.callNext', windowId: 'w1', active });
    const called = eventsOf(reply).flatMap(({ event }) => (event.type === 'ticket.called' ? [event] : []))[0];
    await clerk.command({ type: 'stop.start', windowId: 'w1', ticketId: called?.ticketId });
    return called;
  };
  expect(await call(null)).toMatchObject({ ticketId: last.ticketId, why: 'urgent' });
  expect(await call(last.ticketId)).toMatchObject({ ticketId: command.ticketId, why: 'preferred', passed: [ordinary.ticketId], row: 1 });
  const why = async (number: string, token: string | null) => {
    const { status, body } = await ask(hall.hub.url, 'GET', `/why/${number}`, undefined, token === null ? {} : bearer(token));
    return [status, body] as const;
  };
  const { token } = hall.sample.manager;
  expect(await why('A1', token)).toMatchObject([200, {
    ticketId: ordinary.ticketId, waits: [{ queueId: 'q-market', bound: 1, overtaken: 1, ahead: 0, waitMinutes: expect.any(Number) }],
    calls: [{ number: { n: 3 }, rule: 'preferred', overtaken: { count: 1, bound: 1 } }, { number: { n: 2 }, rule: 'urgent' }],
  }]);
  expect([await why('A3', token), await why('A9', token), await why('A1', null), await why('A1', hall.sample.boards[0]?.token ?? '')]).toEqual([
    [409, { code: 'ticket.notWaiting' }], [404, { code: 'ticket.unknown' }], [401, { code: 'session.required' }], [403, { code: 'session.notPermitted' }],
  ]);
  await expect.poll(() => manager.view('console').urgent).toMatchObject({ count: 1, listed: [{ number: { n: 2 }, reason: 'unwell' }] });
  await hall.close();
  const { db, close } = openStore({ folder: hall.data });
  const tickets = 'select n, person_class, needs, booked_to, urgent_reason, bound, overtaken from ticket join stop using (ticket_id) order by n';
  expect(db.prepare(tickets).raw().all()).toEqual([
    [1, 'ordinary', null, null, null, 1, 1], [2, 'ordinary', null, null, 'unwell', 2, 0], [3, 'elder', '["escort"]', 2, null, null, 0],
  ]);
  expect(db.prepare('select why, chosen_reason from call order by at, why').raw().all()).toEqual([['preferred', null], ['urgent', null]]);
  expect(rebuildTables(db).differing).toEqual([]);
  close();
});

for (const hidesClassBeforeCall of [true, false]) {
  test(`a clerk learns of those who wait who is preferred and who has booked only where the hall does not hide it: ${hidesClassBeforeCall}`, async () => {
    const hall = await openOffice('2026-11-23T10:00:00+08:00', (document) => Object.assign(document, { policy: { ...Object(document['policy']), hidesClassBeforeCall } }));
    const [agent, clerk] = [await hall.agent(), bearer(hall.clerkToken('w1'))];
    const manager = bearer(hall.managerToken);
    await agent.command({ ...elder(), paper: 'none', booked: undefined });
    const { queues } = (await ask(hall.hub.url, 'GET', '/bookings', undefined, manager)).body as BookingsReply;
    const [slot] = queues.find(({ queueId }) => queueId === 'q-market')?.slots ?? [];
    const order = { bookingId: randomId(), items: [{ itemId: 'D01-01', count: 1 }], date: '2026-11-23', from: slot?.from, to: slot?.to, number: null, replaces: null };
    const { body } = await ask(hall.hub.url, 'POST', '/bookings', order, manager);
    eventsOf(await agent.command({ ...elder(), personClass: 'ordinary', needs: [], booked: undefined, booking: (body as { code: string }).code }));
    const seen = async (who: Record<string, string>) => [
      (await ask(hall.hub.url, 'GET', '/why/A1', undefined, who)).body, ((await ask(hall.hub.url, 'GET', '/bookings', undefined, who)).body as BookingsReply).bookings.map(({ number }) => number),
    ];
    const open = [expect.objectContaining({ waits: [expect.objectContaining({ bound: null })] }), [{ prefix: 'A', n: 2 }]];
    expect(await seen(manager)).toEqual(open);
    expect(await seen(clerk)).toEqual(hidesClassBeforeCall ? [{ code: 'session.notPermitted' }, [null]] : open);
    await hall.hub.close();
    rmSync(hall.data, { recursive: true });
  });
}
