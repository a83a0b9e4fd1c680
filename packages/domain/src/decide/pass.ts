// Return passes: made where materials are missing, good for one ticket of the same items on one of the next days (RULES.md, J7–J11).
import type { ItemCount } from '../command.ts';
import type { Context, PastPass } from '../context.ts';
import type { PassId, TicketId } from '../ids.ts';
import type { JourneyPlan } from '../plan-journey.ts';
import type { Rejection } from '../rejection.ts';
import { nextOpenDates, serviceDateAt } from '../service-day.ts';
import type { CameBack, Missing, MaterialsNotice } from '../slip-schema.ts';
import type { DeepReadonly, ReadonlyHall } from '../state.ts';
import { drawLot } from './lot.ts';
import { neverHeld, usesUp } from './ticket-use.ts';

type Surroundings = Pick<Context, 'past' | 'config' | 'now'>;
export type FoundPass = { readonly kind: 'pass'; readonly pass: Omit<PastPass, 'status'> } | { readonly kind: 'rejection'; readonly rejection: Rejection };

/** J7: what is missing, with a pass to come back with where the hall gives passes. */
export function materialsNotice(state: ReadonlyHall, { materials, other, note }: Missing, context: Context): MaterialsNotice {
  const { config, now } = context;
  const { returnPassDays } = config.policy;
  const named = { materials: [...new Set(materials)], other, note };
  if (returnPassDays === 0) return { ...named, pass: null };
  const today = serviceDateAt(config, now);
  const validUntil = nextOpenDates(config, today, returnPassDays).at(-1) ?? today;
  // The context's ids have the form that the schema of PassId asks for.
  return { ...named, pass: { passId: context.newId() as PassId, code: drawLot(context, (code) => isCodeTaken(state, code, context)), validUntil } };
}

/** J7, BK1: a code that any pass or booking ever had. */
export const isCodeTaken = (state: ReadonlyHall, code: string, { past }: Pick<Context, 'past'>): boolean =>
  state.passByCode.has(code) || state.bookingByCode.has(code) || past.pass(code) !== null || past.booking(code) !== null;

/** J9–J11: the pass of a code, when a number can be taken with it now. */
export function findPass(state: ReadonlyHall, code: string, { past, config, now }: Surroundings): FoundPass {
  const own = state.passByCode.get(code);
  const pass: DeepReadonly<PastPass> | null = own ? { ...own, status: own.isVoid ? 'voided' : 'open' } : past.pass(code);
  if (!pass) return no({ code: 'pass.unknown' });
  if (pass.status === 'voided') return no({ code: 'pass.voided' });
  // Of a number that was taken today the fold knows more than the table.
  if (state.passUse.has(pass.passId) ? isInUse(state, pass.passId, config) : pass.status === 'used') return no({ code: 'pass.used' });
  if (serviceDateAt(config, now) > pass.validUntil) return no({ code: 'pass.expired', validUntil: pass.validUntil });
  const { status: _status, ...found } = pass;
  return { kind: 'pass', pass: { ...found, materials: [...found.materials] } };
}

const no = (rejection: Rejection): FoundPass => ({ kind: 'rejection', rejection });

/** J10: a ticket that ended without having been served, or is lost, gives its pass back. */
export const isInUse = (state: ReadonlyHall, passId: PassId, config: Context['config']): boolean => usesUp(state, state.passUse.get(passId), config);

/** J10: the ticket that nobody holds ends when its pass is used again. */
export const neverHeldWith = (state: ReadonlyHall, passId: PassId): TicketId | null => neverHeld(state, state.passUse.get(passId));

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
