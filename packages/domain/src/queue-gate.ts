// Whether a queue gives numbers now, and whether whoever takes one now will still be served today (RULES.md, D11–D14).
import { queueOf } from './config-index.ts';
import type { HallConfig } from './config.ts';
import type { QueueId } from './ids.ts';
import { once } from './once.ts';
import { dayHours, isWithin, nextStart, queueHours, serviceDateAt } from './service-day.ts';
import type { ReadonlyHall } from './state.ts';
import { createUsualVisits } from './usual-visit.ts';

/** Outside its own hours; `opensAt` (epoch ms) null: not within a year. */
export type QueueClosed = { readonly kind: 'closed'; readonly opensAt: number | null };
/** Who comes now is probably not served before `closesAt` (epoch ms); `isRefused`: the hall gives no number then. */
export type QueueLate = { readonly kind: 'late'; readonly closesAt: number; readonly isRefused: boolean };
export type QueueGate = QueueClosed | QueueLate;

type Moment = {
  readonly now: number;
  /** A manager opened the day. */
  readonly isByManager: boolean;
};

const minuteMs = 60_000;

/** D11, D12: why a queue gives no numbers by its own hours; null: it does while the hall does. */
export function queueClosure(config: HallConfig, queueId: QueueId, { now, isByManager }: Moment): QueueClosed | null {
  if (!hasOwnHours(config, queueId)) return null;
  const date = serviceDateAt(config, now);
  if (isByManager && dayHours(config, date).length === 0) return null;
  const hoursOf = (day: typeof date) => queueHours(config, queueId, day);
  return isWithin(hoursOf(date), now) ? null : { kind: 'closed', opensAt: nextStart(config, now, hoursOf) };
}

/** When a queue's hours of the service day end, epoch ms; null: they never do, or are over. */
export function queueClosesAt(config: HallConfig, queueId: QueueId, now: number): number | null {
  if (config.timetable.kind === 'always' && !hasOwnHours(config, queueId)) return null;
  const last = queueHours(config, queueId, serviceDateAt(config, now)).at(-1);
  return last && last.to > now ? last.to : null;
}

type Forecast = { readonly now: number; readonly waitMinutes: number | null; readonly visitMs: number; readonly closesAt: number | null };

/** D13: the wait as it is told and the usual visit end behind the hours; without an estimate the visit alone does. */
export const runsLate = ({ now, waitMinutes, visitMs, closesAt }: Forecast): boolean =>
  closesAt !== null && now - (now % minuteMs) + (waitMinutes ?? 0) * minuteMs + visitMs > closesAt;

/** For every queue of a moment; `waitMinutes` is what an ordinary visitor is told. Null: numbers are given, and who takes one will be served. */
export function createQueueGates(
  state: ReadonlyHall, config: HallConfig, now: number,
): (queue: HallConfig['queues'][number], waitMinutes: number | null) => QueueGate | null {
  const isByManager = state.day?.openedBy === 'manager';
  const visit = createUsualVisits(state, config);
  const known = { ...config, known: new Map<string, number>() };
  // Queues of the same hours open and close together: working out hours costs more than all the rest.
  const firstOf = new Map<string, QueueId>();
  const closureOf = once((queueId: QueueId) => queueClosure(known, queueId, { now, isByManager }));
  const closesAtOf = once((queueId: QueueId) => queueClosesAt(known, queueId, now));
  return ({ id, hours }, waitMinutes) => {
    const key = JSON.stringify(hours);
    const alike = firstOf.get(key) ?? id;
    firstOf.set(key, alike);
    const closed = closureOf(alike);
    if (closed) return closed;
    const closesAt = closesAtOf(alike);
    if (closesAt === null || !runsLate({ now, waitMinutes, visitMs: visit(id), closesAt })) return null;
    return { kind: 'late', closesAt, isRefused: config.policy.lastTicket === 'stop' };
  };
}

const hasOwnHours = (config: HallConfig, queueId: QueueId): boolean => (queueOf(config, queueId)?.hours ?? null) !== null;
