import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HallEvent, type TicketId } from '@hallcall/domain';
import { bankClerkAt, clerkAt, manager } from '@hallcall/testkit';
import { texts } from '@hallcall/text';
import Database from 'better-sqlite3';
import { beforeAll, expect, test } from 'vitest';
import { problemText } from '../problem-text.ts';
import { archiveBoundary } from '../store/archive-boundary.ts';
import { checkChain } from '../store/chain.ts';
import { createRootTable } from '../store/closings.ts';
import { readClosedDay } from '../store/closed-day.ts';
import { lockData } from '../store/lock-data.ts';
import { databaseFile, openStore } from '../store/open-store.ts';
import { planArchive } from '../store/plan-archive.ts';
import { rebuildTables } from '../store/rebuild-tables.ts';
import { settleRollups } from '../store/rollup-table.ts';
import { firstMorning, openManyDays } from '../testing/many-days.ts';
import { problemOf } from '../testing/problem-of.ts';
import { temporaryFolder } from '../testing/test-hub.ts';
import { archive, archiveDays } from './archive.ts';
import { verifyLog, wholeLog, type Verification } from './verify-log.ts';

const threeYears = 3 * 366;

/** Two days of 2026, and 32 days three years later. */
let template = '';
beforeAll(async () => {
  const days = await openManyDays();
  for (const index of [0, 1]) await days.playDay(index);
  for (let at = 0; at < 32; at += 1) await days.shortDay(threeYears + at);
  await days.close();
  template = days.folder;
  // Counted once here instead of in each copy.
  const store = openStore({ folder: template });
  settleRollups(store.db);
  store.close();
});

const silent = (): void => undefined;

/** A hall's folder of one's own, and a name for its archive. */
function copyOf(source = template): { readonly data: string; readonly file: string } {
  const data = temporaryFolder();
  cpSync(source, data, { recursive: true });
  return { data, file: join(temporaryFolder(), 'old.jsonl') };
}

async function verify(data: string, wanted: Partial<Verification>): Promise<{ readonly code: number; readonly lines: readonly string[] }> {
  const lines: string[] = [];
  return { code: await verifyLog({ data }, { ...wholeLog, ...wanted }, (line) => lines.push(line), 'en'), lines };
}

function read<T>(data: string, work: (db: Database.Database) => T): T {
  const db = new Database(databaseFile(data), { readonly: true });
  try {
    return work(db);
  } finally {
    db.close();
  }
}

const countOf = (db: Database.Database, table: string): number => db.prepare<[], number>(`select count(*) from ${table}`).pluck().get() ?? 0;
const counts = (data: string): number[] => read(data, (db) => ['day', 'ticket', 'stop', 'call', 'command', 'day_root', 'rollup_day'].map((table) => countOf(db, table)));

test('old days go into a private file; chain, roots, rollups and the rest of the hall stay, and a hub goes on from there', async () => {
  const { data, file } = copyOf();
  const whole = await verify(data, {});
  const roots = read(data, (db) => createRootTable(db).newest(400));
  const lines: string[] = [];
  expect(await archive({ data }, { before: null, to: file }, (line) => lines.push(line), 'en')).toBe(0);
  expect(lines[0]).toBe(texts('en').close.archive.done({ events: archivedIn(file), days: 2, file, until: '2026-01-02' }));
  expect([statSync(file).mode & 0o777, readdirSync(join(file, '..'))]).toEqual([0o600, ['old.jsonl']]);
  expect(counts(data)).toEqual([32, 32, 32, 0, 32 * 3, 34, 34]);
  read(data, (db) => {
    expect(createRootTable(db).newest(400)).toEqual(roots);
    expect(db.prepare(`select month, issued from rollup_month order by month limit 1`).get()).toEqual({ month: '2026-01', issued: 6 });
  });
  // Without the file the rest of the chain is whole; with it the whole is what it was.
  expect((await verify(data, {})).lines.at(-1)).toBe(whole.lines.at(-1));
  expect(await verify(data, { archives: [file] })).toEqual({ code: 0, lines: [whole.lines[0]] });
  const first = roots.find(({ date }) => date === '2026-01-01');
  expect((await verify(data, { root: first?.root ?? '', archives: [file] })).code).toBe(0);
  expect((await verify(data, { root: `hallcall-root:1:test:2026-01-01:1:${first?.firstSeq}-${first?.lastSeq}:${first?.root}` })).lines.at(-1)).toContain('--archive');
  const again = await openManyDays({ seed: 'c', folder: data });
  await again.shortDay(threeYears + 40);
  await again.close();
  const store = openStore({ folder: data });
  expect(rebuildTables(store.db).differing).toEqual([]);
  expect(() => store.db.exec('delete from event where seq = (select max(seq) from event)')).toThrow('append-only');
  store.close();
  expect(readClosedDay(databaseFile(data))?.events.at(-1)?.event.type).toBe('day.closed');
  expect((await verify(data, { archives: [file] })).code).toBe(0);
});

const archivedIn = (file: string): number => readFileSync(file, 'utf8').trimEnd().split('\n').length - 1;

test('names and second copies of tickets that went go with them, but for what a later day told, also by a clock that was set back; bookings for later stay', async () => {
  const { data, file } = copyOf();
  const days = await openManyDays({ seed: 'c', folder: data });
  const { log } = days.engine.core;
  const ticketId = read(data, (db) => db.prepare<[], TicketId>('select ticket_id from ticket order by issue_seq limit 1').pluck().get());
  const tell = (at: number, event: unknown): void => void log.append({ epoch: 1, day: null, at, actor: 'hub', commandId: null, ordinal: 0, event: HallEvent.parse(event) });
  const named = (name: string) => ({ type: 'ticket.recognized', ticketId, as: name.repeat(22), deviceId: 'kiosk-1' });
  const copied = (name: string) => ({ type: 'reprint.requested', ticketId, jobId: name.repeat(22), copy: 1, deviceId: 'kiosk-1' });
  // Before the days that stay, by a clock that ran ahead of them, and behind, by one that was set back.
  const booked = {
    type: 'booking.made', bookingId: 'k'.repeat(22), code: '23456789', queueId: 'q-market', items: [{ itemId: 'market-1', count: 1 }], date: '2029-12-31', from: 1, to: 2, clerkId: 'c1',
  };
  await days.engine.change(() => [named('a'), copied('a'), booked].forEach((event) => tell(firstMorning + (threeYears + 500) * 86_400_000, event)));
  for (let index = 0; index < 31; index += 1) await days.shortDay(threeYears + 40 + index);
  const late = { type: 'ticket.abandoned', ticketId, reason: 'dayClosed', lateDay: '2026-01-01' };
  await days.engine.change(() => [named('b'), copied('b'), late].forEach((event) => tell(firstMorning, event)));
  await days.close();
  const store = openStore({ folder: data });
  // They were told past the projection.
  expect(rebuildTables(store.db).differing).toEqual(['reprint', 'booking', 'ticket_alias']);
  store.close();
  const firstKept = new Date(firstMorning + (threeYears + 40) * 86_400_000).toISOString().slice(0, 10);
  expect(await archive({ data }, { before: firstKept, to: file }, silent, 'en')).toBe(0);
  expect(read(data, (db) => ['select alias from ticket_alias', 'select job_id from reprint', 'select code from booking'].map((sql) => db.prepare(sql).pluck().all()))).toEqual([['b'.repeat(22)], ['b'.repeat(22)], ['23456789']]);
  const after = openStore({ folder: data });
  expect(rebuildTables(after.db).differing).toEqual([]);
  after.close();
});

test('a second archive goes on where the first ended, and both are joined in any order', async () => {
  const days = await openManyDays();
  for (let index = 0; index < 34; index += 1) await days.shortDay(index);
  await days.close();
  const { data, file } = copyOf(days.folder);
  await archive({ data }, { before: '2026-01-02', to: file }, silent, 'en');
  await archive({ data }, { before: '2026-01-04', to: `${file}.2` }, silent, 'en');
  expect((await verify(data, { archives: [`${file}.2`, file] })).code).toBe(0);
  expect((await verify(data, { archives: [file] })).code).toBe(1);
  expect(counts(data)[0]).toBe(31);
});

test('killed before the commit, or failing between file and removal, nothing is lost and the archive can be made again', async () => {
  const { data, file } = copyOf();
  const before = await verify(data, {});
  const child = spawnSync(process.execPath, [fileURLToPath(new URL('../testing/kill-archive.ts', import.meta.url)), data, file]);
  expect(child.signal).toBe('SIGKILL');
  expect([await verify(data, {}), counts(data)[0]]).toEqual([before, 34]);
  const events = archivedIn(file);
  const store = openStore({ folder: data });
  const failing = { before: null, file: `${file}.2` };
  expect(() => archiveDays(store, failing, { written: () => { throw new Error('the disk is gone'); }, removed: silent })).toThrow('the disk is gone');
  expect([archivedIn(`${file}.2`), archiveBoundary(store.db).seq]).toEqual([events, 0]);
  expect(() => store.db.exec('delete from event where seq = 1')).toThrow('append-only');
  store.close();
  expect(await archive({ data }, { before: null, to: `${file}.3` }, silent, 'en')).toBe(0);
  expect(readFileSync(file, 'utf8')).toBe(readFileSync(`${file}.3`, 'utf8'));
  expect((await verify(data, { archives: [file] })).code).toBe(0);
});

test('an archive that was altered or cut off is found at its place', async () => {
  const { data, file } = copyOf();
  await archive({ data }, { before: null, to: file }, silent, 'en');
  const text = readFileSync(file, 'utf8');
  writeFileSync(`${file}.altered`, text.replace('market-1', 'market-2'));
  const altered = await verify(data, { archives: [`${file}.altered`] });
  const seq = text.split('\n').findIndex((line) => line.includes('market-1'));
  expect(altered).toEqual({ code: 1, lines: [texts('en').close.verify.broken({ seq })] });
  cpSync(file, `${file}.cut`);
  truncateSync(`${file}.cut`, text.length - 20);
  expect(await problemOf(() => verify(data, { archives: [`${file}.cut`] }))).toEqual({ code: 'archive.damaged', file: `${file}.cut`, line: archivedIn(file) + 1 });
  appendFileSync(`${file}.none`, '{}\n');
  expect(await problemOf(() => verify(data, { archives: [`${file}.none`] }))).toMatchObject({ code: 'archive.damaged', line: 1 });
  expect(await problemOf(() => verify(data, { archives: [data] }))).toEqual({ code: 'archive.damaged', file: data, line: 1 });
  expect((await problemOf(() => verify(data, { archives: [`${file}.missing`] }))).code).toBe('file.missing');
});

test('refused with a sentence, and nothing changed: bad dates, days too new, a file that exists, a running hub', async () => {
  const { data, file } = copyOf();
  const lines: string[] = [];
  const tell = (line: string): void => void lines.push(line);
  const say = texts('en').close.archive;
  expect([await archive({ data }, { before: '2026-13-01', to: file }, tell, 'en'), await archive({ data }, { before: null, to: null }, tell, 'en')]).toEqual([2, 2]);
  expect(lines).toEqual([say.badDate({ value: '2026-13-01' }), say.needsTo]);
  const latest = read(data, (db) => db.prepare<[], string>('select date from day order by date desc limit 1 offset 30').pluck().get() ?? '');
  const tooRecent = await problemOf(() => archive({ data }, { before: '2029-12-31', to: file }, tell, 'en'));
  expect(problemText(tooRecent, 'en')).toEqual([say.tooRecent({ latest, days: 31 })]);
  expect(await problemOf(() => archive({ data }, { before: '2025-06-01', to: file }, tell, 'en'))).toEqual({ code: 'archive.nothing', before: '2025-06-01' });
  const lock = lockData(data);
  expect((await problemOf(() => archive({ data }, { before: null, to: file }, tell, 'en'))).code).toBe('folder.inUse');
  lock.close();
  const young = await openManyDays();
  await young.shortDay(0);
  await young.close();
  expect(await problemOf(() => archive({ data: young.folder }, { before: null, to: file }, tell, 'en'))).toEqual({ code: 'archive.tooRecent', latest: null, days: 31 });
  expect(existsSync(file)).toBe(false);
  writeFileSync(file, 'mine');
  expect(problemText(await problemOf(() => archive({ data }, { before: null, to: file }, tell, 'en')), 'en')).toEqual([say.exists({ file })]);
  expect([readFileSync(file, 'utf8'), counts(data)[0]]).toEqual(['mine', 34]);
});

test('a day with a return pass stays as long as somebody can come back with it', async () => {
  const store = openStore({ folder: copyOf().data });
  const newest = store.db.prepare<[], string>('select max(date) from day').pluck().get() ?? '';
  store.db.prepare(`
    insert into return_pass (pass_id, code, ticket_id, stop, queue_id, items, materials, window_id, date, valid_until, changed_at)
    select 'p', '12345678', ticket_id, 0, 'q-market', '[]', '[]', 'w1', day, ?, 0 from ticket order by issue_seq limit 1`).run(newest);
  expect(await problemOf(() => planArchive(store.db, null))).toMatchObject({ code: 'archive.nothing' });
  store.db.exec('update return_pass set voided = 1');
  expect(planArchive(store.db, null)).toMatchObject({ days: 2, until: '2026-01-02' });
  store.db.prepare('update return_pass set voided = 0, valid_until = ?').run('2026-03-01');
  expect(planArchive(store.db, null)).toMatchObject({ days: 2 });
  store.close();
});

test('a day with an unpaid notice stays, and everything behind it; once it is paid, and the payment is old, it goes', async () => {
  const hall = { payment: { queue: 'q-bank', payee: { zh: '专户', en: 'Account' }, expiresAfterDays: 365 } };
  const days = await openManyDays({ hall });
  await days.shortDay(0);
  days.clock.now = firstMorning + 86_400_000;
  await days.send(manager, { type: 'day.open' });
  const [ticketId, noticeId] = ['n'.repeat(22), days.engine.state().noticeById];
  await days.send(clerkAt('w1'), { type: 'window.open', windowId: 'w1' });
  await days.send({ role: 'agent', deviceId: 'kiosk-1', band: { first: 5000, last: 5499 }, lastContactAt: null } as never, { type: 'ticket.issue', ticketId, items: [{ itemId: 'market-1', count: 1 }], language: 'zh', paper: 'none' });
  await days.send(clerkAt('w1'), { type: 'window.callNext', windowId: 'w1', active: null });
  await days.send(clerkAt('w1'), { type: 'stop.start', windowId: 'w1', ticketId });
  const lines = [{ itemId: 'market-1', basis: '标准', fen: 100, quantity: 1 }];
  await days.send(clerkAt('w1'), { type: 'notice.issue', windowId: 'w1', ticketId, lines, waiver: null, payee: '专户', code: null });
  const [issued] = [...noticeId.values()];
  await days.send(manager, { type: 'day.close' });
  for (let index = 2; index < 36; index += 1) await days.shortDay(index);
  await days.close();
  const { data, file } = copyOf(days.folder);
  await archive({ data }, { before: '2026-01-05', to: file }, silent, 'en');
  expect(read(data, (db) => [countOf(db, 'day'), countOf(db, 'notice')])).toEqual([35, 1]);

  const again = await openManyDays({ seed: 'c', folder: data });
  again.clock.now = firstMorning + 36 * 86_400_000;
  await again.send(manager, { type: 'day.open' });
  await again.send(bankClerkAt('w4'), { type: 'window.open', windowId: 'w4' });
  await again.send(bankClerkAt('w4'), { type: 'notice.confirm', noticeId: issued?.noticeId, receipt: 'R-1', paidBy: 'cash' });
  await again.send(manager, { type: 'day.close' });
  expect((await problemOf(async () => {
    await again.close();
    await archive({ data }, { before: '2026-01-05', to: `${file}.2` }, silent, 'en');
  })).code).toBe('archive.nothing');
  const later = await openManyDays({ seed: 'd', folder: data });
  for (let index = 37; index < 68; index += 1) await later.shortDay(index);
  await later.close();
  await archive({ data }, { before: '2026-02-07', to: `${file}.2` }, silent, 'en');
  expect(read(data, (db) => [countOf(db, 'notice'), checkChain(db, 1).isWhole])).toEqual([0, true]);
  const store = openStore({ folder: data });
  expect(rebuildTables(store.db).differing).toEqual([]);
  store.close();
});
