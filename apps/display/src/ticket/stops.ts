import { stagesOf } from '@hallcall/client';
import type { NamedStop } from '@hallcall/protocol';

export type StagedStop = { readonly stop: NamedStop; readonly stage: number; readonly index: number };

/** By stage, as on the paper. */
export function stagedStops(stops: readonly NamedStop[]): readonly StagedStop[] {
  const stages = stagesOf(stops);
  return stops.map((stop, index) => ({ stop, stage: stages[index] ?? 1, index })).toSorted((a, b) => a.stage - b.stage || a.index - b.index);
}

/** What the visitor has to know first. */
const urgency: readonly NamedStop['status'][] = ['called', 'serving', 'held', 'missed', 'waiting', 'blocked', 'done', 'cancelled', 'abandoned'];

/** The stop that says most of where the visitor is now; null: there is none. */
export const newestStop = (stops: readonly NamedStop[]): NamedStop | null =>
  stops.toSorted((a, b) => urgency.indexOf(a.status) - urgency.indexOf(b.status))[0] ?? null;
