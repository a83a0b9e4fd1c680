// What the read tables keep beyond the fold, and over a change of day: row by row.
import { HallEvent } from '@hallcall/domain';
import { at, callNext, clerkAt, finish, hub, issue, kiosk, manager, openHall, testConfigWithPolicy, ticket, type Scenario } from '@hallcall/testkit';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { knownVersion, migrate } from './migration/migrations.ts';
import { createProject } from './project.ts';

const dayMs = 86_400_000;

/** The whole log of a scenario as the hub would store it. */
function projected(hall: Scenario): Database.Database {
  const db = new Database(':memory:');
  migrate(db, knownVersion);
  const write = createProject(db);
  let day: string | null = null;
  hall.log.forEach(({ at: time, event }, index) => {
    if (event.type === 'day.opened') day = event.date;
    write({ seq: index + 1, epoch: 1, day: day as never, at: time, actor: 'test', commandId: null, event });
  });
  return db;
}

const rows = (hall: Scenario, sql: string): unknown[] => projected(hall).prepare(sql).all();

function calledOnce(config = testConfigWithPolicy({ callsBeforeMissed: 1, callSpacingMs: 1000, missAfterMs: 1000 })): Scenario {
  const hall = openHall({ config });
  hall.run(kiosk(), issue(1));
  hall.run(clerkAt('w1'), { type: 'window.open', windowId: 'w1' });
  hall.run(clerkAt('w1'), callNext('w1'));
  return hall;
}

test('a finished stop keeps who served it, from when, its case and whether its start was inferred', () => {
  const hall = calledOnce();
  hall.now += 1_000;
  hall.run(clerkAt('w1'), at('stop.start', 'w1', 1));
  const startedAt = hall.now;
  hall.now += 5_000;
  hall.run(clerkAt('w1'), { ...finish('w1', 1), caseRef: 'C-7', count: 3 });
  const columns = 'status, window_id, clerk_id, started_at, changed_at, outcome, count, case_ref, start_inferred';
  const served = { status: 'done', window_id: 'w1', clerk_id: hall.state.windowById.get('w1' as never)?.clerkId, changed_at: hall.now, outcome: 'completed', count: 3, case_ref: 'C-7', start_inferred: 0, started_at: startedAt };
  expect(rows(hall, `select ${columns} from stop`)).toEqual([served]);
  hall.run(clerkAt('w1'), at('action.undo', 'w1', 1, { what: 'finish' }));
  expect(rows(hall, `select ${columns} from stop`)).toEqual([{ ...served, status: 'serving', outcome: null, count: null, case_ref: null, start_inferred: null }]);
});

test('a no-show that is taken back leaves no word of its proof', () => {
  const hall = calledOnce();
  hall.now += 20_000;
  hall.run(clerkAt('w1'), at('stop.miss', 'w1', 1));
  expect(rows(hall, 'select status, proof from stop')).toEqual([{ status: 'missed', proof: 'unproven' }]);
  hall.run(clerkAt('w1'), at('action.undo', 'w1', 1, { what: 'miss' }));
  expect(rows(hall, 'select status, proof from stop')).toEqual([{ status: 'called', proof: null }]);
});

test('a new day begins without windows, and a step of its clock moves no place of the day before', () => {
  const hall = openHall();
  hall.run(kiosk(), issue(1));
  hall.run(clerkAt('w1'), { type: 'window.open', windowId: 'w1' });
  const before = hall.now;
  hall.now += dayMs;
  hall.run(manager, { type: 'day.open' });
  expect(rows(hall, 'select window_id from window')).toEqual([]);
  hall.run(kiosk(), issue(2));
  const issuedAt = hall.now;
  hall.run(hub, { type: 'clock.step', from: hall.now, to: hall.now + 7_000 });
  expect(rows(hall, 'select ticket_id, place_at from stop order by place_at')).toEqual([
    { ticket_id: ticket(1), place_at: before }, { ticket_id: ticket(2), place_at: issuedAt + 7_000 },
  ]);
});

test('who booked is known until the next day opens where the close had ended the booking, for that day may be opened again', () => {
  const db = new Database(':memory:');
  migrate(db, knownVersion);
  const write = createProject(db);
  const [bookingId, open] = ['k'.repeat(22), { type: 'day.opened', by: 'manager', config: 1, numbersAfter: {} }];
  let seq = 0;
  const tell = (event: Record<string, unknown>): void => write({ seq: (seq += 1), epoch: 1, day: null, at: seq, actor: 'test', commandId: null, event: HallEvent.parse(event) });
  const tags = (): unknown => db.prepare('select count(*) from booking_person').pluck().get();
  tell({ ...open, date: '2026-01-05' });
  tell({ type: 'booking.made', bookingId, code: '23456789', queueId: 'q-market', items: [{ itemId: 'market-1', count: 1 }], date: '2026-01-05', from: 1, to: 2, clerkId: 'c1', isNamed: true });
  db.prepare('insert into booking_person values (?, ?, 1)').run(bookingId, Buffer.alloc(16));
  tell({ type: 'booking.cancelled', bookingId, reason: 'dayClosed' });
  expect(tags()).toBe(1);
  tell({ ...open, date: '2026-01-06' });
  expect(tags()).toBe(0);
});
