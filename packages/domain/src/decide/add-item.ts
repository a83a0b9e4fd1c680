// The visitor asks for one more thing while being served.
import type { CommandOf } from '../command.ts';
import { accept, reject, type Context, type Decision } from '../context.ts';
import type { DeepReadonly, ReadonlyHall, Ticket } from '../state.ts';
import { activeFor } from './window-call.ts';

const mostItems = 20;
const mostOfOne = 99;

/** A1–A3: here when this queue does it, else as a further stop. */
export function addItem(state: ReadonlyHall, command: CommandOf<'stop.addItem'>, context: Context): Decision {
  const at = activeFor(state, command, 'addItem', context);
  if (at.kind === 'rejection') return at;
  const { windowId, ticketId, itemId, count } = command;
  const { ticket, stop } = at;
  const item = context.config.items.find(({ id }) => id === itemId);
  if (!item) return reject({ code: 'item.unknown', itemId });
  if (itemsOf(state, ticket) >= mostItems) return reject({ code: 'items.tooMany', most: mostItems });
  if (item.queue !== stop.queueId) {
    return accept({ type: 'stop.added', ticketId, windowId, stop: ticket.stops.length, queueId: item.queue, itemId, count, after: stop.index, placeAt: ticket.issuedAt });
  }
  const known = stop.items.find((one) => one.itemId === itemId)?.count ?? 0;
  if (known + count > mostOfOne) return reject({ code: 'items.tooMany', most: mostOfOne });
  const more = { itemId, count: known + count };
  const items = known > 0 ? stop.items.map((one) => (one.itemId === itemId ? more : one)) : [...stop.items, more];
  return accept({ type: 'stop.itemAdded', ticketId, windowId, stop: stop.index, itemId, items });
}

/** The stop at the bank repeats the items of the one that waits for the money. */
function itemsOf(state: ReadonlyHall, { ticketId, stops }: DeepReadonly<Ticket>): number {
  const billed = new Map([...state.noticeById.values()].flatMap((notice) => (notice.ticketId === ticketId ? [[notice.bankStop, notice.stop]] : [])));
  const own = stops.flatMap(({ index, items }) => {
    const repeated = stops[billed.get(index) ?? -1]?.items ?? [];
    return items.filter(({ itemId }) => !repeated.some((one) => one.itemId === itemId));
  });
  return own.length;
}
