// How long the visitor will probably wait, by queue: the hub's word, as it came with the stops that are open.
import { shownMinutes, type QueueId } from '@hallcall/domain';
import type { IssuedTicket } from './core/state.ts';

/** `minutes` null: no window of the queue was open when the number was given. */
export type Estimate = { readonly queueId: QueueId; readonly minutes: number | null };

/** As people read it. Empty where nobody could say anything: offline. */
export const estimatesOf = ({ stops, offline }: Pick<IssuedTicket, 'stops' | 'offline'>): Estimate[] =>
  offline ? [] : stops.flatMap(({ queueId, after, estimateMs }) => (after.length > 0 ? [] : [{ queueId, minutes: estimateMs === undefined ? null : shownMinutes(estimateMs) }]));
