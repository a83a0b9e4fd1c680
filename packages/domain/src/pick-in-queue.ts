// Whom a window takes from one queue: the first by place, or a preferred visitor within row and bound (RULES.md, O7–O10).
import type { HallConfig } from './config.ts';
import type { QueueId, TicketId } from './ids.ts';
import type { MayCall } from './may-call.ts';
import { isPreferred } from './preferred.ts';
import { waitingOf } from './place.ts';
import type { ReadonlyHall, StopRef } from './state.ts';

/** `passed` are the ordinary tickets overtaken, `spared` their further stops in the queue, which are not; `row` is the queue's row after the call. */
export type QueuePick = { readonly ref: StopRef; readonly passed: readonly TicketId[]; readonly spared: readonly StopRef[]; readonly row: number };

type Moment = { readonly now: number; readonly config: HallConfig; readonly mayCall: MayCall };

/** The choice in a queue whose first callable visitor is `head`. */
export function pickInQueue(state: ReadonlyHall, queueId: QueueId, head: StopRef, moment: Moment): QueuePick {
  const row = state.preferredRow.get(queueId) ?? 0;
  const first = state.ticketById.get(head.ticketId);
  if (first && isPreferred(first, moment)) return { ref: head, passed: [], spared: [], row };
  const inOrder = { ref: head, passed: [], spared: [], row: 0 };
  if (row >= moment.config.policy.preferredInRow) return inOrder;
  const preferred = firstPreferred(state, queueId, moment);
  const passed = preferred && overtakenBy(state, queueId, preferred, moment);
  return preferred && passed ? { ref: preferred, passed: [...new Set(passed.map(({ ticketId }) => ticketId))], spared: sparedOf(state, queueId, passed), row: row + 1 } : inOrder;
}

function firstPreferred(state: ReadonlyHall, queueId: QueueId, moment: Moment): StopRef | null {
  const isTaken = (ref: StopRef): boolean => {
    const ticket = moment.mayCall(ref, queueId);
    return ticket !== null && isPreferred(ticket, moment);
  };
  return state.preferable.get(queueId)?.find(isTaken) ?? null;
}

/** O8: those before the first preferred one that the window could call, ordinary all; null when one has been overtaken often enough. */
function overtakenBy(state: ReadonlyHall, queueId: QueueId, preferred: StopRef, moment: Moment): readonly StopRef[] | null {
  const passed: StopRef[] = [];
  for (const ref of waitingOf(state, queueId)) {
    if (ref.ticketId === preferred.ticketId && ref.stop === preferred.stop) break;
    const ticket = moment.mayCall(ref, queueId);
    if (!ticket) continue;
    const stop = ticket.stops[ref.stop];
    if (stop && stop.bound !== null && stop.overtaken >= stop.bound) return null;
    passed.push(ref);
  }
  return passed;
}

/** O8: a ticket may wait in the queue twice, and be overtaken in one place only: the other stands behind, or is for another window. */
function sparedOf(state: ReadonlyHall, queueId: QueueId, passed: readonly StopRef[]): readonly StopRef[] {
  const tickets = new Set(passed.map(({ ticketId }) => ticketId));
  return waitingOf(state, queueId).filter((ref) => tickets.has(ref.ticketId) && !passed.includes(ref)).map(({ ticketId, stop }) => ({ ticketId, stop }));
}
