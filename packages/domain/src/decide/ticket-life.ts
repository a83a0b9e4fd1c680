// A visitor leaves the queue, or comes back after a missed call.
import type { CommandOf } from '../command.ts';
import { accept, reject, type Context, type Decision } from '../context.ts';
import type { EventOf } from '../event.ts';
import { hasEnded, statusOf } from '../evolve-parts.ts';
import { mayReturn } from '../may-return.ts';
import { comparePlaces, placeOf, waitingOf } from '../place.ts';
import { isPreferred, isPreferredTicket } from '../preferred.ts';
import type { DeepReadonly, PaperTold, Place, ReadonlyHall, Stop, Ticket } from '../state.ts';
import { withPaper } from '../waiting-in.ts';
import { isUncalled } from './entered.ts';

/** C1–C2: ends every stop that has not ended; a window that called or serves it becomes idle. */
export function cancelTicket(state: ReadonlyHall, command: CommandOf<'ticket.cancel'>, { actor }: Context): Decision {
  const ticket = state.ticketById.get(command.ticketId);
  if (!ticket) return reject({ code: 'ticket.unknown' });
  const isElsewhere = (windowId: string) => actor.role === 'clerk' && windowId !== actor.windowId;
  if (windowsOf(ticket).some(isElsewhere)) return reject({ code: 'command.notYours' });
  if (ticket.stops.every(hasEnded)) return reject({ code: 'stop.wrongStatus', status: statusOf(ticket) });
  const told = command.reason === 'mistake' && ticket.desk?.isEntered && isUncalled(ticket) ? state.told.get(ticket.ticketId) : null;
  return accept({ type: 'ticket.cancelled', ticketId: ticket.ticketId, reason: command.reason }, ...(told ? [asPaperSays(ticket, told)] : []));
}

/** GD8: the desk had meant another paper; whoever has this one waits as it says. */
function asPaperSays({ ticketId, number }: DeepReadonly<Ticket>, { as, deviceId: device, says }: DeepReadonly<PaperTold>): EventOf<'ticket.revived'> {
  // Nobody changes an event.
  return { type: 'ticket.revived', ticketId, as, number, device, offline: true, supersedes: null, ...(says as PaperTold['says']) };
}

/** Where the visitor is served now, and where somebody waits for them to come back. */
const windowsOf = ({ activeAt, stops }: DeepReadonly<Ticket>): string[] => [
  ...(activeAt ? [activeAt] : []),
  ...stops.flatMap(({ life }) => (life.status === 'held' ? [life.windowId] : [])),
];

/** M4–M6, M9–M10: after an unproven no-show at the old place and at no cost, else behind the K-th of the class who waits, or where the hall's mode says, and only so often. */
export function restoreTicket(state: ReadonlyHall, command: CommandOf<'ticket.restore'>, { config, actor, now }: Context): Decision {
  const ticket = state.ticketById.get(command.ticketId);
  if (!ticket) return reject({ code: 'ticket.unknown' });
  const missed = ticket.stops.filter(({ life, index }) => life.status === 'missed' && index === (command.stop ?? index));
  const stop = missed.find((one) => actor.role === 'manager' || mayReturn(one, config.policy)) ?? missed[0];
  if (stop?.life.status !== 'missed') return reject({ code: 'stop.wrongStatus', status: statusOf(ticket) });
  const isFree = !stop.life.proven;
  const { missedMode, restoresAllowed } = config.policy;
  const isBound = !isFree && actor.role !== 'manager';
  if (isBound && missedMode === 'void') return reject({ code: 'restore.void' });
  if (isBound && stop.restores >= restoresAllowed) return reject({ code: 'restore.used', restores: stop.restores });
  const behind = () => (missedMode === 'tail' ? placeAtEnd(state, stop.queueId, { at: now, tie: ticket.number.n }) : placeBehind(state, { ticket, stop }, { config, now }));
  const place = isFree ? stop.place : behind();
  return accept({ type: 'stop.restored', ticketId: ticket.ticketId, stop: stop.index, place, isFree });
}

/** As if the number had been taken now. */
function placeAtEnd(state: ReadonlyHall, queueId: Parameters<typeof state.waiting.get>[0], fresh: Place): Place {
  const last = waitingOf(state, queueId).at(-1);
  const place = last && placeOf(state, last);
  return place && comparePlaces(place, fresh) >= 0 ? { at: place.at, tie: place.tie + 0.5 } : fresh;
}

type Returning = { readonly ticket: DeepReadonly<Ticket>; readonly stop: Pick<DeepReadonly<Stop>, 'queueId' | 'place'> };

/** Directly behind the K-th who waits of the visitor's class, preferred or not (or the last of it), never before the old place. A failed paper that nobody claimed is nobody. */
function placeBehind(state: ReadonlyHall, { ticket, stop: { queueId, place: old } }: Returning, moment: Pick<Context, 'config' | 'now'>): Place {
  const list = waitingOf(state, queueId);
  const isOne = isPreferred(ticket, moment);
  const alike = withPaper(state, list).filter(({ ticketId }) => isPreferredTicket(state, ticketId, moment) === isOne);
  const ahead = alike[Math.min(moment.config.policy.restoreBehind, alike.length) - 1];
  if (!ahead) return old;
  const place = placeOf(state, ahead);
  // Whose number is of another series may share the very place: behind them all.
  const after = list.slice(list.indexOf(ahead) + 1).map((ref) => placeOf(state, ref)).find((other) => comparePlaces(other, place) > 0);
  const behind = { at: place.at, tie: after?.at === place.at ? (place.tie + after.tie) / 2 : place.tie + 0.5 };
  return comparePlaces(behind, old) > 0 ? behind : old;
}
