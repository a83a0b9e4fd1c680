// The visitor asks for one more thing while being served.
import type { CommandOf } from '../command.ts';
import { accept, reject, type Context, type Decision } from '../context.ts';
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
  const there = item.queue === stop.queueId ? stop : stopAddedHere(ticket, stop, item.queue);
  const known = there?.items.find((one) => one.itemId === itemId)?.count ?? 0;
  if (known === 0 && itemsOf(state, ticket) >= mostItems) return reject({ code: 'items.tooMany', most: mostItems });
  if (known + count > mostOfOne) return reject({ code: 'items.tooMany', most: mostOfOne });
  if (!there) {
    return accept({ type: 'stop.added', ticketId, windowId, stop: ticket.stops.length, queueId: item.queue, itemId, count, after: stop.index, placeAt: ticket.issuedAt });
  }
  const more = { itemId, count: known + count };
  const items = known > 0 ? there.items.map((one) => (one.itemId === itemId ? more : one)) : [...there.items, more];
  return accept({ type: 'stop.itemAdded', ticketId, windowId, stop: there.index, itemId, items });
}

/** The further stop in a queue that was added here before: nobody is called there twice. */
const stopAddedHere = ({ stops }: DeepReadonly<Ticket>, { index }: DeepReadonly<Stop>, queueId: Stop['queueId']): DeepReadonly<Stop> | undefined =>
  stops.find((one) => one.addedAt === index && one.queueId === queueId && one.life.status === 'blocked');

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
