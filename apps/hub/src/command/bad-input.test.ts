import { closeSync, cpSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, expect, test } from 'vitest';
import { problemText } from '../problem-text.ts';
import { readClosedDay } from '../store/closed-day.ts';
import { knownVersion } from '../store/migration/migrations.ts';
import { databaseFile } from '../store/open-store.ts';
import type { Damage } from '../store/refusal.ts';
import { systemFault } from '../system-fault.ts';
import { openManyDays } from '../testing/many-days.ts';
import { problemOf } from '../testing/problem-of.ts';
import { temporaryFolder } from '../testing/test-hub.ts';
import { readCommandLine } from '../command-line.ts';
import { archive } from './archive.ts';
import { backUp } from './backup.ts';
import { rebuild } from './rebuild.ts';
import { restore } from './restore.ts';
import { verifyLog, wholeLog } from './verify-log.ts';

const silent = (): void => undefined;
/** Two closed days of the hall `test`, and one of the hall `elsewhere`. */
let [template, elsewhere] = ['', ''];
beforeAll(async () => {
  const days = await openManyDays();
  for (const index of [0, 1]) await days.shortDay(index);
  await days.close();
  const others = await openManyDays({ hallId: 'elsewhere' });
  await others.shortDay(0);
  await others.close();
  [template, elsewhere] = [days.folder, others.folder];
});

/** A hall's folder of one's own, with its database changed, by hand or by SQL that needs no trigger to be there. */
function spoilt(spoil: (file: string) => void): string {
  const data = temporaryFolder();
  cpSync(template, data, { recursive: true });
  spoil(databaseFile(data));
  return data;
}

function bySql(file: string, sql: string): void {
  const db = new Database(file);
  const triggers = db.prepare<[], { name: string; sql: string }>(`select name, sql from sqlite_schema where type = 'trigger' and tbl_name = 'event'`).all();
  db.exec([...triggers.map(({ name }) => `drop trigger ${name};`), sql, ...triggers.map((trigger) => `;${trigger.sql};`)].join('\n'));
  db.close();
}

/** Names, sizes and contents of all that lies in a folder; a lock and what reading leaves beside a database are no change. */
const contents = (folder: string): unknown[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !/^lock\.db|-(wal|shm)$/.test(name))
    .map(({ name }) => [name, statSync(join(folder, name)).isFile() && readFileSync(join(folder, name)).toString('base64')]);

const verify = (file: string) => () => verifyLog({ data: template }, { ...wholeLog, file }, silent, 'en');

const spoils: Readonly<Record<string, { readonly damage: Damage | null; readonly spoil: (file: string) => void }>> = {
  'an empty file': { damage: 'empty', spoil: (file) => truncateSync(file) },
  'cut off in its header': { damage: 'foreign', spoil: (file) => truncateSync(file, 50) },
  'cut off behind it': { damage: 'unreadable', spoil: (file) => truncateSync(file, 20_480) },
  'a text': { damage: 'unreadable', spoil: (file) => writeFileSync(file, 'no database '.repeat(100)) },
  'another program’s database': { damage: 'foreign', spoil(file) {
    truncateSync(file);
    bySql(file, 'create table x (y)');
  } },
  'a newer database': { damage: null, spoil: (file) => bySql(file, 'pragma user_version = 9990') },
};

test.each(Object.entries(spoils))('%s is refused by every command that reads a database, which changes nothing', async (_name, { damage, spoil }) => {
  const data = spoilt(spoil);
  const file = databaseFile(data);
  const [before, target] = [contents(data), join(temporaryFolder(), 'copy.db')];
  const wanted = damage === null ? { code: 'database.newer', file, found: 9990, known: knownVersion } : { code: 'database.damaged', file, reason: damage };
  expect([await problemOf(verify(file)), await problemOf(() => backUp({ data }, target, silent, 'en')), await problemOf(() => readClosedDay(file))]).toEqual([wanted, wanted, wanted]);
  const { code } = wanted;
  for (const work of [() => rebuild({ data }, silent, 'en'), () => archive({ data }, { before: null, to: target }, silent, 'en')]) {
    expect(await problemOf(work)).toMatchObject({ code, file });
  }
  const source = join(temporaryFolder(), 'backup.db');
  cpSync(file, source);
  expect(await problemOf(() => restore({ data }, source, silent, 'en'))).toMatchObject({ code: damage === null ? code : 'file.other', file: source });
  expect([contents(data), existsSync(target)]).toEqual([before, false]);
});

test('a log with an altered event of an earlier day, and one without any event, are neither rebuilt, backed up, archived nor restored', async () => {
  const first = `(select min(seq) from event where type = 'ticket.issued')`;
  const altered = spoilt((file) => bySql(file, `update event set body = replace(body, 'zh', 'en') where seq = ${first}`));
  const seq = new Database(databaseFile(altered), { readonly: true }).prepare<[], number>(`select min(seq) from event where type = 'ticket.issued'`).pluck().get() ?? 0;
  const empty = spoilt((file) => bySql(file, 'delete from event'));
  for (const [data, reason] of [[altered, { seq }], [empty, 'noEvents']] as const) {
    const [file, before, target] = [databaseFile(data), contents(data), join(temporaryFolder(), 'copy.db')];
    const damaged = { code: 'database.damaged', file, reason };
    expect([await problemOf(() => rebuild({ data }, silent, 'en')), await problemOf(() => backUp({ data }, target, silent, 'en'))]).toEqual([damaged, damaged]);
    expect(await problemOf(() => restore({ data: template }, file, silent, 'en'))).toEqual({ code: 'file.other', file, reason });
    expect(await problemOf(reason === 'noEvents' ? verify(file) : () => archive({ data }, { before: null, to: target }, silent, 'en'))).toEqual(damaged);
    expect([contents(data), existsSync(target), readdirSync(template).filter((name) => name.includes('incoming'))]).toEqual([before, false, []]);
  }
});

test('commands on a folder without a hall make none', async () => {
  const data = join(temporaryFolder(), 'none');
  const missing = { code: 'file.missing', file: databaseFile(data) };
  expect(await problemOf(() => rebuild({ data }, silent, 'en'))).toEqual(missing);
  expect(await problemOf(() => archive({ data }, { before: null, to: `${data}.jsonl` }, silent, 'en'))).toEqual(missing);
  expect(await problemOf(() => restore({ data }, `${data}.db`, silent, 'en'))).toEqual({ code: 'file.missing', file: `${data}.db` });
  expect(existsSync(data)).toBe(false);
  mkdirSync(databaseFile(data), { recursive: true });
  expect(await problemOf(() => rebuild({ data }, silent, 'en'))).toEqual({ code: 'database.damaged', file: databaseFile(data), reason: 'noFile' });
});

test('the backup of another hall is not restored, by what the database says, and where it says nothing by the document', async () => {
  const found = 'elsewhere';
  const [sound, spoiltOne] = [spoilt(silent), spoilt((file) => writeFileSync(file, 'no database'))];
  writeFileSync(join(spoiltOne, 'hall.json'), '{"hallId":"test"}');
  for (const data of [sound, spoiltOne]) {
    const before = contents(data);
    expect(await problemOf(() => restore({ data }, databaseFile(elsewhere), silent, 'en'))).toEqual({ code: 'folder.otherHall', folder: data, own: 'test', found });
    expect(contents(data)).toEqual(before);
  }
  writeFileSync(join(spoiltOne, 'hall.json'), '{');
  expect(await restore({ data: spoiltOne }, databaseFile(elsewhere), silent, 'en')).toBe(0);
});

test('a backup with a page that is none, though its log is whole, is not restored', async () => {
  const file = databaseFile(spoilt((one) => {
    const db = new Database(one, { readonly: true });
    const page = db.prepare<[], number>(`select rootpage from sqlite_schema where name = 'call_of_ticket'`).pluck().get() ?? 0;
    const size = Number(db.pragma('page_size', { simple: true }));
    db.close();
    const handle = openSync(one, 'r+');
    writeSync(handle, Buffer.alloc(size, 7), 0, size, (page - 1) * size);
    closeSync(handle);
  }));
  expect(await verify(file)()).toBe(0);
  const data = spoilt(silent);
  const before = contents(data);
  expect(await problemOf(() => restore({ data }, file, silent, 'en'))).toMatchObject({ code: 'file.other', file, reason: { detail: expect.stringContaining('page') } });
  expect(contents(data)).toEqual(before);
});

test('why a database is refused is said in the reader’s language', () => {
  const reasons: readonly Damage[] = ['restoreCutOff', 'noFile', 'empty', 'headerCutOff', 'notSqlite', 'foreign', 'schema', 'unreadable', 'noEvents', 'noConfig', { seq: 7 }];
  const file = '/7';
  for (const reason of reasons) {
    const [, damaged] = problemText({ code: 'database.damaged', file, reason }, 'zh');
    const [other] = problemText({ code: 'file.other', file, reason }, 'zh');
    expect([damaged, other]).toEqual([expect.stringMatching(/^[^a-z]+。$/i), expect.stringMatching(/^[^a-z]+。$/i)]);
  }
  const [otherHall] = problemText({ code: 'folder.otherHall', folder: file, own: '甲', found: '乙' }, 'zh');
  expect(otherHall).toMatch(/^[^a-z]*甲[^a-z]*乙[^a-z]*$/i);
});

const said = (code: string): string | null => systemFault(new Database.SqliteError('words of SQLite', code), 'zh');

test('a disk or another program that stops a command is told in a sentence; a wrong statement is a bug', () => {
  const codes = ['SQLITE_CORRUPT_VTAB', 'SQLITE_NOTADB', 'SQLITE_FULL', 'SQLITE_IOERR_WRITE', 'SQLITE_BUSY', 'SQLITE_LOCKED', 'SQLITE_READONLY', 'SQLITE_CANTOPEN'];
  expect(codes.map(said)).toEqual(codes.map(() => expect.stringMatching(/命令没有完成/)));
  expect(new Set(codes.map(said)).size).toBe(5);
  expect(said('SQLITE_CONSTRAINT_UNIQUE')).toBeNull();
});

test('an empty value is none: a script that has lost one names no folder and no file', () => {
  expect(readCommandLine(['--data='])).toEqual({ kind: 'unknownOption', option: '--data' });
  expect(readCommandLine(['archive', '--to', ''])).toEqual({ kind: 'unknownOption', option: '--to' });
  for (const command of ['backup', 'restore', 'verify-log']) expect(readCommandLine([command, ''])).toEqual({ kind: 'noFile', command });
});
