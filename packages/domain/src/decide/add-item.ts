// The visitor asks for one more thing while being served.
import type { CommandOf } from '../command.ts';
import { accept, reject, type Context, type Decision } from '../context.ts';
import type { ReadonlyHall } from '../state.ts';
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
  if (ticket.stops.flatMap(({ items }) => items).length >= mostItems) return reject({ code: 'items.tooMany', most: mostItems });
  const added = { ticketId, windowId, itemId: item.id, count } as const;
  if (item.queue !== stop.queueId) {
    return accept({ type: 'stop.added', ...added, stop: ticket.stops.length, queueId: item.queue, after: stop.index, placeAt: ticket.issuedAt });
  }
  const before = stop.items.find((known) => known.itemId === itemId)?.count ?? 0;
  if (before + count > mostOfOne) return reject({ code: 'items.tooMany', most: mostOfOne });
  return accept({ type: 'stop.itemAdded', ...added, stop: stop.index });
}
