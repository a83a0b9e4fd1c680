// May a number be given for these stops at this hour?
import type { StopPlan } from '../command.ts';
import { reject, type Context, type Decision } from '../context.ts';
import { queueClosesAt, queueClosure, runsLate } from '../queue-gate.ts';
import type { ReadonlyHall } from '../state.ts';
import { createUsualVisits } from '../usual-visit.ts';
import { shownMinutes } from '../view/waits.ts';

/** D11, D14: a stop that is open at once lies in a queue that gives no numbers now, or would not be done before its hours end. Null: it may. */
export function refuseByHours(state: ReadonlyHall, stops: readonly StopPlan[], { config, now }: Context): Decision | null {
  const isByManager = state.day?.openedBy === 'manager';
  const visit = createUsualVisits(state, config);
  for (const { queueId, after, estimateMs } of stops) {
    if (after.length > 0) continue;
    const closed = queueClosure(config, queueId, { now, isByManager });
    if (closed) return reject({ code: 'queue.closed', queueId, opensAt: closed.opensAt });
    if (config.policy.lastTicket === 'warn') continue;
    const closesAt = queueClosesAt(config, queueId, now);
    const waitMinutes = estimateMs === undefined ? null : shownMinutes(estimateMs);
    if (closesAt !== null && runsLate({ now, waitMinutes, visitMs: visit(queueId), closesAt })) return reject({ code: 'queue.tooLate', queueId, closesAt });
  }
  return null;
}
