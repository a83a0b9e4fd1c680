// Tags of who booked and of who did not come: rows beside the log, read and written in this folder and ended by the projection.
import type { BookingId, ItemCount, ServiceDate } from '@hallcall/domain';
import type Database from 'better-sqlite3';
import { usedUp } from '../store/past-bookings.ts';
import type { Tag } from './period-keys.ts';

export type PersonTables = ReturnType<typeof preparePersonTables>;
export type FoundRow = { readonly code: string; readonly items: readonly ItemCount[] };

export function preparePersonTables(db: Database.Database) {
  const bookingsOf = db.prepare<[Buffer, number], BookingId>('select booking_id from booking_person where tag = ? and key_id = ?').pluck();
  const missedOf = db.prepare<[Buffer, number], ServiceDate>('select date from missed_booking where tag = ? and key_id = ?').pluck();
  const openOn = db.prepare<[Buffer, number, string], { code: string; items: string }>(`
    select code, items from booking join booking_person using (booking_id) where tag = ? and key_id = ? and date = ? and (booking.status = 'open' or (booking.status = 'kept' and not ${usedUp})) order by from_at`);
  const add = db.prepare<[string, Buffer, number]>('insert or ignore into booking_person (booking_id, tag, key_id) values (?, ?, ?)');
  const tagsOf = db.prepare<[string], Tag>('select tag, key_id as keyId from booking_person where booking_id = ?');
  const erasures = ['booking_person', 'missed_booking'].map((table) => db.prepare<[string]>(`delete from ${table} where key_id not in (select value from json_each(?))`));
  return {
    bookings: (tags: readonly Tag[]): BookingId[] => [...new Set(tags.flatMap(({ tag, keyId }) => bookingsOf.all(tag, keyId)))],
    missed: ({ tag, keyId }: Tag): ServiceDate[] => missedOf.all(tag, keyId),
    /** What the projection wrote of events that their schema had checked. */
    openOn: ({ tag, keyId }: Tag, date: string): FoundRow[] => openOn.all(tag, keyId, date).map((row) => ({ code: row.code, items: JSON.parse(row.items) as ItemCount[] })),
    tagsOf: (bookingId: BookingId): Tag[] => tagsOf.all(bookingId),
    add: (bookingId: BookingId, tags: readonly Tag[]): void => tags.forEach(({ tag, keyId }) => void add.run(bookingId, tag, keyId)),
    /** Ends every tag whose key is not one of these; true when there were any. */
    keepOnly: (keyIds: readonly number[]): boolean => erasures.map((erase) => erase.run(JSON.stringify(keyIds)).changes).some((changes) => changes > 0),
  };
}
