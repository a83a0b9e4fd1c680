// Giving a ticket with the hub's next number.
import type { CommandOf } from '../command.ts';
import { accept, reject, type Actor, type Context, type Decision } from '../context.ts';
import type { EventOf, HallEvent } from '../event.ts';
import type { BookingId, ClerkId, DeviceId, TicketId } from '../ids.ts';
import type { Booking } from '../person.ts';
import { planJourney } from '../plan-journey.ts';
import { refusedByQuota } from '../quota.ts';
import type { Rejection } from '../rejection.ts';
import { isOpenAt } from '../service-day.ts';
import type { CameBack } from '../slip-schema.ts';
import type { ReadonlyHall } from '../state.ts';
import { findBooking, kept } from './booking.ts';
import { withEstimates } from './expected-wait.ts';
import { isDoubted } from './doubted-day.ts';
import { guideDesk } from './entered.ts';
import { identityMissing, personLimit } from './person-limit.ts';
import { cameBackWith, findPass, hasItemsOf, neverHeldWith, planWithPass } from './pass.ts';
import { refuseByHours } from './queue-open.ts';
import { neverHeld } from './ticket-use.ts';

/** Online numbers of a prefix are 1 to this; kiosks' bands lie above. */
export const lastOnlineNumber = 4999;

/** N1–N4, N12, J9, D11, D14, BK6: the next number of the queue's prefix, while the day and the queue are open. The desk gives one without paper for a booking only. */
export function issueTicket(state: ReadonlyHall, command: CommandOf<'ticket.issue'>, context: Context): Decision {
  const giver = giverOf(command, context.actor);
  return giver ? giveNumber(state, command, giver, context) : reject({ code: 'command.notYours' });
}

type Giver = { readonly deviceId: DeviceId; readonly desk: { readonly clerkId: ClerkId; readonly overQuota: string | null } | null };
type Asked = Omit<CommandOf<'ticket.issue'>, 'type'>;

/** BK6: whoever has booked gets the number at the desk too, by word of mouth. */
function giverOf({ booking, paper }: Asked, actor: Actor): Giver | null {
  if (actor.role === 'agent') return { deviceId: actor.deviceId, desk: null };
  const isDesk = actor.role === 'manager' || actor.role === 'clerk';
  return isDesk && booking !== undefined && paper === 'none' ? { deviceId: guideDesk, desk: { clerkId: actor.clerkId, overQuota: null } } : null;
}

/** The rules of every number that the hub gives, at a kiosk or at the guide desk. */
export function giveNumber(state: ReadonlyHall, command: Asked, { deviceId, desk }: Giver, context: Context): Decision {
  if (isDoubted(state, context)) return reject({ code: 'day.clockDoubted' });
  // A slot and its tolerance are a promise, in a break too.
  const isExpected = command.booking !== undefined && state.day?.closed === null;
  if (!isExpected && !isIssuing(state, context)) return reject({ code: 'day.closed' });
  if (state.emergency) return reject({ code: 'hall.emergency' });
  if (state.recovery) return reject({ code: 'numbers.recovering' });
  if (state.ticketById.has(command.ticketId) || context.past.ticket(command.ticketId)) return reject({ code: 'ticket.exists' });
  const asked = planJourney({ items: command.items, chain: command.chain ?? null }, context.config);
  if (asked.kind !== 'plan') return asked;
  const found = takenWith(state, command, context);
  if (found.kind === 'rejection') return found;
  const { pass, booked } = found;
  const nobody = identityMissing(command, context);
  if (nobody) return reject(nobody);
  const personKey = command.person ? context.personKey(command.person.tag) : null;
  const limit = personLimit(state, { ...command, old: found.old }, personKey, context);
  if (limit) return reject(limit);
  const plan = found.place ? planWithPass(asked, found.place, context) : asked;
  const full = refusedByQuota(state, { items: command.items, isPromised: pass !== null || booked !== null }, context);
  if (full && !desk?.overQuota) return reject({ code: 'quota.full', ...full });
  const stops = withEstimates(state, plan.stops, { ...command, booked, pass }, context);
  // A booked slot is a promise.
  const untimely = found.bookingId ? null : refuseByHours(state, stops, context);
  if (untimely) return untimely;
  const n = (state.highest.get(plan.prefix) ?? 0) + 1;
  if (n > lastOnlineNumber) return reject({ code: 'numbers.exhausted', prefix: plan.prefix });
  const { old } = found;
  const cancelled: HallEvent[] = old ? [{ type: 'ticket.cancelled', ticketId: old, reason: 'superseded' }] : [];
  return accept(...cancelled, {
    type: 'ticket.issued', ticketId: command.ticketId, number: { prefix: plan.prefix, n }, language: command.language,
    issuedAt: context.now, placeAt: context.now, stops, paper: command.paper,
    device: deviceId, offline: false, supersedes: old, ...chainOf(command), ...personOf(command),
    ...(booked ? { booked } : {}), ...(pass ? { pass } : {}), ...(personKey ? { personKey } : {}),
    ...(desk ? { desk: { clerkId: desk.clerkId, ...(full && desk.overQuota ? { overQuota: desk.overQuota } : {}) } } : {}),
  }, ...(found.bookingId ? [kept(found.bookingId, command.ticketId)] : []));
}

type TakenWith = {
  readonly kind: 'taken';
  readonly pass: CameBack | null;
  readonly booked: Booking | null;
  readonly bookingId: BookingId | null;
  /** Where the visitor stands with it; null: where the items are done. */
  readonly place: Parameters<typeof planWithPass>[1] | null;
  /** A ticket that nobody holds, taken with the same pass or booking. */
  readonly old: TicketId | null;
};

/** J9–J11, BK6: what a number is taken with, if anything. A code is a pass's or a booking's, so nobody has both. */
function takenWith(state: ReadonlyHall, command: Asked, context: Context): TakenWith | { readonly kind: 'rejection'; readonly rejection: Rejection } {
  const without: TakenWith = { kind: 'taken', pass: null, booked: command.booked ?? null, bookingId: null, place: null, old: null };
  if (command.booking !== undefined) {
    const found = findBooking(state, command.booking, context) ?? { kind: 'rejection', rejection: { code: 'booking.unknown' } };
    if (found.kind === 'rejection') return found;
    const { booking } = found;
    if (!hasItemsOf(booking, command.items)) return { kind: 'rejection', rejection: { code: 'booking.otherItems' } };
    return { ...without, booked: { from: booking.from, to: booking.to }, bookingId: booking.bookingId, place: booking, old: neverHeld(state, booking.ticketId) };
  }
  if (command.pass === undefined) return without;
  const found = findPass(state, command.pass, context);
  if (found.kind === 'rejection') return found;
  if (!hasItemsOf(found.pass, command.items)) return { kind: 'rejection', rejection: { code: 'pass.otherItems' } };
  return { ...without, pass: cameBackWith(found.pass), place: found.pass, old: neverHeldWith(state, found.pass.passId) };
}

/** True while tickets are given: the day is open and its date is sure, and the timetable or a manager says so. */
export function isIssuing(state: ReadonlyHall, { config, now }: Pick<Context, 'config' | 'now'>): boolean {
  if (!state.day || state.day.closed || isDoubted(state, { config, now })) return false;
  return state.day.openedBy === 'manager' || isOpenAt(config, now);
}

/** Only what is out of the ordinary stands in the log. */
export function personOf({ personClass, needs }: Pick<Asked, 'personClass' | 'needs'>): Pick<EventOf<'ticket.issued'>, 'personClass' | 'needs'> {
  return {
    ...(personClass === undefined || personClass === 'ordinary' ? {} : { personClass }),
    ...(needs === undefined || needs.length === 0 ? {} : { needs: [...new Set(needs)] }),
  };
}

/** The life event, where there is one. */
export const chainOf = ({ chain }: Pick<Asked, 'chain'>): Pick<EventOf<'ticket.issued'>, 'chain'> => (chain === undefined ? {} : { chain });
