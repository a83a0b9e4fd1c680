// A chosen number is called out of order: a right, and a reason that those it passes can read.
import type { CommandOf } from '../command.ts';
import { labelOf } from '../config-index.ts';
import { accept, reject, type Context, type Decision } from '../context.ts';
import { statusOf } from '../evolve-parts.ts';
import type { TicketId, WindowId } from '../ids.ts';
import { isCallable } from '../may-call.ts';
import type { Rejection } from '../rejection.ts';
import { servedBy } from '../served-by.ts';
import type { DeepReadonly, ReadonlyHall, Stop } from '../state.ts';
import { isAllowed } from '../status.ts';
import { callEvent, readyToCall } from './window-call.ts';

type AtChosen = Pick<Context, 'config'> & { readonly window: Context['config']['windows'][number] };

/** O12: by the guards of call next, then the number's own. */
export function callNumber(state: ReadonlyHall, command: CommandOf<'window.callNumber'>, context: Context): Decision {
  const { windowId, ticketId, reason, note } = command;
  if (context.actor.role === 'clerk' && !context.config.policy.clerksMayChoose) return reject({ code: 'call.mayNotChoose' });
  if (reason === 'other' && note === null) return reject({ code: 'call.reasonMissing' });
  const window = context.config.windows.find(({ id }) => id === windowId);
  if (!window) return reject({ code: 'window.unknown', windowId });
  const ready = readyToCall(state, command, context);
  if (ready.kind === 'rejection') return context.actor.role === 'manager' ? reject(forManager(state, ticketId, ready.rejection, { ...context, window })) : ready;
  const chosen = chosenStop(state, ticketId, { ...context, window });
  if ('code' in chosen) return reject(chosen);
  const next = { ref: { ticketId, stop: chosen.index }, queueId: chosen.queueId, finished: command.active };
  return accept(...ready.finished, { ...callEvent(ready.duty, windowId, next, context), why: 'chosen', chosen: { reason, note } });
}

function chosenStop(state: ReadonlyHall, ticketId: TicketId, { config, window }: AtChosen): DeepReadonly<Stop> | Rejection {
  const ticket = state.ticketById.get(ticketId);
  if (!ticket) return { code: 'ticket.unknown' };
  if (ticket.activeAt !== null) return { code: 'ticket.atWindow', windowId: ticket.activeAt, label: labelOf(config, ticket.activeAt) };
  const callable = ticket.stops.filter((stop) => isAllowed(stop.life.status, 'call'));
  if (callable.length === 0) return { code: 'stop.wrongStatus', status: statusOf(ticket) };
  const queues = new Set(servedBy(state, window).map(({ queue }) => queue));
  const here = callable.find((stop) => queues.has(stop.queueId));
  if (!here) return { code: 'ticket.otherQueue' };
  return isCallable(ticket.paper) ? here : { code: 'ticket.paperNotOut' };
}

/** A manager does not sit there: what a clerk would be told to press is no help, another window is. */
function forManager(state: ReadonlyHall, ticketId: TicketId, rejection: Rejection, { config, window }: AtChosen): Rejection {
  const { code } = rejection;
  if (code !== 'window.changed' && code !== 'window.paused' && code !== 'window.notOpen' && code !== 'ticket.unresolved') return rejection;
  const queues = new Set(state.ticketById.get(ticketId)?.stops.flatMap(({ life, queueId }) => (life.status === 'waiting' ? [queueId] : [])));
  const free = config.windows.filter((one) => isFree(state, one.id) && servedBy(state, one).some(({ queue }) => queues.has(queue)));
  return { code: 'call.windowNotFree', label: window.label, free: free.map(({ label }) => label) };
}

function isFree(state: ReadonlyHall, windowId: WindowId): boolean {
  const window = state.windowById.get(windowId);
  return window !== undefined && window.clerkId !== null && window.pause === null && window.active === null;
}
