// Who is preferred at a moment, and the promise that ordinary visitors get instead (RULES.md, O6, O10).
import type { HallConfig } from './config.ts';
import type { QueueId, TicketId } from './ids.ts';
import { countBefore, type Standing, waitingOf } from './place.ts';
import type { DeepReadonly, ReadonlyHall, Ticket } from './state.ts';

type Moment = { readonly now: number; readonly config: HallConfig };
type Person = Pick<DeepReadonly<Ticket>, 'personClass' | 'booked' | 'pass' | 'issuedAt'>;

/** O6: by class, with a return pass, or by a booking whose slot is near and that was not missed at issue. */
export function isPreferred({ personClass, booked, pass, issuedAt }: Person, { now, config }: Moment): boolean {
  const tolerance = config.policy.bookingToleranceMs;
  return !isOrdinary({ personClass, pass }) || (booked !== null && issuedAt <= booked.to + tolerance && now >= booked.from - tolerance);
}

/** Not preferred for good: such a visitor is promised a bound. */
export const isOrdinary = ({ personClass, pass }: Pick<Person, 'personClass' | 'pass'>): boolean => personClass === 'ordinary' && pass === null;

/** Where somebody is about to stand; a ticket that leaves in the same moment (`without`) is not counted. */
export type Arrival = Standing & { readonly queueId: QueueId; readonly without: TicketId | null };

/** O10: r·(n+1), n being the ordinary stops that wait before it in the queue, whatever their paper. */
export function boundAt(state: ReadonlyHall, arrival: Arrival, moment: Moment): number {
  const ahead = countBefore(state, waitingOf(state, arrival.queueId), arrival);
  const preferable = state.preferable.get(arrival.queueId) ?? [];
  const preferred = preferable.slice(0, countBefore(state, preferable, arrival)).filter(({ ticketId }) => isPreferredTicket(state, ticketId, moment));
  return moment.config.policy.preferredInRow * (ahead - preferred.length - leaving(state, arrival, moment) + 1);
}

/** The same of a ticket that is known by its id. */
export function isPreferredTicket(state: ReadonlyHall, ticketId: TicketId, moment: Moment): boolean {
  const ticket = state.ticketById.get(ticketId);
  return ticket !== undefined && isPreferred(ticket, moment);
}

function leaving(state: ReadonlyHall, arrival: Arrival, moment: Moment): number {
  const { queueId, without } = arrival;
  const ticket = without === null ? undefined : state.ticketById.get(without);
  if (!ticket || isPreferred(ticket, moment)) return 0;
  const own = ticket.stops.filter((stop) => stop.life.status === 'waiting' && stop.queueId === queueId);
  return own.reduce((sum, { index: stop }) => sum + countBefore(state, [{ ticketId: ticket.ticketId, stop }], arrival), 0);
}
