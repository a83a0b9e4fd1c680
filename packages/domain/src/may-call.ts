// Whom a window could call at this moment: the paper is out, no window has the visitor, who was not sent to another one, and the window suits (O5, O13).
import type { HallConfig } from './config.ts';
import type { QueueId, TicketId, WindowId } from './ids.ts';
import { isMeantFor } from './meant-for.ts';
import { serves } from './served-by.ts';
import type { DeepReadonly, Paper, ReadonlyHall, StopRef, Ticket } from './state.ts';

/** True when a ticket with this paper may be called: somebody may hold the number. */
export const isCallable = (paper: Paper): boolean => paper !== 'pending' && paper !== 'failed';

/** The ticket of a waiting stop when the window could call it now, else null. */
export type MayCall = (ref: StopRef, queueId: QueueId) => DeepReadonly<Ticket> | null;

/** The test for one window; tickets of `taken` are being called elsewhere in this moment. */
export function mayCallAt(state: ReadonlyHall, config: HallConfig, windowId: WindowId, taken: ReadonlySet<TicketId> | null): MayCall {
  const suits = suitabilityOf(state, config, windowId);
  return (ref, queueId) => {
    const ticket = state.ticketById.get(ref.ticketId);
    if (!ticket || ticket.activeAt !== null || !isCallable(ticket.paper) || taken?.has(ref.ticketId)) return null;
    const stop = ticket.stops[ref.stop];
    if (!isMeantFor({ state, config }, stop, windowId)) return null;
    // Sent to this very window: whether it suits is not asked again, or nobody could call.
    return stop?.onlyAt === windowId || suits(ticket.needs, queueId) ? ticket : null;
  };
}

/** Whether the window may call somebody with these needs from the queue; each question is worked out once. */
function suitabilityOf(state: ReadonlyHall, config: HallConfig, windowId: WindowId): (needs: readonly string[], queueId: QueueId) => boolean {
  const answers = new Map<string, boolean>();
  return (needs, queueId) => {
    if (needs.length === 0) return true;
    const key = `${queueId} ${needs.join()}`;
    const known = answers.get(key) ?? isSuitable(state, config, { windowId, queueId, needs });
    answers.set(key, known);
    return known;
  };
}

type Wish = { readonly windowId: WindowId; readonly queueId: QueueId; readonly needs: readonly string[] };

/** O13: the window suits all needs, or no window of the queue that does is open and not paused. */
function isSuitable(state: ReadonlyHall, { windows }: HallConfig, { windowId, queueId, needs }: Wish): boolean {
  const suitable = windows.filter(
    (window) => serves(state, window, queueId) && needs.every((need) => window.suits.some((served) => served === need)),
  );
  return suitable.some(({ id }) => id === windowId) || !suitable.some(({ id }) => isWorking(state, id));
}

/** Somebody sits there and takes no break. */
export function isWorking(state: ReadonlyHall, windowId: WindowId): boolean {
  const window = state.windowById.get(windowId);
  return window !== undefined && window.clerkId !== null && window.pause === null;
}
