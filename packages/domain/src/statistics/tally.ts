// What is counted while the records are gone through: one tally for the hall, each queue, window, hour, and queue in an hour.
import { Outcome } from '../command.ts';
import type { ItemId, QueueId, WindowId } from '../ids.ts';
import { CallWhy } from '../person.ts';

export type Tally = {
  issued: number; ticketsAbandoned: number; arrived: number; abandoned: number;
  turns: number; missed: number; recalled: number; recalls: number; transfers: number; overtaken: number;
  booked: number; kept: number; told: number; neverCalled: number; startsInferred: number;
  openMs: number; pausedMs: number; servingMs: number;
  readonly waits: number[]; readonly services: number[];
  /** Actual wait less what was told, ms. */
  readonly errors: number[];
  readonly calls: Record<CallWhy, number>;
  readonly outcomes: Record<Outcome, { stops: number; pieces: number }>;
};

const newTally = (): Tally => ({
  issued: 0, ticketsAbandoned: 0, arrived: 0, abandoned: 0, turns: 0, missed: 0, recalled: 0, recalls: 0, transfers: 0, overtaken: 0,
  booked: 0, kept: 0, told: 0, neverCalled: 0, startsInferred: 0, openMs: 0, pausedMs: 0, servingMs: 0, waits: [], services: [], errors: [],
  calls: everyKey(CallWhy.options, () => 0), outcomes: everyKey(Outcome.options, () => ({ stops: 0, pieces: 0 })),
});

/** One entry a key, by construction. */
const everyKey = <K extends string, V>(keys: readonly K[], value: () => V): Record<K, V> => Object.fromEntries(keys.map((key) => [key, value()])) as Record<K, V>;

/** Where something counts besides the whole hall; null: nowhere. */
export type Where = { readonly queueId: QueueId | null; readonly windowId: WindowId | null; readonly items: readonly ItemId[]; readonly hour: number };

export type Book = {
  readonly hall: Tally;
  readonly queues: Map<QueueId, Tally>;
  readonly windows: Map<WindowId, Tally>;
  readonly hours: Map<number, Tally>;
  readonly queueHours: Map<QueueId, Map<number, Tally>>;
  /** Every tally that `where` counts in. */
  readonly at: (where: Where) => readonly Tally[];
};

export function createBook(): Book {
  const [hall, queues, windows, hours, queueHours] = [newTally(), new Map<QueueId, Tally>(), new Map<WindowId, Tally>(), new Map<number, Tally>(), new Map<QueueId, Map<number, Tally>>()];
  return {
    hall, queues, windows, hours, queueHours,
    at({ queueId, windowId, hour }) {
      const found = [hall, entry(hours, hour, newTally)];
      if (queueId !== null) found.push(entry(queues, queueId, newTally), entry(entry(queueHours, queueId, newHours), hour, newTally));
      if (windowId !== null) found.push(entry(windows, windowId, newTally));
      return found;
    },
  };
}

/** By item and hour instead. */
export type ItemBook = Pick<Book, 'at'> & { readonly items: ReadonlyMap<ItemId, ReadonlyMap<number, Tally>> };

export function createItemBook(): ItemBook {
  const items = new Map<ItemId, Map<number, Tally>>();
  return { items, at: (where) => where.items.map((item) => entry(entry(items, item, newHours), where.hour, newTally)) };
}

const newHours = (): Map<number, Tally> => new Map();

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
