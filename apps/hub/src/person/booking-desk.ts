// Bookings for a person, as the hub knows one: as tags under the period keys, made here of an identity number that is kept nowhere.
// Told to the rules are only other bookings of the same person and the dates of those that were missed.
import { bookableDates, serviceDateAt, type Actor, type BookingId, type CommandOf } from '@hallcall/domain';
import type { BookingEntry } from '@hallcall/protocol';
import type Database from 'better-sqlite3';
import type { Applied } from '../engine/core.ts';
import type { Engine } from '../engine/engine.ts';
import { prepareBookingLists } from '../store/past-bookings.ts';
import { isStorageFault } from '../store/refusal.ts';
import { periodsAround, periodsOf } from './period.ts';
import type { PeriodKeys, Tag } from './period-keys.ts';
import { preparePersonTables, type FoundRow } from './person-tables.ts';

/** `number`: a checked identity number; null: nobody said for whom. */
export type BookingOrder = Omit<CommandOf<'booking.make'>, 'type' | 'person'> & { readonly number: string | null };

export type BookingDesk = {
  /** Makes the booking and keeps the tags of its person, in one transaction. */
  readonly book: (actor: Actor, order: BookingOrder) => Promise<Applied>;
  /** Every booking of a date, whatever became of it, in order of the slots. */
  readonly ofDate: (date: string) => readonly BookingEntry[];
  readonly codeOf: (bookingId: BookingId) => string | null;
  /** Bookings of today's date of whoever has one of these tags, open or with a number that nobody holds. */
  readonly find: (tags: readonly Tag[]) => readonly FoundRow[];
  /** The keys that cover today's date: an agent that reads a card makes tags with them. */
  readonly keysOfToday: () => ReturnType<PeriodKeys['keys']>;
  /** Once a second: erases keys that have ended with their tags, and what is left of tags in the write-ahead log. */
  readonly tick: () => Promise<void>;
};

export type BookingDeskDeps = { readonly engine: Engine; readonly db: Database.Database; readonly keys: PeriodKeys; readonly now: () => number };

export function createBookingDesk({ engine, db, keys, now }: BookingDeskDeps): BookingDesk {
  const tables = preparePersonTables(db);
  const lists = prepareBookingLists(db);
  const today = () => serviceDateAt(engine.config().hall, now());
  let [erasedOn, cleanAt] = ['', ''];

  /** The older key of today sees every no-show that may still count. */
  const knownOf = (number: string, { date }: BookingOrder): NonNullable<CommandOf<'booking.make'>['person']> => ({
    bookings: tables.bookings(keys.tags(number, periodsOf(date))),
    missed: keys.tags(number, periodsOf(today()).slice(0, 1)).flatMap(tables.missed),
  });

  /** A change for another date: whoever was known stays known. */
  const carried = (order: BookingOrder) => {
    const tags = order.replaces === undefined ? [] : tables.tagsOf(order.replaces);
    return { tags, person: tags.length === 0 ? {} : { person: { bookings: tables.bookings(tags), missed: [] } } };
  };

  /** Keys are made for no date that cannot be booked: they would lie in the file until it comes. */
  const isBookable = (date: string): boolean => bookableDates({ config: engine.config().hall, now: now() }).some((one) => one === date);
  const identified = (number: string, order: BookingOrder) =>
    isBookable(order.date) ? { tags: keys.tags(number, periodsAround(order.date)), person: { person: knownOf(number, order) } } : { tags: [], person: {} };
  const bookNow = (actor: Actor, order: BookingOrder): Applied => {
    const { number, ...wanted } = order;
    const known = number === null ? carried(order) : identified(number, order);
    const applied = engine.core.apply({ actor, command: { type: 'booking.make', ...wanted, ...known.person }, commandId: null, now: now() });
    if (applied.kind === 'events' && applied.events.length > 0) tables.add(order.bookingId, known.tags);
    return applied;
  };

  const eraseEnded = async (date: string): Promise<void> => {
    keys.erase(date);
    await engine.change(() => tables.keepOnly(keys.ids()));
    erasedOn = date;
  };

  /** Erased rows are zeros in the file, but older pages stand in the log of writes until it is cut. */
  const cutLog = (): void => {
    const { bookingTurn, day } = engine.state();
    const stand = `${erasedOn} ${day?.date ?? ''} ${bookingTurn}`;
    if (stand === cleanAt) return;
    try {
      const [result] = db.pragma('wal_checkpoint(truncate)') as readonly { readonly busy: number }[];
      if (result?.busy === 0) cleanAt = stand;
    } catch (error) {
      // The next tick tries again.
      if (!isStorageFault(error)) throw error;
    }
  };

  return {
    book: (actor, order) => engine.change(() => bookNow(actor, order)),
    ofDate: lists.ofDate, codeOf: lists.code,
    find: (tags) => tags.flatMap((tag) => tables.openOn(tag, today())).filter(({ code }, index, all) => all.findIndex((one) => one.code === code) === index),
    keysOfToday: () => keys.keys(periodsOf(today())),
    async tick() {
      if (!engine.isAvailable()) return;
      if (erasedOn !== today()) await eraseEnded(today());
      cutLog();
    },
  };
}
