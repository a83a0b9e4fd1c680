import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, expect, test } from 'vitest';
import { hubDefaults } from '../options.ts';
import { startHub } from '../start-hub.ts';
import { issueTicket, startTestHub, temporaryFolder } from '../testing/test-hub.ts';
import { knownVersion, migrate, schemaAt, schemaOf, versionOf } from './migration/migrations.ts';
import { assertDurable, databaseFile, openStore } from './open-store.ts';
import { Refusal, type Problem } from './refusal.ts';

let template = '';
beforeAll(async () => {
  const hall = await startTestHub();
  await issueTicket(await hall.agent());
  await hall.close();
  template = hall.data;
});

/** A folder with the database of a hall in which one ticket was issued. */
function usedFolder(): string {
  const folder = temporaryFolder();
  cpSync(template, folder, { recursive: true });
  return folder;
}

async function refusalOf(data: string, more: { port?: number } = {}): Promise<Problem> {
  try {
    await (await startHub({ ...hubDefaults, data, port: 0, sample: true, tickMs: null, quickCheck: false, pinCost: 1024, ...more })).close();
  } catch (error) {
    if (error instanceof Refusal) return error.problem;
    throw error;
  }
  throw new Error('the hub started');
}

/** Starts on a spoilt database, which must be refused; what lay there stays byte for byte. */
async function refusedUntouched(data: string): Promise<Problem> {
  const names = readdirSync(data).filter((name) => name.startsWith('hall.db') && !name.endsWith('-shm'));
  const prints = () => names.map((name) => [name, createHash('sha256').update(readFileSync(join(data, name))).digest('hex')]);
  const before = prints();
  const problem = await refusalOf(data);
  expect(prints()).toEqual(before);
  return problem;
}

test('every open is durable: WAL and synchronous FULL, also on a file that is WAL already', () => {
  const folder = temporaryFolder();
  for (let i = 0; i < 2; i += 1) {
    const store = openStore({ folder });
    expect([store.db.pragma('journal_mode', { simple: true }), store.db.pragma('synchronous', { simple: true })]).toEqual(['wal', 2]);
    store.close();
  }
  const broken = openStore({ folder });
  broken.db.pragma('synchronous = off');
  expect(() => assertDurable(broken.db)).toThrow('not durable');
  broken.close();
  expect(statSync(databaseFile(folder)).mode & 0o777).toBe(0o600);
});

test('each migration leads from the version before it, pending ones run together, and a new file ends at the same schema', () => {
  for (const from of [0, 10, 20, 40, 50, 70, 80, 90, 110, 170]) {
    const db = new Database(':memory:');
    migrate(db, from);
    expect(versionOf(db)).toBe(from);
    migrate(db, knownVersion);
    expect(versionOf(db)).toBe(knownVersion);
    expect(schemaOf(db)).toEqual(schemaAt(knownVersion));
    db.close();
  }
});

test('the table of stops is made again with every row, and refuses what it refused before', () => {
  const db = new Database(':memory:');
  migrate(db, 170);
  db.exec(`
    insert into stop (ticket_seq, stop, ticket_id, queue_id, items, place_at, place_tie, status, changed_at, window_id, clerk_id, bound, overtaken)
    values (1, 0, 'a', 'q', '[]', 5, 1.5, 'waiting', 6, null, null, 3, 2), (2, 0, 'b', 'q', '[]', 5, 2, 'serving', 6, 'w1', 'c1', null, 0)`);
  const rows = () => db.prepare('select * from stop order by ticket_seq').all();
  const before = rows();
  migrate(db, knownVersion);
  expect(rows()).toEqual(before);
  for (const status of ['called', 'serving', 'held', 'lost']) expect(() => db.exec(`update stop set status = '${status}' where ticket_seq = 1`)).toThrow('CHECK');
  for (const status of ['blocked', 'waiting', 'missed', 'done', 'abandoned', 'cancelled']) db.exec(`update stop set status = '${status}' where ticket_seq = 1`);
  for (const status of ['called', 'held', 'serving']) db.exec(`update stop set status = '${status}' where ticket_seq = 2`);
  db.close();
});

test('what the fold looks for before its day is found by the index of landmarks, however long the log is', () => {
  const db = new Database(':memory:');
  migrate(db, knownVersion);
  const plan = (sql: string) => db.prepare<[], { detail: string }>(`explain query plan ${sql}`).all().map(({ detail }) => detail).filter((detail) => detail.startsWith('SEARCH'));
  for (const type of ['day.opened', 'epoch.raised']) {
    expect(plan(`select max(seq) from event where type = '${type}'`)).toEqual(['SEARCH event USING COVERING INDEX event_landmark (type=?)']);
  }
  db.close();
});

test('a migration that fails leaves nothing of any pending one', () => {
  const db = new Database(':memory:');
  db.exec('create table clerk (x) strict'.replace(' strict', ''));
  expect(() => migrate(db, knownVersion)).toThrow('already exists');
  expect([versionOf(db), schemaOf(db)]).toEqual([0, ['CREATE TABLE clerk (x)']]);
  db.close();
});

test('a newer database is refused and left untouched, also when only its write-ahead log is newer', async () => {
  const data = usedFolder();
  const file = databaseFile(data);
  const db = new Database(file);
  db.pragma('user_version = 990');
  db.close();
  expect(await refusedUntouched(data)).toEqual({ code: 'database.newer', file, found: 990, known: knownVersion });

  const other = usedFolder();
  const writer = new Database(databaseFile(other));
  writer.pragma('journal_mode = wal');
  writer.pragma('user_version = 991');
  const copy = temporaryFolder();
  for (const suffix of ['', '-wal']) copyFileSync(`${databaseFile(other)}${suffix}`, `${databaseFile(copy)}${suffix}`);
  writer.close();
  expect(await refusedUntouched(copy)).toMatchObject({ code: 'database.newer', found: 991 });
});

test('a damaged or foreign database is refused and left untouched', async () => {
  const spoil: Record<string, (file: string) => void> = {
    'no header': (file) => writeFileSync(file, Buffer.alloc(8192, 7)),
    'cut off in the header': (file) => truncateSync(file, 50),
    'cut off behind the first page': (file) => truncateSync(file, 4096),
    'another program’s': (file) => {
      writeFileSync(file, '');
      new Database(file).exec('create table x (y)').close();
    },
    'a trigger is gone': (file) => void new Database(file).exec('drop trigger event_is_final').close(),
    'an event of the day was altered': (file) => {
      const db = new Database(file);
      const { sql } = db.prepare(`select sql from sqlite_schema where name = 'event_is_final'`).get() as { sql: string };
      db.exec('drop trigger event_is_final');
      db.exec(`update event set body = replace(body, '"n":1', '"n":2') where type = 'ticket.issued'`);
      db.exec(sql);
      db.close();
    },
  };
  for (const [name, damage] of Object.entries(spoil)) {
    const data = usedFolder();
    damage(databaseFile(data));
    const problem = await refusedUntouched(data);
    expect([name, problem.code]).toEqual([name, 'database.damaged']);
  }
});

test('a restore that was cut off is not taken for an empty hall', async () => {
  const data = usedFolder();
  const file = databaseFile(data);
  renameSync(file, `${file}.restoring`);
  expect(await refusalOf(data)).toMatchObject({ code: 'database.damaged', file });
  expect(existsSync(file)).toBe(false);
});

test('a second hub on the same data is refused while the first runs', async () => {
  const hall = await startTestHub();
  expect(await refusalOf(hall.data)).toEqual({ code: 'folder.inUse', folder: hall.data });
  await issueTicket(await hall.agent());
  const { data } = hall;
  await hall.close();
  await (await startTestHub({ data })).discard();
});

test('a folder that cannot be written and a port in use are named', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'file'), '');
  expect(await refusalOf(join(folder, 'file/data'))).toEqual({ code: 'folder.unwritable', folder: join(folder, 'file/data') });
  const hall = await startTestHub();
  const port = Number(new URL(hall.hub.url).port);
  mkdirSync(join(folder, 'data'));
  expect(await refusalOf(join(folder, 'data'), { port })).toEqual({ code: 'port.inUse', port });
  expect((await refusalOf(hall.data)).code).toBe('folder.inUse');
  await hall.discard();
  await (await startTestHub({ data: join(folder, 'data') })).discard();
});

test('damage away from the current day is found after the start and ends the hub', async () => {
  const data = usedFolder();
  const file = databaseFile(data);
  const db = new Database(file);
  const { rootpage } = db.prepare(`select rootpage from sqlite_schema where name = 'call_of_ticket'`).get() as { rootpage: number };
  db.close();
  const bytes = readFileSync(file);
  bytes.fill(0xff, (rootpage - 1) * 4096, (rootpage - 1) * 4096 + 64);
  writeFileSync(file, bytes);
  const hall = await startTestHub({ data, quickCheck: true });
  await expect.poll(() => hall.fatals.length, { timeout: 10_000 }).toBe(1);
  expect((hall.fatals.shift() as Refusal).problem).toMatchObject({ code: 'database.damaged', file });
  await hall.discard();
});
