// Who is preferred at a moment, and the promise that ordinary visitors get instead (RULES.md, O6, O10).
import type { HallConfig } from './config.ts';
import type { QueueId, TicketId } from './ids.ts';
import { countBefore } from './place.ts';
import type { DeepReadonly, Place, ReadonlyHall, Ticket } from './state.ts';

type Moment = { readonly now: number; readonly config: HallConfig };
type Person = Pick<DeepReadonly<Ticket>, 'personClass' | 'booked' | 'issuedAt'>;

/** O6: by class, or by a booking whose slot is near and that was not missed at issue. */
export function isPreferred({ personClass, booked, issuedAt }: Person, { now, config }: Moment): boolean {
  const tolerance = config.policy.bookingToleranceMs;
  return personClass !== 'ordinary' || (booked !== null && issuedAt <= booked.to + tolerance && now >= booked.from - tolerance);
}

/** Where somebody is about to stand; a ticket that leaves in the same moment (`without`) is not counted. */
export type Standing = { readonly queueId: QueueId; readonly place: Place; readonly without: TicketId | null };

/** O10: r·(n+1), n being the ordinary stops that wait before `place` in the queue, whatever their paper. */
export function boundAt(state: ReadonlyHall, { queueId, place, without }: Standing, moment: Moment): number {
  const ahead = countBefore(state, state.waiting.get(queueId) ?? [], place);
  const preferable = state.preferable.get(queueId) ?? [];
  const preferred = preferable.slice(0, countBefore(state, preferable, place)).filter(({ ticketId }) => isPreferredTicket(state, ticketId, moment));
  return moment.config.policy.preferredInRow * (ahead - preferred.length - leaving(state, { queueId, place, without }, moment) + 1);
}

function isPreferredTicket(state: ReadonlyHall, ticketId: TicketId, moment: Moment): boolean {
  const ticket = state.ticketById.get(ticketId);
  return ticket !== undefined && isPreferred(ticket, moment);
}

function leaving(state: ReadonlyHall, { queueId, place, without }: Standing, moment: Moment): number {
  if (without === null || isPreferredTicket(state, without, moment)) return 0;
  const refs = (state.waiting.get(queueId) ?? []).filter(({ ticketId }) => ticketId === without);
  return countBefore(state, refs, place);
}
