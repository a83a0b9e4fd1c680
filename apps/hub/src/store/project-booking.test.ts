import { manager } from '@hallcall/testkit';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openManyDays } from '../testing/many-days.ts';
import { databaseFile } from './open-store.ts';

test('who booked for a day that is past is forgotten with the next opening, who booked for a later one is not', async () => {
  const first = await openManyDays();
  await first.shortDay(0);
  await first.close();
  const db = new Database(databaseFile(first.folder));
  const booking = db.prepare(`
    insert into booking (booking_id, code, queue_id, items, date, from_at, to_at, named, changed_at) values (:date, :date, 'q-market', '[]', :date, 0, 1, 0, 0)`);
  const person = db.prepare(`insert into booking_person (booking_id, tag, key_id) values (:date, x'00112233445566778899aabbccddeeff', 1)`);
  for (const date of ['2026-01-01', '2026-01-09']) {
    booking.run({ date });
    person.run({ date });
  }
  db.close();
  const second = await openManyDays({ folder: first.folder, seed: 'b' });
  await second.shortDay(1);
  await second.close();
  const after = new Database(databaseFile(first.folder), { readonly: true });
  expect(after.prepare('select booking_id from booking_person').pluck().all()).toEqual(['2026-01-09']);
  after.close();
});

test('the close forgets who kept a booking of that day, and nobody whose booking is open or may be again', async () => {
  const first = await openManyDays();
  await first.shortDay(0);
  await first.send(manager, { type: 'day.open' });
  await first.close();
  const db = new Database(databaseFile(first.folder));
  const booking = db.prepare(`
    insert into booking (booking_id, code, queue_id, items, date, from_at, to_at, named, changed_at, status, reason)
    values (:id, :id, 'q-market', '[]', :date, 0, 1, 0, 0, :status, :reason)`);
  const person = db.prepare(`insert into booking_person (booking_id, tag, key_id) values (?, x'00112233445566778899aabbccddeeff', 1)`);
  for (const [id, date, status, reason] of [['a', '2026-01-01', 'kept', null], ['b', '2026-01-01', 'cancelled', 'dayClosed'], ['c', '2026-01-02', 'kept', null], ['d', '2026-01-02', 'open', null]] as const) {
    booking.run({ id, date, status, reason });
    person.run(id);
  }
  db.close();
  const second = await openManyDays({ folder: first.folder, seed: 'b' });
  await second.send(manager, { type: 'day.close' });
  await second.close();
  const after = new Database(databaseFile(first.folder), { readonly: true });
  expect(after.prepare('select booking_id from booking_person order by booking_id').pluck().all()).toEqual(['b', 'c', 'd']);
  after.close();
});

test('a reopening opens again what its close had ended, and nothing else of that date', async () => {
  const first = await openManyDays();
  await first.shortDay(0);
  await first.close();
  const db = new Database(databaseFile(first.folder));
  const booking = db.prepare(`
    insert into booking (booking_id, code, queue_id, items, date, from_at, to_at, named, changed_at, status, reason)
    values (:id, :id, 'q-market', '[]', :date, 0, 1, 0, 0, :status, :reason)`);
  for (const [id, date, status, reason] of [
    ['a', '2026-01-01', 'cancelled', 'dayClosed'], ['b', '2026-01-01', 'cancelled', 'visitor'], ['c', '2026-01-01', 'missed', null], ['d', '2025-12-31', 'cancelled', 'dayClosed'],
  ] as const) booking.run({ id, date, status, reason });
  db.close();
  const second = await openManyDays({ folder: first.folder, seed: 'b' });
  await second.send(manager, { type: 'day.open' });
  await second.close();
  const after = new Database(databaseFile(first.folder), { readonly: true });
  expect(after.prepare('select booking_id from booking where status = ? order by booking_id').pluck().all('open')).toEqual(['a']);
  after.close();
});
