// What numbers take of their items; whoever leaves, or was counted twice, gives it back.
import { ticketOf } from './evolve-parts.ts';
import type { TicketId } from './ids.ts';
import type { HallState, Ticket } from './state.ts';

/** Counts the items of a new ticket. */
export function takeItems(state: HallState, { ticketId, stops }: Ticket): void {
  for (const { itemId, count } of stops.flatMap(({ items }) => items)) {
    const taken = state.takenByItem.get(itemId) ?? [];
    taken.push({ ticketId, count });
    state.takenByItem.set(itemId, taken);
  }
}

/** The ticket was cancelled or superseded. What was added at a window had not been counted. */
export function giveItemsBack(state: HallState, ticketId: TicketId): void {
  for (const { itemId } of ticketOf(state, ticketId).stops.flatMap(({ items }) => items)) {
    const taken = state.takenByItem.get(itemId);
    if (taken) state.takenByItem.set(itemId, taken.filter((one) => one.ticketId !== ticketId));
  }
}
