// Return passes: made where materials are missing, good for one ticket of the same items on one of the next days (RULES.md, J7–J11).
import type { ItemCount } from '../command.ts';
import type { Context, PastPass } from '../context.ts';
import type { PassId, TicketId } from '../ids.ts';
import type { JourneyPlan } from '../plan-journey.ts';
import type { Rejection } from '../rejection.ts';
import { nextOpenDates, serviceDateAt } from '../service-day.ts';
import type { CameBack, Missing, MaterialsNotice } from '../slip-schema.ts';
import type { DeepReadonly, ReadonlyHall, Ticket } from '../state.ts';
import { drawLot } from './lot.ts';

type Surroundings = Pick<Context, 'past' | 'config' | 'now'>;
export type FoundPass = { readonly kind: 'pass'; readonly pass: Omit<PastPass, 'status'> } | { readonly kind: 'rejection'; readonly rejection: Rejection };

/** J7: what is missing, with a pass to come back with where the hall gives passes. */
export function materialsNotice(state: ReadonlyHall, { materials, other, note }: Missing, context: Context): MaterialsNotice {
  const { config, now, past } = context;
  const { returnPassDays } = config.policy;
  const named = { materials: [...new Set(materials)], other, note };
  if (returnPassDays === 0) return { ...named, pass: null };
  const today = serviceDateAt(config, now);
  const validUntil = nextOpenDates(config, today, returnPassDays).at(-1) ?? today;
  const isTaken = (code: string): boolean => state.passByCode.has(code) || past.pass(code) !== null;
  // The context's ids have the form that the schema of PassId asks for.
  return { ...named, pass: { passId: context.newId() as PassId, code: drawLot(context, isTaken), validUntil } };
}

/** J9–J11: the pass of a code, when a number can be taken with it now. */
export function findPass(state: ReadonlyHall, code: string, { past, config, now }: Surroundings): FoundPass {
  const own = state.passByCode.get(code);
  const pass: DeepReadonly<PastPass> | null = own ? { ...own, status: own.isVoid ? 'voided' : 'open' } : past.pass(code);
  if (!pass) return no({ code: 'pass.unknown' });
  if (pass.status === 'voided') return no({ code: 'pass.voided' });
  if (pass.status === 'used' || isInUse(state, pass.passId)) return no({ code: 'pass.used' });
  if (serviceDateAt(config, now) > pass.validUntil) return no({ code: 'pass.expired', validUntil: pass.validUntil });
  const { status: _status, ...found } = pass;
  return { kind: 'pass', pass: { ...found, materials: [...found.materials] } };
}

const no = (rejection: Rejection): FoundPass => ({ kind: 'rejection', rejection });

/** J10: a ticket that ended without having been served gives its pass back. */
export function isInUse(state: ReadonlyHall, passId: PassId): boolean {
  const ticketId = state.passUse.get(passId);
  const ticket = ticketId && state.ticketById.get(ticketId);
  if (!ticket || isNeverHeld(ticket)) return false;
  return ticket.stops.some(({ life }) => life.status !== 'cancelled' && life.status !== 'abandoned');
}

/** J10: nobody holds the number, and nobody was called by it: the answer came too late, or the printer failed. */
const isNeverHeld = ({ paper, stops }: Pick<DeepReadonly<Ticket>, 'paper' | 'stops'>): boolean => paper === 'failed' && stops.every(({ life }) => life.status === 'waiting');

/** J10: the ticket that nobody holds ends when its pass is used again. */
export function neverHeldWith(state: ReadonlyHall, passId: PassId): TicketId | null {
  const ticketId = state.passUse.get(passId);
  const ticket = ticketId && state.ticketById.get(ticketId);
  return ticket && isNeverHeld(ticket) ? ticket.ticketId : null;
}

/** J9: exactly the items of the pass, in whatever order. */
export function hasItemsOf(pass: { readonly items: readonly ItemCount[] }, items: readonly ItemCount[]): boolean {
  return textOf(pass.items) === textOf(items);
}

const textOf = (items: readonly ItemCount[]): string => items.map(({ itemId, count }) => `${itemId} ${count}`).toSorted().join();

/** J9: to the queue where the visitor stood, as long as there is one; else where the items are done now. */
export function planWithPass(plan: JourneyPlan, { queueId, items }: FoundItems, { config }: Pick<Context, 'config'>): JourneyPlan {
  const queue = config.queues.find(({ id }) => id === queueId);
  return queue ? { kind: 'plan', prefix: queue.prefix, stops: [{ queueId, items: [...items], after: [] }] } : plan;
}

type FoundItems = Pick<PastPass, 'queueId' | 'items'>;

/** As it stands with the ticket. */
export const cameBackWith = ({ passId, windowId, date, queueId, materials, other, note }: Omit<PastPass, 'status'>): CameBack => ({
  passId, windowId, date, queueId, materials: [...materials], other, note,
});
