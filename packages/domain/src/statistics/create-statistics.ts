// The statistics of one service day: fold its events in, then ask for the report. RULES.md, Z1 and following.
import type { TimedEvent } from '../event.ts';
import type { ItemId, QueueId, WindowId } from '../ids.ts';
import { countDuty, countTicket, type Counting } from './count.ts';
import { dutyFigures, itemFigures, queueFigures, ticketFigures, workFigures, type DutyFigures, type ItemFigures, type QueueFigures, type TicketFigures, type WorkFigures } from './figures.ts';
import { follow } from './follow.ts';
import { windowIn } from './follow-duty.ts';
import { createHourOf } from './hour-of.ts';
import type { Records } from './records.ts';
import { createBook, createItemBook, type Tally } from './tally.ts';

export type StatisticsReport = {
  readonly hall: QueueFigures & DutyFigures & TicketFigures;
  /** In which anything happened, in order of their ids. */
  readonly queues: readonly ({ readonly queueId: QueueId } & QueueFigures)[];
  readonly windows: readonly ({ readonly windowId: WindowId } & WorkFigures & DutyFigures)[];
  /** Of the hall's wall clock, in the order of the service day; an hour without anything is left out. */
  readonly hours: readonly ({ readonly hour: number } & QueueFigures & DutyFigures)[];
  readonly queueHours: readonly ({ readonly queueId: QueueId; readonly hour: number } & QueueHour)[];
};

/** The little that is said of each queue in each hour. */
export type QueueHour = Pick<QueueFigures, 'issued' | 'arrived' | 'turns' | 'done'> & { readonly waits: number; readonly meanWaitMs: number | null };

export type ReportOptions = {
  readonly timeZone: string;
  /** Hour at which the service day changes, 0–23. */
  readonly firstHour: number;
  /** See the policy's `bookingToleranceMs`. */
  readonly bookingToleranceMs: number;
  /** Windows that are open, and visitors being served, count until then, epoch ms. */
  readonly until: number;
  /**
   * When the hours of a day ended that was left open beyond its date, epoch ms (0: it had none): time at its windows ends then, or with the last
   * thing done at each. Null: the day was closed in time, or its date still runs.
   */
  readonly leftOpenAt: number | null;
};

export type Statistics = {
  /** The next event of the day, in the order of the log. */
  readonly add: (timed: TimedEvent) => void;
  /** The day so far; `add` may go on afterwards. */
  readonly report: (options: ReportOptions) => StatisticsReport;
  /** The same day by item and hour, in order of the items' ids and of the hours. */
  readonly itemHours: (options: ReportOptions) => readonly ItemHour[];
};

export type ItemHour = ItemFigures & { readonly itemId: ItemId; /** Of the hall's wall clock, 0–23. */ readonly hour: number };

/** An empty day. */
export function createStatistics(): Statistics {
  const records: Records = { tickets: new Map(), windows: new Map() };
  return { add: (timed) => follow(records, timed), report: (options) => report(records, options), itemHours: (options) => itemHours(records, options) };
}

function itemHours(records: Records, options: ReportOptions): ItemHour[] {
  const { tickets } = records;
  const book = createItemBook();
  const counting = countingIn(book, records, options);
  for (const ticket of tickets.values()) countTicket(ticket, counting);
  return byId(book.items).flatMap(([itemId, hours]) => [...hours].toSorted(([a], [b]) => a - b).map(([hour, tally]) => ({ itemId, hour, ...itemFigures(tally) })));
}

const countingIn = (book: Counting['book'], { windows }: Records, { timeZone, bookingToleranceMs, until, leftOpenAt }: ReportOptions): Counting => ({
  book, hourOf: createHourOf(timeZone), toleranceMs: bookingToleranceMs, until,
  endOf: (windowId) => (leftOpenAt === null ? Infinity : Math.max(leftOpenAt, windowIn(windows, windowId).lastAt)),
});

function report(records: Records, options: ReportOptions): StatisticsReport {
  const { tickets, windows } = records;
  const book = createBook();
  const counting = countingIn(book, records, options);
  const { firstHour } = options;
  for (const ticket of tickets.values()) countTicket(ticket, counting);
  for (const [windowId, record] of windows) countDuty(windowId, record, counting);
  const inOrder = (hours: ReadonlyMap<number, Tally>) => [...hours].toSorted(([a], [b]) => sinceFirst(a, firstHour) - sinceFirst(b, firstHour));
  return {
    hall: { ...queueFigures(book.hall), ...dutyFigures(book.hall), ...ticketFigures(book.hall) },
    queues: byId(book.queues).map(([queueId, tally]) => ({ queueId, ...queueFigures(tally) })),
    windows: byId(book.windows).map(([windowId, tally]) => ({ windowId, ...workFigures(tally), ...dutyFigures(tally) })),
    hours: inOrder(book.hours).map(([hour, tally]) => ({ hour, ...queueFigures(tally), ...dutyFigures(tally) })),
    queueHours: byId(book.queueHours).flatMap(([queueId, hours]) => inOrder(hours).map(([hour, tally]) => ({ queueId, hour, ...queueHour(tally) }))),
  };
}

const byId = <K extends string, V>(map: ReadonlyMap<K, V>): (readonly [K, V])[] => [...map].toSorted(([a], [b]) => (a < b ? -1 : 1));
const sinceFirst = (hour: number, first: number): number => (hour - first + 24) % 24;

function queueHour(tally: Tally): QueueHour {
  const { issued, arrived, turns, done, wait } = queueFigures(tally);
  return { issued, arrived, turns, done, waits: wait.count, meanWaitMs: wait.meanMs };
}
