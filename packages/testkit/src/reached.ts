// What a suite of random sequences has really tried: how often each kind of event happened, over every sequence played.
import type { TimedEvent } from '@hallcall/domain';

export type Reached = {
  /** Takes in a log; each type counts, and each call's reason as `called: order`. */
  count(log: readonly TimedEvent[]): void;
  /** The kinds that happened less than once in `every` sequences, with how often. */
  seldom(kinds: readonly string[], every: number): readonly string[];
  readonly sequences: () => number;
};

export function createReached(): Reached {
  const counts = new Map<string, number>();
  let sequences = 0;
  return {
    count: (log) => {
      sequences += 1;
      for (const { event } of log) {
        const kinds = event.type === 'ticket.called' ? [event.type, `called: ${event.why ?? ''}`] : [event.type];
        for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
      }
    },
    seldom: (kinds, every) =>
      kinds.filter((kind) => (counts.get(kind) ?? 0) * every < sequences).map((kind) => `${kind}: ${counts.get(kind) ?? 0} times in ${sequences} sequences`),
    sequences: () => sequences,
  };
}
