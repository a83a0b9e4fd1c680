import type { ItemFigures } from '@hallcall/domain';
import { clerkAt, kiosk, manager } from '@hallcall/testkit';
import { expect, test } from 'vitest';
import { countDay } from '../report/count-day.ts';
import { openManyDays, type ManyDays } from '../testing/many-days.ts';
import { openStore, type Store } from './open-store.ts';
import { rebuildTables } from './rebuild-tables.ts';
import { createRollupTable, settleRollups } from './rollup-table.ts';

/** The database, once the hall has let go of it. */
async function closed(days: ManyDays): Promise<Store> {
  await days.close();
  return openStore({ folder: days.folder });
}

const months = `select month, department_id as department, item_id as item, issued, done, pieces, abandoned, wait_ms as waitMs from rollup_month order by month, item_id`;
const hours = `select date, hour, issued, turns, done from rollup_hour order by date, hour`;

test('closed days are counted by item and hour, months are their sums, and a rebuild finds the same', async () => {
  const days = await openManyDays();
  for (const index of [0, 1, 31]) await days.playDay(index);
  const { db, close } = await closed(days);
  expect(createRollupTable(db).due()).toBe('2026-01-01');
  settleRollups(db);
  expect(createRollupTable(db).due()).toBe(null);
  expect(db.prepare(hours).all()).toEqual(['2026-01-01', '2026-01-02', '2026-02-01'].map((date) => ({ date, hour: 9, issued: 3, turns: 1, done: 1 })));
  const day = { department: 'market', item: 'market-1', issued: 3, done: 1, pieces: 2, abandoned: 2, waitMs: 600_000 };
  expect(db.prepare(months).all()).toEqual([{ ...day, month: '2026-01', issued: 6, done: 2, pieces: 4, abandoned: 4, waitMs: 1_200_000 }, { ...day, month: '2026-02' }]);
  expect(createRollupTable(db).summary('2026-01-01')).toMatchObject({
    opened: { by: 'manager', clerkId: 'boss' }, closed: { by: 'manager', clerkId: 'boss' }, issued: 3, done: 1, abandoned: 2, missed: 0, meanWaitMs: 600_000, p90WaitMs: 600_000,
    noticesIssued: { count: 0, fen: 0 }, numbers: [{ prefix: 'A', first: 1, last: 3 }], offline: 0,
  });
  expect(rebuildTables(db).differing).toEqual([]);
  db.exec(`update rollup_month set issued = 99 where month = '2026-01'`);
  expect(rebuildTables(db).differing).toEqual(['rollup_month']);
  expect(rebuildTables(db).differing).toEqual([]);
  close();
});

test('a reopened day has no figures until its next close, and a late fact has its day counted again', async () => {
  const days = await openManyDays();
  await days.playDay(0);
  await days.playDay(1);
  const first = await closed(days);
  settleRollups(first.db);
  first.close();

  const again = await openManyDays({ seed: 'c', folder: days.folder });
  again.clock.now = days.clock.now;
  await again.send(manager, { type: 'day.open' });
  const band = { band: { first: 5000, last: 5499 } };
  const offline = { type: 'ticket.issueOffline', ticketId: 'late000000000000000000', number: { prefix: 'A', n: 5000 }, queueId: 'q-market', items: [{ itemId: 'market-2', count: 1 }], language: 'zh', paper: 'none', instead: null };
  await again.send({ ...kiosk(), ...band }, { ...offline, day: '2026-01-01', issuedAt: again.clock.now - 90_000_000 });
  const reopened = openStore({ folder: days.folder });
  expect(reopened.db.prepare('select date, is_stale as isStale from rollup_day order by date').all()).toEqual([{ date: '2026-01-01', isStale: 1 }]);
  expect(reopened.db.prepare(`select sum(issued) from rollup_month`).pluck().get()).toBe(3);
  reopened.close();
  await again.send(manager, { type: 'day.close' });
  const { db, close } = await closed(again);
  settleRollups(db);
  const issued = db.prepare<[], Pick<ItemFigures, 'issued'> & { date: string; item: string }>(`select date, item_id as item, sum(issued) as issued from rollup_hour group by date, item_id order by date, item_id`).all();
  expect(issued).toEqual([{ date: '2026-01-01', item: 'market-1', issued: 3 }, { date: '2026-01-01', item: 'market-2', issued: 1 }, { date: '2026-01-02', item: 'market-1', issued: 3 }]);
  expect(createRollupTable(db).summary('2026-01-01')?.offline).toBe(1);
  expect(rebuildTables(db).differing).toEqual([]);
  close();
});

test('the first and the last day of a long month are in its sums, and the next month’s first is not', async () => {
  const days = await openManyDays();
  for (const index of [0, 30, 31]) await days.shortDay(index);
  const store = await closed(days);
  settleRollups(store.db);
  expect(store.db.prepare('select month, issued from rollup_month order by month').all()).toEqual([{ month: '2026-01', issued: 2 }, { month: '2026-02', issued: 1 }]);
  store.close();
});

test('what was counted before the log moved on in that day is not written', async () => {
  const days = await openManyDays();
  await days.playDay(0);
  const { db, close } = await closed(days);
  const counted = countDay(db, '2026-01-01');
  if (!counted) throw new Error('the day is not closed');
  close();
  const again = await openManyDays({ seed: 'c', folder: days.folder });
  again.clock.now = days.clock.now;
  await again.send(manager, { type: 'day.open' });
  await again.send(clerkAt('w1'), { type: 'window.open', windowId: 'w1' });
  await again.send(manager, { type: 'day.close' });
  const store = await closed(again);
  const table = createRollupTable(store.db);
  expect([table.write(counted), table.due(), table.summary('2026-01-01')]).toEqual([false, '2026-01-01', null]);
  settleRollups(store.db);
  expect(table.write(counted)).toBe(false);
  expect([countDay(store.db, '2026-07-07'), table.summary('2026-07-07')]).toEqual([null, null]);
  store.close();
});
