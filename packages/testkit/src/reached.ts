// What a suite of random sequences has really tried: how often each kind of event happened, over every sequence played.
import type { HallEvent, TimedEvent } from '@hallcall/domain';

export type Reached = {
  /** Takes in a log: each event's type, the rule of a call as `called: order`, what is special about a ticket as `issued: needs`, and about other events alike. */
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
        for (const kind of kindsOf(event)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
      }
    },
    seldom: (kinds, every) =>
      kinds.filter((kind) => (counts.get(kind) ?? 0) * every < sequences).map((kind) => `${kind}: ${counts.get(kind) ?? 0} times in ${sequences} sequences`),
    sequences: () => sequences,
  };
}

function kindsOf(event: HallEvent): readonly string[] {
  if (event.type === 'ticket.called') return [event.type, `called: ${event.why ?? ''}`, ...(event.passed && event.passed.length > 1 ? ['overtaken: several'] : [])];
  if (event.type === 'stop.restored') return [event.type, `restored: ${event.isFree ? 'free' : 'paid'}`];
  if (event.type === 'action.undone') return [event.type, `undone: ${event.what}`];
  if (event.type === 'stop.transferred') return [event.type, `sent: ${event.onlyAt === null ? 'queue' : 'window'}`];
  if (event.type !== 'ticket.issued') return [event.type];
  const special = [
    event.personClass && 'preferred', event.needs && 'needs', event.booked && 'booked', event.chain && 'chain', event.offline && 'offline',
    event.supersedes && 'superseding', event.lateDay && 'late',
  ];
  return [event.type, ...special.flatMap((word) => (word ? [`issued: ${word}`] : []))];
}
