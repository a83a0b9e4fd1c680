// How many preferred visitors may be called before this one, by queue: the hub's promise, as it came with the stops that are open.
import type { QueueId, StopPlan } from '@hallcall/domain';

export type Bound = { readonly queueId: QueueId; readonly count: number };

/** Empty where nothing was promised: offline, or to who is preferred. */
export const boundsOf = (stops: readonly StopPlan[]): Bound[] => stops.flatMap(({ queueId, bound }) => (bound === undefined ? [] : [{ queueId, count: bound }]));
