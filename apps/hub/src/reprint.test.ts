import { expect, test } from 'vitest';
import { rebuildTables } from './store/rebuild-tables.ts';
import { randomId } from './testing/raw-client.ts';
import { eventsOf, issueTicket, startTestHub } from './testing/test-hub.ts';

test('a job id that two tickets share, or that a late fact repeats, does not stop the hub', async () => {
  const hall = await startTestHub();
  const [agent, manager] = await Promise.all([hall.agent(), hall.manager()]);
  const tickets = [await issueTicket(agent), await issueTicket(agent)];
  const jobId = randomId();
  for (const { ticketId } of tickets) eventsOf(await manager.command({ type: 'ticket.reprint', ticketId, jobId, deviceId: 'kiosk-1' }));
  hall.clock.now += 24 * 3_600_000;
  await hall.hub.tick();
  const again = { type: 'reprint.record', ticketId: tickets[0]?.ticketId, day: '2026-11-22', jobId, copy: 1, at: hall.clock.now };
  eventsOf(await agent.command(again));
  expect(hall.hub.store.db.prepare('select count(*) from reprint').pluck().get()).toBe(2);
  expect(rebuildTables(hall.hub.store.db).differing).toEqual([]);
  await hall.discard();
});
