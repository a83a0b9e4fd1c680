// What the tests of the order share: visitors of every kind, and windows that serve them.
import type { HallEvent } from '@hallcall/domain';
import { callNext, clerkAt, finish, issue, kiosk, ticket, type Scenario } from './scenario.ts';

export const minute = 60_000;
export const elder = { personClass: 'elder' };
export const openWindows = (hall: Scenario, ...windows: string[]) => windows.forEach((windowId) => hall.run(clerkAt(windowId), { type: 'window.open', windowId }));
export const numberOf = (ticketId: string) => Number(ticketId.slice(1));

/** Issues one after another, a second apart: null is an ordinary visitor, an object more of the command. */
export function issueAll(hall: Scenario, ...visitors: (Record<string, unknown> | null)[]) {
  visitors.forEach((more, index) => {
    hall.run(kiosk(), issue(index + 1, 'market-1', more ?? {}));
    hall.now += 1000;
  });
}

/** Calls the next visitor and finishes the visit at once. */
export function serveNext(hall: Scenario, windowId = 'w1') {
  const call = hall.run(clerkAt(windowId), callNext(windowId)).find((event) => event.type === 'ticket.called');
  if (!call) throw new Error('nobody was called');
  hall.run(clerkAt(windowId), finish(windowId, numberOf(call.ticketId)));
  return call;
}

export const serveAll = (hall: Scenario, count: number, windowId = 'w1') => Array.from({ length: count }, () => numberOf(serveNext(hall, windowId).ticketId));
export const boundsOf = (events: readonly HallEvent[]) => events.flatMap((event) => (event.type === 'ticket.issued' ? event.stops.map((stop) => stop.bound) : []));
export const overtakenOf = (hall: Scenario, n: number) => hall.state.ticketById.get(ticket(n))?.stops[0]?.overtaken;

/** What an issue of an ordinary visitor leaves in the log, without its place: tests put it where they like. */
export const restoredAhead = (n: number) => ({
  ticketId: ticket(n), number: { prefix: 'A', n: 100 + n }, language: 'zh', issuedAt: 1, stops: [{ queueId: 'q-market', items: [{ itemId: 'market-1', count: 1 }], after: [] }],
  paper: 'none', device: 'kiosk-1', offline: false, supersedes: null,
});
