import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootLines, rootText } from '@hallcall/protocol';
import type { DayRoot } from '@hallcall/domain';
import { manager } from '@hallcall/testkit';
import { texts } from '@hallcall/text';
import Database from 'better-sqlite3';
import { beforeAll, expect, test } from 'vitest';
import { createRootTable } from '../store/closings.ts';
import { chainHash, chainStart, type EventRow } from '../store/event-log.ts';
import { databaseFile } from '../store/open-store.ts';
import { openManyDays } from '../testing/many-days.ts';
import { temporaryFolder } from '../testing/test-hub.ts';
import { backUp } from './backup.ts';
import { verifyLog, wholeLog, type Verification } from './verify-log.ts';

const say = texts('en').close.verify;
let template = '';
let other = '';
let roots: readonly DayRoot[] = [];
let before: DayRoot | null = null;

beforeAll(async () => {
  const days = await openManyDays();
  await days.playDay(0);
  await days.playDay(1);
  const db = new Database(databaseFile(days.folder), { readonly: true });
  before = createRootTable(db).of('2026-01-02');
  // The second day is opened again and closed anew; the third is the newest.
  await days.send(manager, { type: 'day.open' });
  await days.send(manager, { type: 'day.close' });
  await days.playDay(2);
  roots = createRootTable(db).newest(400);
  db.close();
  await days.close();
  template = days.folder;
  const second = await openManyDays({ hallId: 'elsewhere', seed: 'b' });
  await second.playDay(0);
  await second.playDay(1);
  await second.playDay(2);
  await second.close();
  other = second.folder;
});

/** A data folder of its own, changed as no program of ours could. */
function tampered(change: (db: Database.Database) => void, source = template): string {
  const folder = temporaryFolder();
  copyFileSync(databaseFile(source), databaseFile(folder));
  const db = new Database(databaseFile(folder));
  db.exec('drop trigger event_is_final; drop trigger event_stays');
  change(db);
  db.close();
  return folder;
}

async function verify(data: string, wanted: Partial<Verification>): Promise<{ readonly code: number; readonly lines: readonly string[] }> {
  const lines: string[] = [];
  return { code: await verifyLog({ data }, { ...wholeLog, ...wanted }, (line) => lines.push(line), 'en'), lines };
}

const rootOf = (date: string): DayRoot => {
  const root = roots.find((one) => one.date === date);
  if (!root) throw new Error(`no root of ${date}`);
  return root;
};

test('each close has a root: the hash of its row, from the day’s opening on; a reopened day has two of one opening', () => {
  const db = new Database(databaseFile(template), { readonly: true });
  const closes = db.prepare<[], { seq: number; hash: Buffer }>(`select seq, hash from event where type = 'day.closed' order by seq desc`).all();
  expect(roots.map(({ lastSeq, root }) => ({ seq: lastSeq, root }))).toEqual(closes.map(({ seq, hash }) => ({ seq, root: hash.toString('hex') })));
  expect(roots.map(({ date }) => date)).toEqual(['2026-01-03', '2026-01-02', '2026-01-02', '2026-01-01']);
  const [, again, first] = roots;
  expect(first).toEqual(before);
  expect(again?.firstSeq).toBe(first?.firstSeq);
  expect(db.prepare('select type from event where seq = ?').pluck().get(first?.firstSeq)).toBe('day.opened');
  expect(createRootTable(db).of('2026-01-02')).toEqual(again);
  db.close();
});

test('the root as typed with spaces, as the text of the code, with and without its date, on the folder and on a backup', async () => {
  const root = rootOf('2026-01-01');
  const backup = join(temporaryFolder(), 'copy.db');
  await backUp({ data: template }, backup, () => undefined, 'en');
  const typed = rootLines(root.root).join(' ').toUpperCase();
  for (const wanted of [{ root: typed }, { root: rootText('test', root) }, { root: root.root, date: '2026-01-01' }, { root: typed, file: backup }]) {
    const { code, lines } = await verify(wanted.file === undefined ? template : temporaryFolder(), wanted);
    expect([code, lines.at(-1)]).toEqual([0, say.matches(root)]);
  }
  // Both closes of the reopened day are its own.
  expect((await verify(template, { root: before?.root ?? '', date: '2026-01-02' })).code).toBe(0);
  expect(await verify(template, { root: root.root, date: '2026-01-03' })).toMatchObject({ code: 1, lines: [expect.anything(), say.otherDate({ found: '2026-01-01', date: '2026-01-03' })] });
  expect(await verify(template, { root: `${root.root}0` })).toEqual({ code: 1, lines: [say.notARoot] });
  expect((await verify(template, { root: root.root, date: '2026-05-05' })).code).toBe(1);
});

test('one altered byte is found with its seq, and the day before it still matches', async () => {
  const [first, last] = [rootOf('2026-01-01'), rootOf('2026-01-03')];
  const seq = last.firstSeq + 3;
  const folder = tampered((db) => db.exec(`update event set body = replace(body, 'zh', 'en') where seq = ${seq}`));
  expect(await verify(folder, { root: rootText('test', last) })).toEqual({ code: 1, lines: [say.broken({ seq }), say.cutOff({ lastSeq: last.lastSeq, seq: seq - 1 })] });
  // What was altered lies behind that day, but a broken log is never a success.
  expect(await verify(folder, { root: first.root })).toEqual({ code: 1, lines: [say.broken({ seq }), say.matches(first)] });
});

/** As somebody would who owns the machine: the chain is made anew, and so is the table of roots. */
function rewrite(db: Database.Database): void {
  db.exec(`update event set body = replace(body, 'market-1', 'market-2') where seq = ${rootOf('2026-01-02').firstSeq + 3}`);
  let previous = chainStart;
  for (const row of db.prepare<[], EventRow>('select * from event order by seq').all()) {
    previous = chainHash(previous, row);
    db.prepare('update event set hash = ? where seq = ?').run(previous, row.seq);
  }
  db.exec('update day_root set root = (select hash from event where seq = last_seq)');
}

test('a log rewritten with all its hashes is whole by itself, and found by the paper alone', async () => {
  const folder = tampered(rewrite);
  expect((await verify(folder, {})).code).toBe(0);
  const last = rootOf('2026-01-03');
  const { code, lines } = await verify(folder, { root: last.root, date: last.date });
  expect([code, lines.at(-1)]).toEqual([1, expect.stringContaining('The root of 2026-01-03 differs')]);
  expect((await verify(folder, { root: last.root })).lines.at(-1)).toBe(say.unknown);
  expect((await verify(folder, { root: rootText('test', last) })).lines.at(-1)).toContain('2026-01-03');
  expect((await verify(folder, { root: rootOf('2026-01-01').root })).code).toBe(0);
});

test('a log that was cut off, and the log of another hall', async () => {
  const last = rootOf('2026-01-03');
  const cut = tampered((db) => db.exec(`delete from event where seq >= ${last.lastSeq}`));
  expect((await verify(cut, {})).code).toBe(0);
  expect((await verify(cut, { root: rootText('test', last) })).lines.at(-1)).toBe(say.cutOff({ lastSeq: last.lastSeq, seq: last.lastSeq - 1 }));
  expect(await verify(cut, { root: last.root, date: last.date })).toMatchObject({ code: 1, lines: [expect.anything(), say.noSuchDay({ date: last.date })] });
  expect((await verify(other, { root: rootText('test', last) })).lines.at(-1)).toBe(say.otherHall({ own: 'elsewhere', found: 'test' }));
  expect(await verify(other, { root: last.root })).toMatchObject({ code: 1, lines: [expect.anything(), say.unknown] });
});
