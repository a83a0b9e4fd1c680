import type { QueueId } from './ids.ts';
import type { ReadonlyHall, StopRef } from './state.ts';

/** Everybody who stands in a queue with a paper that may be called or is on its way. */
export function waitingIn(state: ReadonlyHall, queueId: QueueId): readonly StopRef[] {
  const refs = state.waiting.get(queueId) ?? [];
  return withPaper(state, refs);
}

/** Those of a waiting list whose paper has not failed, in its order. */
export const withPaper = (state: ReadonlyHall, refs: readonly StopRef[]): readonly StopRef[] =>
  state.troubledPaper.size === 0 ? refs : refs.filter((ref) => state.ticketById.get(ref.ticketId)?.paper !== 'failed');
