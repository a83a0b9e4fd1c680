// How long the visitor will probably wait, by queue: the hub's word, as it came with the stops that are open.
import { shownMinutes, type QueueId, type StopPlan } from '@hallcall/domain';

export type Estimate = { readonly queueId: QueueId; readonly minutes: number };

/** As people read it. Empty where nothing was said: offline, or while no window serves. */
export const estimatesOf = (stops: readonly StopPlan[]): Estimate[] =>
  stops.flatMap(({ queueId, estimateMs }) => (estimateMs === undefined ? [] : [{ queueId, minutes: shownMinutes(estimateMs) }]));
