import { anyAttempt, at, bankClerkAt, callNext, clerkAt, elder, finish, hub, issue, kiosk, manager, openHall, orderAttempt, propertyRuns, restoredAhead, testConfigWithPolicy, ticket, type Scenario } from '@hallcall/testkit';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { knownVersion, migrate } from './migration/migrations.ts';
import { standingRows, standings } from '../testing/standings.ts';
import { createProject } from './project.ts';

const runs = propertyRuns(100, 700);
vi.setConfig({ testTimeout: runs.timeoutMs });

type Row = {
  readonly ticket_id: string; readonly stop: number; readonly status: string; readonly queue_id: string; readonly window_id: string | null; readonly items: string;
  readonly place_at: number; readonly place_tie: number; readonly bound: number | null; readonly overtaken: number; readonly restores: number;
};
type NoticeRow = { readonly notice_id: string; readonly ticket_id: string; readonly number: string; readonly fen: number; readonly status: string; readonly receipt: string | null };

const columns = 'ticket_id, stop, status, queue_id, window_id, items, place_at, place_tie, bound, overtaken, restores';

type Tables = { readonly db: Database.Database; readonly rows: () => Row[]; readonly notices: () => NoticeRow[] };

/** The events of a scenario's newest day: random sequences name the same tickets each day. */
const newestDay = ({ log }: Scenario) => log.slice(log.findLastIndex(({ event }) => event.type === 'day.opened'));

/** The read tables of the newest day, in a database of their own. */
function project(hall: Scenario): Tables {
  const db = new Database(':memory:');
  migrate(db, knownVersion);
  const write = createProject(db);
  const day = hall.state.day?.date;
  newestDay(hall).forEach(({ at: time, event }, index) => {
    if (!day || ('lateDay' in event && event.lateDay !== undefined && event.lateDay !== day)) return;
    write({ seq: index + 1, epoch: 1, day, at: time, actor: 'test', commandId: null, event });
  });
  return {
    db,
    rows: () => db.prepare<[], Row>(`select ${columns} from stop order by ticket_id, stop`).all(),
    notices: () => db.prepare<[], NoticeRow>('select notice_id, ticket_id, number, fen, status, receipt from notice order by notice_id').all(),
  };
}

const order = (a: string, b: string) => (a < b ? -1 : Number(a > b));
const atWindow = new Set(['called', 'serving', 'held']);
const expected = ({ state }: Scenario): Row[] =>
  [...state.ticketById.values()]
    .flatMap(({ ticketId, stops }) =>
      stops.map(({ index, life, queueId, items, place, bound, overtaken, restores }) => ({
        ticket_id: ticketId, stop: index, status: life.status, queue_id: queueId, items: JSON.stringify(items),
        place_at: place.at, place_tie: place.tie, bound, overtaken, restores,
        window_id: 'windowId' in life && atWindow.has(life.status) ? life.windowId : null,
      })),
    )
    .toSorted((a, b) => order(a.ticket_id, b.ticket_id) || a.stop - b.stop);

/** Open notices of earlier days are carried into the day by its opening and stand in the table already. */
function expectedNotices(hall: Scenario): NoticeRow[] {
  const issued = new Set(newestDay(hall).flatMap(({ event }) => (event.type === 'notice.issued' ? [event.notice.noticeId] : [])));
  return [...hall.state.noticeById.values()]
    .filter(({ noticeId }) => issued.has(noticeId))
    .map(({ noticeId, ticketId, number, fen, status, receipt }) => ({ notice_id: noticeId, ticket_id: ticketId, number, fen, status, receipt: receipt?.number ?? null }))
    .toSorted((a, b) => order(a.notice_id, b.notice_id));
}

function compare(hall: Scenario): void {
  const tables = project(hall);
  expect(standingRows(tables.db, hall.state)).toEqual(standings(hall.state));
  const { db, rows, notices } = tables;
  const own = new Set<string>(hall.state.ticketById.keys());
  const told = rows().filter((row) => own.has(row.ticket_id)).map((row) => (atWindow.has(row.status) ? row : { ...row, window_id: null }));
  const bills = notices();
  db.close();
  expect(told).toEqual(expected(hall));
  expect(bills).toEqual(expectedNotices(hall));
}

test.each([
  ['ordinary commands', anyAttempt, 120], ['commands in which order matters', orderAttempt, 200],
] as const)('the read tables say of every stop and notice what the fold says, whatever is tried, also after an undo: %s', (_, attempts, maxLength) => {
  fc.assert(
    fc.property(fc.array(attempts, { minLength: 20, maxLength, size: 'max' }), (sequence) => {
      const hall = openHall({ config: testConfigWithPolicy({ callsBeforeMissed: 2, callSpacingMs: 1000, missAfterMs: 1000 }) });
      for (const windowId of ['w1', 'w2', 'w3', 'w4']) hall.run(clerkAt(windowId), { type: 'window.open', windowId });
      for (const { run } of sequence) hall.try(...run(hall));
      compare(hall);
    }),
    runs.inTurn(),
  );
});

const bill = { lines: [{ itemId: 'market-1', basis: 'x', fen: 500, quantity: 2 }], waiver: null, payee: 'x', code: null };

const served = (): Scenario => {
  const hall = openHall();
  hall.run(kiosk(), issue(1));
  hall.run(clerkAt('w1'), { type: 'window.open', windowId: 'w1' });
  hall.run(clerkAt('w1'), callNext('w1'));
  hall.run(clerkAt('w1'), at('stop.start', 'w1', 1));
  return hall;
};

test('the stop at the bank has the bound that its notice promised', () => {
  const hall = served();
  hall.run(clerkAt('w1'), at('notice.issue', 'w1', 1, bill));
  expect(hall.state.ticketById.get(ticket(1))?.stops[1]?.bound).toBe(1);
  compare(hall);
});

test('a transfer to another queue brings its bound and starts the count again; its undo gives both back', () => {
  const hall = openHall();
  for (const n of [2, 3, 4]) hall.run(kiosk(), issue(n, 'tax-1'));
  hall.now += 1000;
  hall.run(kiosk(), issue(1));
  for (const windowId of ['w1', 'w3']) hall.run(clerkAt(windowId), { type: 'window.open', windowId });
  hall.run(clerkAt('w1'), callNext('w1'));
  hall.run(clerkAt('w1'), at('stop.transfer', 'w1', 1, { to: { queueId: 'q-tax' }, reason: 'other' }));
  expect(hall.state.ticketById.get(ticket(1))?.stops[0]?.bound).not.toBe(1);
  compare(hall);
  expect(hall.run(clerkAt('w1'), at('action.undo', 'w1', 1, { what: 'transfer' }))).toMatchObject([{ standing: [{ ticketId: ticket(1), stop: 0, bound: 1, overtaken: 0 }] }]);
  compare(hall);
});

test('an undone preferred call gives back whom it had overtaken', () => {
  const hall = openHall();
  hall.run(kiosk(), issue(1));
  hall.run(kiosk(), issue(2, 'market-1', { personClass: 'elder' }));
  hall.run(clerkAt('w1'), { type: 'window.open', windowId: 'w1' });
  hall.run(clerkAt('w1'), callNext('w1'));
  compare(hall);
  expect(hall.run(clerkAt('w1'), at('action.undo', 'w1', 2, { what: 'call' }))).toMatchObject([{ standing: [{ ticketId: ticket(1), overtaken: 0 }] }]);
  compare(hall);
});

const items = (itemId: string) => JSON.stringify([{ itemId, count: 1 }]);

test('one more item that is taken back leaves the stop it had joined as it was, and nobody goes to one that was made for it', () => {
  const hall = served();
  const add = (itemId: string) => hall.run(clerkAt('w1'), at('stop.addItem', 'w1', 1, { itemId, count: 1 }));
  const undo = () => hall.run(clerkAt('w1'), at('action.undo', 'w1', 1, { what: 'addItem' }));
  add('market-2');
  undo();
  add('tax-1');
  add('tax-1');
  undo();
  compare(hall);
  add('bank-1');
  undo();
  compare(hall);
  const { db, rows } = project(hall);
  expect(rows().map((row) => [row.status, row.items])).toEqual([['serving', items('market-1')], ['blocked', items('tax-1')], ['cancelled', items('bank-1')]]);
  db.close();
});

test('an undone finish puts what it had opened back to where it stood', () => {
  const hall = served();
  hall.run(clerkAt('w1'), at('stop.addItem', 'w1', 1, { itemId: 'tax-1', count: 1 }));
  hall.now += 5000;
  hall.run(clerkAt('w1'), at('stop.finish', 'w1', 1, { outcome: 'completed', count: 1, caseRef: null }));
  compare(hall);
  expect(hall.run(clerkAt('w1'), at('action.undo', 'w1', 1, { what: 'finish' }))).toMatchObject([{ standing: [{ ticketId: ticket(1), stop: 1, bound: null }] }]);
  compare(hall);
});

test('a stop that opens again after its payment keeps its promise and its place', () => {
  const hall = openHall({ config: testConfigWithPolicy({ callsBeforeMissed: 1, missAfterMs: 0 }) });
  const w1 = clerkAt('w1');
  for (const n of [1, 3, 4]) hall.run(kiosk(), issue(n));
  hall.run(kiosk(), issue(2, 'market-1', { personClass: 'elder' }));
  hall.run(w1, { type: 'window.open', windowId: 'w1' });
  const stop = () => hall.state.ticketById.get(ticket(1))?.stops[0];
  const serve = (n: number) => {
    hall.run(w1, at('stop.start', 'w1', n));
    hall.run(w1, finish('w1', n));
  };
  hall.run(w1, callNext('w1'));
  serve(2);
  hall.run(w1, callNext('w1'));
  hall.run(w1, at('stop.miss', 'w1', 1));
  hall.given({ type: 'stop.restored', ticketId: ticket(1), stop: 0, place: { at: hall.now, tie: 2.5 }, isFree: false });
  hall.run(w1, callNext('w1'));
  serve(3);
  hall.run(w1, callNext('w1'));
  hall.run(w1, at('stop.start', 'w1', 1));
  expect([stop()?.overtaken, stop()?.place.tie]).toEqual([1, 2.5]);
  const [issued] = hall.run(w1, at('notice.issue', 'w1', 1, bill));
  compare(hall);
  const noticeId = issued?.type === 'notice.issued' ? issued.notice.noticeId : null;
  hall.run(bankClerkAt('w4'), { type: 'notice.confirm', noticeId, receipt: 'R', paidBy: 'card' });
  expect([stop()?.life.status, stop()?.overtaken, stop()?.place.tie]).toEqual(['waiting', 1, 2.5]);
  compare(hall);
});

test('a notice that was settled while the day was closed brings the visitor back at the reopening', () => {
  const hall = served();
  hall.run(clerkAt('w1'), at('notice.issue', 'w1', 1, bill));
  hall.run(manager, { type: 'day.close' });
  hall.run(bankClerkAt('w4'), { type: 'notice.confirm', noticeId: [...hall.state.noticeById.keys()][0], receipt: 'R', paidBy: 'card' });
  compare(hall);
  hall.run(manager, { type: 'day.open' });
  expect(hall.state.ticketById.get(ticket(1))?.stops.map(({ life }) => life.status)).toEqual(['waiting', 'cancelled']);
  compare(hall);
});

test('places move with the clock', () => {
  const hall = served();
  hall.run(kiosk(), issue(2));
  hall.run(hub, { type: 'clock.step', from: hall.now, to: hall.now - 3_600_000 });
  hall.now -= 3_600_000;
  hall.run(kiosk(), issue(3));
  expect(hall.state.ticketById.get(ticket(2))?.stops[0]?.place.at).toBe(hall.now);
  compare(hall);
});

test('what was added at a stop that led nowhere waits', () => {
  const hall = served();
  hall.run(clerkAt('w1'), at('stop.addItem', 'w1', 1, { itemId: 'tax-1', count: 1 }));
  hall.run(clerkAt('w1'), { ...finish('w1', 1), outcome: 'refused' });
  expect(hall.state.ticketById.get(ticket(1))?.stops.map(({ life }) => life.status)).toEqual(['done', 'waiting']);
  compare(hall);
});

test('an undone call is marked, and the stop stands at no window', () => {
  const hall = openHall();
  hall.run(kiosk(), issue(1));
  hall.run(clerkAt('w1'), { type: 'window.open', windowId: 'w1' });
  hall.run(clerkAt('w1'), callNext('w1'));
  hall.run(clerkAt('w1'), at('action.undo', 'w1', 1, { what: 'call' }));
  const { db, rows } = project(hall);
  expect(rows()).toMatchObject([{ ticket_id: ticket(1), stop: 0, status: 'waiting', queue_id: 'q-market', window_id: null, overtaken: 0 }]);
  expect(db.prepare('select undone from call').pluck().all()).toEqual([1]);
  db.close();
});

test('a ticket that waits in a queue twice is overtaken in the tables where it is in the fold', () => {
  const hall = openHall();
  for (const windowId of ['w1', 'w2']) hall.run(clerkAt(windowId), { type: 'window.open', windowId });
  const stop = { queueId: 'q-market', items: [{ itemId: 'market-1', count: 1 }], after: [], bound: 2 };
  hall.given(
    { type: 'ticket.issued', ...restoredAhead(8), stops: [stop, stop], placeAt: 1 },
    { type: 'stop.transferred', ticketId: ticket(8), stop: 0, windowId: 'w2', clerkId: 'clerk-w2', queueId: 'q-market', onlyAt: 'w2', reason: 'other' },
  );
  hall.run(kiosk(), issue(1, 'market-1', elder));
  hall.run(clerkAt('w1'), callNext('w1'));
  expect(hall.state.ticketById.get(ticket(8))?.stops.map(({ overtaken }) => overtaken)).toEqual([0, 1]);
  compare(hall);
});
