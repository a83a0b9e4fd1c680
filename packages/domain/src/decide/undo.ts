// A window takes its last action back, while nothing else has happened there or to that ticket.
import type { CommandOf } from '../command.ts';
import { accept, reject, type Context, type Decision } from '../context.ts';
import type { EventOf } from '../event.ts';
import { askedFor, callOf, stopsOf } from '../evolve-parts.ts';
import { overtakenBy, overtakenLess } from '../evolve-order.ts';
import type { CallId, ClerkId, TicketId, WindowId } from '../ids.ts';
import type { DeepReadonly, LastAction, ReadonlyHall } from '../state.ts';
import { isInUse } from './pass.ts';
import { onDuty } from './window-duty.ts';

type At = { readonly windowId: WindowId; readonly clerkId: ClerkId };

/** U1–U5: the log keeps both, the action and its undoing; one press that finished and called is one action. */
export function undoAction(state: ReadonlyHall, command: CommandOf<'action.undo'>, context: Context): Decision {
  const duty = onDuty(state, command.windowId, context);
  if (duty.kind === 'rejection') return duty;
  const { undoWithinMs } = context.config.policy;
  const last = duty.window.lastAction;
  if (!last || last.ticketId !== command.ticketId || last.what !== command.what) return reject({ code: 'undo.changed' });
  if (context.now - last.at > undoWithinMs) return reject({ code: 'undo.tooLate', withinMs: undoWithinMs });
  if (hasComeBack(state, last, context)) return reject({ code: 'undo.changed' });
  return accept(...[last, ...(last.earlier ? [last.earlier] : [])].flatMap((action) => [undone(state, action, { windowId: command.windowId, clerkId: duty.clerkId }), ...unmade(action)]));
}

function undone(state: ReadonlyHall, action: DeepReadonly<LastAction>, at: At): EventOf<'action.undone'> {
  const { what, ticketId, stop, before, followers } = action;
  const life = state.ticketById.get(ticketId)?.stops[stop]?.life;
  // Only a call and a resumption leave somebody called.
  const callId = callOf(life, 0)?.callId ?? null;
  const standing = [...ownStanding(state, action), ...followers.map((follower) => standingOf(ticketId, follower.stop, follower)), ...givenBack(state, action, callId)];
  return {
    type: 'action.undone', ...at, ticketId, stop, what, status: undoneStatus(before.life.status), queueId: before.queueId,
    callId, reverted: followers.map((follower) => follower.stop), ...(standing.length > 0 ? { standing } : {}), ...without(action),
  };
}

/** The stop that had one item more. */
const without = ({ added }: DeepReadonly<LastAction>): Pick<EventOf<'action.undone'>, 'without'> =>
  (added?.items ? { without: { stop: added.stop, items: added.items.map((item) => ({ ...item })) } } : {});

/** The stop that was made for one item more: nobody goes there. */
const unmade = ({ ticketId, added }: DeepReadonly<LastAction>): EventOf<'stop.dropped'>[] => (added?.items === null ? [{ type: 'stop.dropped', ticketId, stop: added.stop }] : []);

/** J8: a number was taken with the pass that the finish gave. */
function hasComeBack(state: ReadonlyHall, action: DeepReadonly<LastAction>, { config }: Context): boolean {
  return stopsOf(state, action).flatMap(({ stop }) => askedFor(stop)).some(({ missing: { pass } }) => pass !== null && isInUse(state, pass.passId, config));
}

type Standing = NonNullable<EventOf<'action.undone'>['standing']>[number];

const standingOf = (ticketId: TicketId, stop: number, { place, bound, overtaken }: Omit<Standing, 'ticketId' | 'stop'>): Standing => ({ ticketId, stop, place, bound, overtaken });

/** The visitor's own stop, when it comes back from another queue. */
function ownStanding(state: ReadonlyHall, { ticketId, stop: index, before }: DeepReadonly<LastAction>): Standing[] {
  const stop = state.ticketById.get(ticketId)?.stops[index];
  return stop && stop.queueId !== before.queueId ? [standingOf(ticketId, index, { ...before, place: stop.place })] : [];
}

/** Those whom a call that is taken back had overtaken. */
function givenBack(state: ReadonlyHall, { what, before }: DeepReadonly<LastAction>, callId: CallId | null): Standing[] {
  if (what !== 'call' || callId === null) return [];
  return overtakenBy(state, before.queueId, callId).map(({ ticketId, stop }) => standingOf(ticketId, stop.index, { ...stop, overtaken: overtakenLess(stop) }));
}

type Status = EventOf<'action.undone'>['status'];

/** Whatever can be undone came from one of these. */
const undoneStatus = (status: LastAction['before']['life']['status']): Status =>
  status === 'called' || status === 'serving' || status === 'held' ? status : 'waiting';
