// The visitor asks for one more thing while being served.
import type { CommandOf } from '../command.ts';
import { accept, reject, type Context, type Decision } from '../context.ts';
import type { QueueId } from '../ids.ts';
import type { DeepReadonly, ReadonlyHall, Stop, Ticket } from '../state.ts';
import { noticesFor } from './owes.ts';
import { activeFor } from './window-call.ts';

const mostItems = 20;
const mostOfOne = 99;

/** A1–A3: here when this queue does it, else at a further stop. */
export function addItem(state: ReadonlyHall, command: CommandOf<'stop.addItem'>, context: Context): Decision {
  const at = activeFor(state, command, 'addItem', context);
  if (at.kind === 'rejection') return at;
  const { windowId, ticketId, itemId, count } = command;
  const { ticket, stop } = at;
  const item = context.config.items.find(({ id }) => id === itemId);
  if (!item) return reject({ code: 'item.unknown', itemId });
  const target = item.queue === stop.queueId ? stop : addedHere(ticket, { at: stop.index, queueId: item.queue });
  const known = target?.items.find((one) => one.itemId === itemId)?.count ?? 0;
  if (known === 0 && itemsOf(state, ticket) >= mostItems) return reject({ code: 'items.tooMany', most: mostItems });
  if (known + count > mostOfOne) return reject({ code: 'items.tooMany', most: mostOfOne });
  if (!target) {
    return accept({ type: 'stop.added', ticketId, windowId, stop: ticket.stops.length, queueId: item.queue, itemId, count, after: stop.index, placeAt: ticket.issuedAt });
  }
  const more = { itemId, count: known + count };
  const items = known > 0 ? target.items.map((one) => (one.itemId === itemId ? more : { ...one })) : [...target.items.map((one) => ({ ...one })), more];
  return accept({ type: 'stop.itemAdded', ticketId, windowId, stop: target.index, itemId, items });
}

/** A2: the stop in that queue that this one has been given before: nobody is called twice for what is asked for in one visit. */
const addedHere = ({ stops }: DeepReadonly<Ticket>, { at, queueId }: { readonly at: number; readonly queueId: QueueId }): DeepReadonly<Stop> | undefined =>
  stops.find((other) => other.addedAt === at && other.queueId === queueId && other.life.status === 'blocked');

/** The stop at the bank repeats the items of the one that waits for the money. */
function itemsOf(state: ReadonlyHall, ticket: DeepReadonly<Ticket>): number {
  const { stops } = ticket;
  const billed = new Map(noticesFor(state, ticket).map((notice) => [notice.bankStop, notice.stop]));
  const own = stops.flatMap(({ index, items }) => {
    const repeated = stops[billed.get(index) ?? -1]?.items ?? [];
    return items.filter(({ itemId }) => !repeated.some((one) => one.itemId === itemId));
  });
  return own.length;
}
