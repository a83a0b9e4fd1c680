// Calling a visitor to a window and what becomes of the call.
import type { CommandOf } from '../command.ts';
import { accept, reject, type Context, type Decision } from '../context.ts';
import type { EventOf, HallEvent } from '../event.ts';
import { deadEnd, leadsOn, openedBy } from '../journey.ts';
import type { TicketId, WindowId } from '../ids.ts';
import { nextStop, type NextStop } from '../next-stop.ts';
import type { Rejection } from '../rejection.ts';
import type { MaterialsNotice } from '../slip-schema.ts';
import type { Call, DeepReadonly, ReadonlyHall, Stop, Ticket } from '../state.ts';
import { isAllowed, type Verb } from '../status.ts';
import { owes } from './owes.ts';
import { materialsNotice } from './pass.ts';
import { slipFor } from './slip.ts';
import { onDuty, type Duty } from './window-duty.ts';

type OnDuty = Extract<Duty, { kind: 'window' }>;
export type AtWindow = { readonly kind: 'active'; readonly duty: OnDuty; readonly ticket: DeepReadonly<Ticket>; readonly stop: DeepReadonly<Stop> };
export type Refused = { readonly kind: 'rejection'; readonly rejection: Rejection };

/** Q1–Q5: finishes the visitor served now, then calls the next; refused while a call is unresolved. */
export function callNext(state: ReadonlyHall, command: CommandOf<'window.callNext'>, context: Context): Decision {
  const ready = readyToCall(state, command, context);
  if (ready.kind === 'rejection') return ready;
  const { duty, finished } = ready;
  const next = nextStop(state, command.windowId, { ...context, taken: null });
  if (!next) return finished.length > 0 ? accept(...finished) : reject({ code: 'queue.empty' });
  return accept(...finished, callEvent(duty, command.windowId, { ...next, finished: command.active }, context));
}

type Ready = { readonly kind: 'ready'; readonly duty: OnDuty; readonly finished: readonly HallEvent[] };

/** Q2, Q3, Q5, Q10: the window may call somebody now, after the events that finish the visitor it serves. */
export function readyToCall(
  state: ReadonlyHall, command: Pick<CommandOf<'window.callNext'>, 'windowId' | 'active'>, context: Context,
): Ready | Refused {
  const duty = onDuty(state, command.windowId, context);
  if (duty.kind === 'rejection') return duty;
  const { window } = duty;
  if ((window.active?.ticketId ?? null) !== command.active) return refuse({ code: 'window.changed' });
  if (window.pause) return refuse({ code: 'window.paused' });
  if (state.emergency) return refuse({ code: 'hall.emergency' });
  const finished = window.active ? finishActive(state, duty, command.windowId, window.active.ticketId, context) : [];
  return Array.isArray(finished) ? { kind: 'ready', duty, finished } : finished;
}

const refuse = (rejection: Rejection): Refused => ({ kind: 'rejection', rejection });

type Called = Pick<NextStop, 'ref' | 'queueId'> & Partial<Pick<NextStop, 'why' | 'passed' | 'spared' | 'row'>> & {
  /** The visitor whom the same press finished. */
  readonly finished: TicketId | null;
};

/** O17: the first call of a stop, with the rule that made it. */
export function callEvent(duty: Pick<OnDuty, 'clerkId' | 'zone'>, windowId: WindowId, next: Called, context: Context): EventOf<'ticket.called'> {
  return {
    type: 'ticket.called', ...next.ref, windowId, callId: newCallId(context), queueId: next.queueId, clerkId: duty.clerkId, zone: duty.zone,
    ...(next.why ? { why: next.why } : {}),
    ...(next.passed && next.passed.length > 0 ? { passed: [...next.passed] } : {}),
    ...(next.spared && next.spared.length > 0 ? { spared: [...next.spared] } : {}),
    ...(next.row === undefined || next.row === null ? {} : { row: next.row }),
    ...(next.finished ? { finished: next.finished } : {}),
  };
}

function finishActive(state: ReadonlyHall, duty: OnDuty, windowId: WindowId, ticketId: TicketId, context: Context): HallEvent[] | Refused {
  const at = atWindow(state, duty, ticketId);
  if (at.kind !== 'active' || at.stop.life.status !== 'serving') return { kind: 'rejection', rejection: { code: 'ticket.unresolved', ticketId } };
  if (owes(state, at.ticket, at.stop.index)) return { kind: 'rejection', rejection: { code: 'notice.unpaid' } };
  return finish(at, { windowId, outcome: 'completed', count: itemCount(at.stop), caseRef: null }, context.now);
}

const itemCount = (stop: DeepReadonly<Stop>): number => stop.items.reduce((sum, item) => sum + item.count, 0);

/** Q6: the same visitor again, not sooner than the hall's spacing. */
export function recallTicket(state: ReadonlyHall, command: CommandOf<'ticket.recall'>, context: Context): Decision {
  const at = calledFor(state, command, 'recall', context);
  if (at.kind === 'rejection') return at;
  if (state.emergency) return reject({ code: 'hall.emergency' });
  const { waitMs } = lastCalls(at.calls, { now: context.now, since: 0, spacingMs: context.config.policy.callSpacingMs });
  if (waitMs > 0) return reject({ code: 'recall.tooSoon', waitMs });
  return accept({
    type: 'ticket.recalled', ticketId: command.ticketId, stop: at.stop.index, windowId: command.windowId,
    callId: newCallId(context), attempt: at.calls.length + 1, zone: at.duty.zone,
  });
}

/** Q7 */
export function startStop(state: ReadonlyHall, command: CommandOf<'stop.start'>, context: Context): Decision {
  const at = activeFor(state, command, 'start', context);
  if (at.kind === 'rejection') return at;
  return accept({ type: 'stop.started', ticketId: command.ticketId, stop: at.stop.index, windowId: command.windowId });
}

/** Q8–Q9, J7, P8: ends the stop with its outcome; finishing a visitor who was only called says so. */
export function finishStop(state: ReadonlyHall, command: CommandOf<'stop.finish'>, context: Context): Decision {
  const at = activeFor(state, command, 'finish', context);
  if (at.kind === 'rejection') return at;
  // A pass made at the bank would lead nowhere: what is missing there is the money.
  if ((leadsOn[command.outcome] || command.missing) && owes(state, at.ticket, at.stop.index)) return reject({ code: 'notice.unpaid' });
  const missing = command.missing && materialsNotice(state, command.missing, context);
  const { windowId, ticketId } = command;
  const paper = missing ? slipFor(state, { windowId, ticketId, slip: { kind: 'materials', stop: at.stop.index } }, context) : [];
  return accept(...finish(at, { ...command, missing }, context.now), ...paper);
}

type Finish = Pick<CommandOf<'stop.finish'>, 'windowId' | 'outcome' | 'count' | 'caseRef'> & { readonly missing?: MaterialsNotice | undefined };

/** J1, J5: the finished stop, and every stop of the journey that was waiting for it alone; where it led nowhere, what comes after it is dropped. */
function finish({ ticket, stop }: AtWindow, { windowId, outcome, count, caseRef, missing }: Finish, now: number): HallEvent[] {
  const { ticketId } = ticket;
  const finished: HallEvent = {
    type: 'stop.finished', ticketId, stop: stop.index, windowId, outcome, count, caseRef, startInferred: stop.life.status === 'called', ...(missing ? { missing } : {}),
  };
  return [finished, ...(leadsOn[outcome] ? openedBy(ticket, stop.index, now) : deadEnd(ticket, stop.index, now))];
}

/** M1–M3, M8: called often enough since the last emergency, long enough ago; without a proof that the call was shown it passes as unproven. */
export function missStop(state: ReadonlyHall, command: CommandOf<'stop.miss'>, context: Context): Decision {
  const at = calledFor(state, command, 'miss', context);
  if (at.kind === 'rejection') return at;
  if (state.emergency) return reject({ code: 'hall.emergency' });
  const { policy } = context.config;
  const { calls, waitMs, isShown } = lastCalls(at.calls, { now: context.now, since: state.emergencyEndedAt, spacingMs: policy.missAfterMs });
  if (calls < policy.callsBeforeMissed) return reject({ code: 'miss.tooFewCalls', calls, needed: policy.callsBeforeMissed });
  if (waitMs > 0) return reject({ code: 'miss.tooSoon', waitMs });
  return accept({
    type: 'stop.missed', ticketId: command.ticketId, stop: at.stop.index, windowId: command.windowId,
    calls, proof: isShown ? 'shown' : 'unproven',
  });
}

type LastCalls = { readonly calls: number; readonly waitMs: number; readonly isShown: boolean };

function lastCalls(made: readonly DeepReadonly<Call>[], { now, since, spacingMs }: { readonly now: number; readonly since: number; readonly spacingMs: number }): LastCalls {
  const calls = made.filter(({ at }) => at >= since);
  const lastAt = calls[calls.length - 1]?.at ?? 0;
  return { calls: calls.length, waitMs: Math.max(0, lastAt + spacingMs - now), isShown: calls.some((call) => call.shownAt !== null) };
}

/** The visitor at the actor's window, when it is the one the command names and its status takes the verb. */
export function activeFor(
  state: ReadonlyHall, command: { readonly windowId: WindowId; readonly ticketId: TicketId }, verb: Verb, context: Context,
): AtWindow | Refused {
  const at = standingAt(state, command, context);
  if (at.kind === 'rejection' || isAllowed(at.stop.life.status, verb)) return at;
  return { kind: 'rejection', rejection: { code: 'stop.wrongStatus', status: at.stop.life.status } };
}

/** The same for the verbs that only somebody who is called takes, with the calls made so far. */
function calledFor(
  state: ReadonlyHall, command: { readonly windowId: WindowId; readonly ticketId: TicketId }, verb: Verb, context: Context,
): (AtWindow & { readonly calls: readonly DeepReadonly<Call>[] }) | Refused {
  const at = standingAt(state, command, context);
  if (at.kind === 'rejection') return at;
  const { life } = at.stop;
  if (life.status === 'called' && isAllowed(life.status, verb)) return { ...at, calls: life.calls };
  return { kind: 'rejection', rejection: { code: 'stop.wrongStatus', status: life.status } };
}

function standingAt(state: ReadonlyHall, command: { readonly windowId: WindowId; readonly ticketId: TicketId }, context: Context): AtWindow | Refused {
  const duty = onDuty(state, command.windowId, context);
  return duty.kind === 'rejection' ? duty : atWindow(state, duty, command.ticketId);
}

function atWindow(state: ReadonlyHall, duty: OnDuty, ticketId: TicketId): AtWindow | Refused {
  const { active } = duty.window;
  const ticket = state.ticketById.get(ticketId);
  if (!ticket) return { kind: 'rejection', rejection: { code: 'ticket.unknown' } };
  const stop = active && ticket.stops[active.stop];
  if (!stop || active.ticketId !== ticketId) return { kind: 'rejection', rejection: { code: 'window.changed' } };
  return { kind: 'active', duty, ticket, stop };
}

/** The context's ids have the form that the schema of CallId asks for. */
export const newCallId = (context: Context) => context.newId() as Extract<HallEvent, { type: 'ticket.called' }>['callId'];
