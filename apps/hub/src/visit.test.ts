import { expect, test } from 'vitest';
import { eventsOf, issueTicket, startTestHub } from './testing/test-hub.ts';

test('a ticket is issued, called, shown, started and finished, and every role sees it', async () => {
  const hall = await startTestHub();
  const [agent, clerk, board, manager] = await Promise.all([hall.agent(), hall.clerk('w1'), hall.board(), hall.manager()]);
  const { ticketId, n } = await issueTicket(agent);
  expect(n).toBe(1);
  expect(eventsOf(await clerk.command({ type: 'window.open', windowId: 'w1' })).map(({ event }) => event.type)).toEqual(['window.opened']);
  const called = eventsOf(await clerk.command({ type: 'window.callNext', windowId: 'w1', active: null }))[0]?.event;
  expect(called).toMatchObject({ type: 'ticket.called', ticketId, windowId: 'w1' });
  await expect.poll(() => board.view('board').calls[0]?.number).toEqual({ prefix: 'A', n: 1 });
  const call = board.view('board').calls[0];
  const shown = await board.command({ type: 'call.acknowledge', shown: [{ callId: call?.callId, zone: call?.zone, at: hall.clock.now }] });
  expect(eventsOf(shown).map(({ event }) => event.type)).toEqual(['call.shown']);
  hall.clock.now += 60_000;
  expect(eventsOf(await clerk.command({ type: 'stop.start', windowId: 'w1', ticketId })).map(({ event }) => event.type)).toEqual(['stop.started']);
  const finish = { type: 'stop.finish', windowId: 'w1', ticketId, outcome: 'accepted', count: 1, caseRef: null };
  expect(eventsOf(await clerk.command(finish)).map(({ event }) => event.type)).toEqual(['stop.finished']);
  await expect.poll(() => manager.view('console').totals.done).toBe(1);
  expect(manager.view('log').lines[0]).toMatchObject({ type: 'stop.finished', number: { prefix: 'A', n: 1 }, windowId: 'w1', outcome: 'accepted' });
  await hall.discard();
});
