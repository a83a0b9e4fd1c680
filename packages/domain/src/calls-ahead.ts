// How many calls of a queue come before somebody who stands in it, or who would begin to stand there now (RULES.md, X5).
import type { HallConfig } from './config.ts';
import type { QueueId } from './ids.ts';
import { countBefore, type Standing } from './place.ts';
import { isPreferredTicket } from './preferred.ts';
import type { ReadonlyHall } from './state.ts';
import { waitingIn, withPaper } from './waiting-in.ts';

type Moment = { readonly now: number; readonly config: HallConfig };
/** `standing` null: behind everybody who waits now. */
export type Asking = { readonly queueId: QueueId; readonly standing: Standing | null; readonly isPreferred: boolean };

/** How many stand before it. */
export function standAhead(state: ReadonlyHall, { queueId, standing }: Pick<Asking, 'queueId' | 'standing'>): number {
  const refs = waitingIn(state, queueId);
  return standing === null ? refs.length : countBefore(state, refs, standing);
}

/** Ordinary: all that stand before. Preferred: those that are preferred, and the ordinary ones whom the row lets in between. */
export function callsAhead(state: ReadonlyHall, asking: Asking, moment: Moment): number {
  const ahead = standAhead(state, asking);
  if (!asking.isPreferred) return ahead;
  const preferable = withPaper(state, state.preferable.get(asking.queueId) ?? []);
  const before = asking.standing === null ? preferable : preferable.slice(0, countBefore(state, preferable, asking.standing));
  const preferred = before.filter(({ ticketId }) => isPreferredTicket(state, ticketId, moment)).length;
  const row = state.preferredRow.get(asking.queueId) ?? 0;
  return Math.min(ahead, preferred + Math.floor((row + preferred) / moment.config.policy.preferredInRow));
}
