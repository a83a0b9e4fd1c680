import { expect, test } from 'vitest';
import { eventsOf, issueTicket, startTestHub } from '../testing/test-hub.ts';

test('the database itself refuses rows that break a promise', async () => {
  const hall = await startTestHub();
  const agent = await hall.agent();
  const first = await issueTicket(agent);
  const second = await issueTicket(agent);
  const clerk = await hall.clerk('w1');
  eventsOf(await clerk.command({ type: 'window.open', windowId: 'w1' }));
  eventsOf(await clerk.command({ type: 'window.callNext', windowId: 'w1', active: null }));
  const { db } = hall.hub.store;
  const refused = (sql: string): void => expect(() => db.exec(sql)).toThrow(/constraint|append-only|final/);

  refused(`update ticket set n = 1 where ticket_id = '${second.ticketId}'`);
  refused(`update stop set status = 'called', window_id = 'w1', clerk_id = 'c1' where ticket_id = '${second.ticketId}'`);
  refused(`insert into stop (ticket_seq, ticket_id, stop, queue_id, items, place_at, place_tie, status, changed_at, window_id, clerk_id)
    select ticket_seq, ticket_id, 1, 'q', '[]', 0, 0, 'serving', 0, 'w2', 'c2' from stop where ticket_id = '${first.ticketId}'`);
  refused(`insert into window (window_id, ticket_id, stop, changed_at) values ('w2', '${first.ticketId}', 0, 0)`);
  refused(`insert into window (window_id, clerk_id, changed_at) values ('w2', 'c1', 0)`);
  refused(`update stop set status = 'called', window_id = null where ticket_id = '${first.ticketId}'`);
  refused(`update stop set status = 'lost' where ticket_id = '${first.ticketId}'`);
  refused(`update event set at = 0 where seq = 1`);
  refused(`delete from event where seq = 1`);
  refused(`insert into event select seq + 1000, epoch, day, at, actor, command_id, ordinal, type, body, hash from event where command_id is not null`);
  refused(`update config set hall = '{}'`);
  refused(`delete from config`);
  refused(`insert into command select * from command`);
  await hall.discard();
});
