// Where the close meets what came before and comes after it: steps of the clock, late facts, payments, the end of a process.
import { bankClerkAt, clerkAt, kiosk, manager } from '@hallcall/testkit';
import type { Database } from 'better-sqlite3';
import { expect, test } from 'vitest';
import { countDay } from '../report/count-day.ts';
import { openStore, type Store } from '../store/open-store.ts';
import { rebuildTables } from '../store/rebuild-tables.ts';
import { createRollupTable, settleRollups } from '../store/rollup-table.ts';
import { openManyDays, type ManyDays } from '../testing/many-days.ts';
import { createCloseDesk } from './close-desk.ts';

const hourMs = 3_600_000;
const [first, second] = ['2026-01-01', '2026-01-02'];

async function released(days: ManyDays): Promise<Store> {
  await days.close();
  return openStore({ folder: days.folder });
}

const hoursOf = (db: Database, date: string) => db.prepare('select item_id as item, hour, issued from rollup_hour where date = ? order by hour, item_id').all(date);
const late = (date: string, n: number) => ({
  type: 'ticket.issueOffline', ticketId: `late${String(n).padStart(18, '0')}`, number: { prefix: 'A', n }, queueId: 'q-market', items: [{ itemId: 'market-2', count: 1 }], language: 'zh', paper: 'none',
  instead: null, day: date,
});
const banded = { ...kiosk(), band: { first: 5000, last: 5499 } };

test('a step of the clock after a close moves nothing of that day, also when a late fact has it counted again', async () => {
  const days = await openManyDays();
  await days.playDay(0);
  await days.playDay(1);
  const from = days.clock.now;
  await days.engine.tell({ type: 'clock.step', from, to: from + 2 * hourMs });
  await days.send(banded, { ...late(first, 5000), issuedAt: Date.UTC(2026, 0, 1, 1, 30) });
  const { db, close } = await released(days);
  settleRollups(db);
  expect(hoursOf(db, first)).toEqual([{ item: 'market-1', hour: 9, issued: 3 }, { item: 'market-2', hour: expect.any(Number), issued: 1 }]);
  expect(hoursOf(db, second)).toEqual([{ item: 'market-1', hour: 9, issued: 3 }]);
  expect(rebuildTables(db).differing).toEqual([]);
  close();
});

test('a count that is cut off in the middle leaves the day due', async () => {
  const days = await openManyDays();
  await days.playDay(0);
  const { db, close } = await released(days);
  db.exec(`create temp trigger full before insert on rollup_hour begin select raise(abort, 'the disk is full'); end`);
  expect(() => settleRollups(db)).toThrow('the disk is full');
  expect([createRollupTable(db).due(), createRollupTable(db).summary(first)]).toEqual([first, null]);
  db.exec('drop trigger full');
  settleRollups(db);
  expect(hoursOf(db, first)).toHaveLength(1);
  close();
});

test('a day that is opened again while it is counted is no fault, and due again at its next close', async () => {
  const days = await openManyDays();
  await days.playDay(0);
  const { db, close } = openStore({ folder: days.folder });
  const asked: unknown[] = [];
  const ask = async (question: unknown): Promise<never> => {
    asked.push(question);
    await days.send(manager, { type: 'day.open' });
    // The worker's answer is whatever was asked for.
    return countDay(db, first) as never;
  };
  const desk = createCloseDesk({ engine: days.engine, db, reports: { ask }, touch: () => undefined });
  await desk.tick();
  expect([asked, createRollupTable(db).due()]).toEqual([[{ kind: 'close', day: first }], null]);
  await days.send(manager, { type: 'day.close' });
  expect(createRollupTable(db).due()).toBe(first);
  close();
  await days.close();
});

test('what is paid behind the close is not in the figures of the close, however often they are counted', async () => {
  const days = await openManyDays();
  days.clock.now = Date.UTC(2026, 0, 1, 1);
  await days.send(manager, { type: 'day.open' });
  await days.send(clerkAt('w1'), { type: 'window.open', windowId: 'w1' });
  for (const ticketId of ['p'.repeat(22), 'q'.repeat(22)]) {
    await days.send(kiosk(), { type: 'ticket.issue', ticketId, items: [{ itemId: 'market-1', count: 1 }], language: 'zh', paper: 'none' });
    await days.send(clerkAt('w1'), { type: 'window.callNext', windowId: 'w1', active: null });
    await days.send(clerkAt('w1'), { type: 'stop.start', windowId: 'w1', ticketId });
    await days.send(clerkAt('w1'), { type: 'notice.issue', windowId: 'w1', ticketId, lines: [{ itemId: 'market-1', basis: '标准', fen: 100, quantity: 1 }], waiver: null, payee: 'payee', code: null });
  }
  const [one, two] = [...days.engine.state().noticeById.keys()];
  await days.send(bankClerkAt('w4'), { type: 'notice.confirm', noticeId: one, receipt: 'r1', paidBy: 'phone' });
  days.clock.now += hourMs;
  await days.send(manager, { type: 'day.close' });
  const before = openStore({ folder: days.folder });
  settleRollups(before.db);
  before.close();
  days.clock.now += hourMs;
  await days.send(bankClerkAt('w4'), { type: 'notice.confirm', noticeId: two, receipt: 'r2', paidBy: 'phone' });
  await days.playDay(1);
  const { db, close } = await released(days);
  const told = { noticesIssued: { count: 2, fen: 200 }, noticesPaid: { count: 1, fen: 100 } };
  settleRollups(db);
  expect(createRollupTable(db).summary(first)).toMatchObject(told);
  expect(rebuildTables(db).differing).toEqual([]);
  expect(createRollupTable(db).summary(first)).toMatchObject(told);
  // On exactly one paper.
  expect(createRollupTable(db).summary(second)).toMatchObject({ noticesIssued: { count: 0 }, noticesPaid: { count: 1, fen: 100 } });
  close();
});
