import { eventsOf, type Peer } from './peer.ts';

/** Opens the window if need be, then calls and finishes until nobody is left. Ticket ids in the order of their calls. */
export async function serveEverybody(clerk: Peer, windowId: string): Promise<string[]> {
  const send = async (command: Record<string, unknown>) => eventsOf(await clerk.send(clerk.message({ ...command, windowId })));
  const { status, active } = clerk.view('window');
  if (status === 'closed') await send({ type: 'window.open' });
  const finish = { type: 'stop.finish', outcome: 'completed', count: 1, caseRef: null };
  if (active) await send({ ...finish, ticketId: active.ticketId });
  const called: string[] = [];
  for (;;) {
    const reply = await clerk.send(clerk.message({ type: 'window.callNext', windowId, active: null }));
    if (reply?.kind === 'rejected' && reply.rejection.code === 'queue.empty') return called;
    const event = eventsOf(reply)[0]?.event;
    if (event?.type !== 'ticket.called') throw new Error(`nobody was called: ${JSON.stringify(reply)}`);
    called.push(event.ticketId);
    await send({ ...finish, ticketId: event.ticketId });
  }
}
