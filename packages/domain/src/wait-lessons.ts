// What the hall learns from its own estimates (RULES.md, X9): how much longer or shorter than it had worked out people really waited.
import type { EventOf } from './event.ts';
import type { CallId } from './ids.ts';
import type { HallState, ReadonlyHall, Stop, Ticket } from './state.ts';

/** A visitor's first call: the wait as it had been worked out, before any lesson, and as it was; ms. */
export type WaitLesson = { readonly callId: CallId; readonly expectedMs: number; readonly waitedMs: number };

/** Of the whole hall: about the last half hour of a busy one. */
const lessonsKept = 100;
/** With few lessons the model is believed: as if so much waiting had come true, ms. */
const believedMs = 100 * 60_000;
/** A break or an evacuation is no rule for others: a lesson counts three times what was expected and this much, ms. */
const graceMs = 10 * 60_000;
const [least, most] = [0.5, 3];

/** What an estimate is multiplied by before somebody is told. */
export function waitFactor({ waitLessons }: Pick<ReadonlyHall, 'waitLessons'>): number {
  const expectedMs = waitLessons.reduce((sum, lesson) => sum + lesson.expectedMs, believedMs);
  const waitedMs = waitLessons.reduce((sum, lesson) => sum + lesson.waitedMs, believedMs);
  return Math.min(most, Math.max(least, waitedMs / expectedMs));
}

/** What had been worked out for a visitor who is told `estimateMs` in this moment; null: nothing is told. */
export const expectedMs = (state: HallState, estimateMs: number | undefined): number | null =>
  estimateMs === undefined ? null : Math.round(estimateMs / waitFactor(state));

/** The first call of a stop, `at`; a call out of order teaches nothing. To be noted before the stop's life changes. */
export function learn(state: HallState, at: number, { issuedAt }: Ticket, stop: Stop, { callId, why }: EventOf<'ticket.called'>): void {
  if (stop.expectedMs === null || why === 'urgent' || why === 'chosen') return;
  state.waitLessons.push({ callId, expectedMs: stop.expectedMs, waitedMs: Math.min(Math.max(0, at - issuedAt), 3 * stop.expectedMs + graceMs) });
  if (state.waitLessons.length > lessonsKept) state.waitLessons.shift();
  stop.expectedMs = null;
}

/** The call was a mistake, and its stop waits on. */
export function unlearn(state: HallState, stop: Stop, callId: CallId): void {
  const index = state.waitLessons.findLastIndex((lesson) => lesson.callId === callId);
  const [lesson] = index < 0 ? [] : state.waitLessons.splice(index, 1);
  if (lesson) stop.expectedMs = lesson.expectedMs;
}
