// The figures of a simulated day: the statistics of the hall, as their one module defines them, and what was overtaken.
import { createStatistics, type HallConfig, type StatisticsReport, type TimedEvent } from '@hallcall/domain';
import { countOvertaken, type Overtaken } from './overtaken.ts';

export type Figures = Pick<StatisticsReport, 'hall' | 'queues'> & {
  /** Numbers that a kiosk gave by itself, and tickets that were cancelled. */
  readonly offline: number;
  readonly cancelled: number;
  readonly overtaken: Overtaken;
};

/** `events`: one service day, from its opening to its close. */
export function measure(events: readonly TimedEvent[], { timeZone, day, policy }: HallConfig): Figures {
  const statistics = createStatistics();
  for (const timed of events) statistics.add(timed);
  const { hall, queues } = statistics.report({
    timeZone, firstHour: Number.parseInt(day.changesAt, 10), bookingToleranceMs: policy.bookingToleranceMs, until: events.at(-1)?.at ?? 0, leftOpenAt: null,
  });
  const count = (isCounted: (event: TimedEvent['event']) => boolean): number => events.filter(({ event }) => isCounted(event)).length;
  return {
    hall, queues, overtaken: countOvertaken(events),
    offline: count((event) => event.type === 'ticket.issued' && event.offline), cancelled: count(({ type }) => type === 'ticket.cancelled'),
  };
}
