import { callNext, clerkAt, anyAttempt, at, issue, kiosk, openHall, testConfigWithPolicy, ticket, type Scenario } from '@hallcall/testkit';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { knownVersion, migrate } from './migration/migrations.ts';
import { createProject } from './project.ts';

type Row = { readonly ticket_id: string; readonly stop: number; readonly status: string; readonly queue_id: string; readonly window_id: string | null; readonly items: string };

/** The read tables of a scenario's newest day, in a database of their own. */
function project(hall: Scenario): { readonly db: Database.Database; readonly rows: () => Row[] } {
  const db = new Database(':memory:');
  migrate(db, knownVersion);
  const write = createProject(db);
  // Random sequences name the same tickets each day: the newest day is enough.
  const log = hall.log.slice(hall.log.findLastIndex(({ event }) => event.type === 'day.opened'));
  const day = hall.state.day?.date;
  log.forEach(({ at: time, event }, index) => {
    if (!day || ('lateDay' in event && event.lateDay !== undefined && event.lateDay !== day)) return;
    write({ seq: index + 1, epoch: 1, day, at: time, actor: 'test', commandId: null, event });
  });
  return { db, rows: () => db.prepare<[], Row>('select ticket_id, stop, status, queue_id, window_id, items from stop order by ticket_id, stop').all() };
}

const atWindow = new Set(['called', 'serving', 'held']);
const expected = ({ state }: Scenario) =>
  [...state.ticketById.values()]
    .flatMap(({ ticketId, stops }) =>
      stops.map(({ index, life, queueId, items }) => ({
        ticket_id: ticketId, stop: index, status: life.status, queue_id: queueId, items: JSON.stringify(items),
        window_id: 'windowId' in life && atWindow.has(life.status) ? life.windowId : null,
      })),
    )
    .toSorted((a, b) => (a.ticket_id < b.ticket_id ? -1 : Number(a.ticket_id > b.ticket_id)) || a.stop - b.stop);

test('the read tables say of every stop what the fold says, whatever is tried, also after an undo', () => {
  fc.assert(
    fc.property(fc.array(anyAttempt, { minLength: 20, maxLength: 120 }), (sequence) => {
      const hall = openHall({ config: testConfigWithPolicy({ callsBeforeMissed: 2, callSpacingMs: 1000, missAfterMs: 1000 }) });
      for (const windowId of ['w1', 'w2', 'w3', 'w4']) hall.run(clerkAt(windowId), { type: 'window.open', windowId });
      for (const { run } of sequence) hall.try(...run(hall));
      const { db, rows } = project(hall);
      const own = new Set(hall.state.ticketById.keys());
      const told = rows().filter((row) => own.has(row.ticket_id as never)).map((row) => (atWindow.has(row.status) ? row : { ...row, window_id: null }));
      db.close();
      expect(told).toEqual(expected(hall));
    }),
    { numRuns: 100 },
  );
});

test('an undone call is marked, and the stop stands at no window', () => {
  const hall = openHall();
  hall.run(kiosk(), issue(1));
  hall.run(clerkAt('w1'), { type: 'window.open', windowId: 'w1' });
  hall.run(clerkAt('w1'), callNext('w1'));
  hall.run(clerkAt('w1'), at('action.undo', 'w1', 1, { what: 'call' }));
  const { db, rows } = project(hall);
  expect(rows()).toEqual([{ ticket_id: ticket(1), stop: 0, status: 'waiting', queue_id: 'q-market', window_id: null, items: '[{"itemId":"market-1","count":1}]' }]);
  expect(db.prepare('select undone from call').pluck().all()).toEqual([1]);
  db.close();
});
