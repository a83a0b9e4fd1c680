// What one person may hold at a time. Who it is, is known by a key that is made for the day alone: never by a number.
import type { CommandOf } from '../command.ts';
import { itemOf } from '../config-index.ts';
import type { Context } from '../context.ts';
import { hasEnded, ticketsOf } from '../evolve-parts.ts';
import type { ItemId, TicketId } from '../ids.ts';
import type { PersonKey } from '../identity.ts';
import { isLost } from '../may-return.ts';
import type { Rejection } from '../rejection.ts';
import type { DeepReadonly, ReadonlyHall, Stop, Ticket } from '../state.ts';

type Issue = Omit<CommandOf<'ticket.issue'>, 'type'>;
/** `old`: a ticket that nobody holds, and that ends with this number. */
type Wanted = Pick<Issue, 'items' | 'pass'> & { readonly old: TicketId | null };

/** PE2: a kiosk gives no number for an item that asks who comes; the guide desk, which sees the person, does. */
export function identityMissing({ items, person }: Issue, { actor, config }: Context): Rejection | null {
  if (person !== undefined || actor.role !== 'agent') return null;
  const asking = items.find(({ itemId }) => itemOf(config, itemId)?.identity === 'required');
  return asking ? { code: 'person.required', itemId: asking.itemId } : null;
}

/** PE3–PE5: what this person holds already stands against one more number. */
export function personLimit(state: ReadonlyHall, { items, pass, old }: Wanted, personKey: PersonKey | null, { config: { policy } }: Context): Rejection | null {
  const { perPerson } = policy;
  if (perPerson === null || personKey === null) return null;
  const own = ticketsOf(state, state.ticketIdsByPerson.get(personKey) ?? []).filter((ticket) => ticket.ticketId !== old && !isLost(ticket, policy));
  for (const { itemId } of items) {
    const taken = own.filter((ticket) => stopsFor(ticket, itemId).some(isTaken));
    const waiting = taken.find((ticket) => stopsFor(ticket, itemId).some((stop) => !hasEnded(stop)));
    // Who was sent home for a paper comes back for the same item.
    const newest = pass === undefined && taken.length >= perPerson.perItemPerDay ? taken.at(-1) : undefined;
    const held = waiting ?? newest;
    if (held) return { code: 'person.itemAgain', itemId, held: held.number };
  }
  const live = own.filter(({ stops }) => stops.some((stop) => !hasEnded(stop)));
  const [first] = live;
  return first && live.length >= perPerson.liveTickets ? { code: 'person.tooMany', held: first.number, most: perPerson.liveTickets } : null;
}

const stopsFor = ({ stops }: DeepReadonly<Ticket>, itemId: ItemId): readonly DeepReadonly<Stop>[] =>
  stops.filter(({ items }) => items.some((item) => item.itemId === itemId));

/** Given up or never used: it counts for nothing. */
const isTaken = ({ life }: DeepReadonly<Stop>): boolean => life.status !== 'cancelled' && life.status !== 'abandoned';
