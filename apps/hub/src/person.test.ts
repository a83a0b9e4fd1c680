// Who a person is at the hub: the key of the day, the table of tags, and what is left of both in raw bytes.
import { createHash, randomBytes } from 'node:crypto';
import { closeSync, copyFileSync, existsSync, openSync, readdirSync, readFileSync, readSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PersonTag } from '@hallcall/domain';
import type { DayKeyReply } from '@hallcall/protocol';
import Database from 'better-sqlite3';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { backUp } from './command/backup.ts';
import { restore } from './command/restore.ts';
import { databaseFile, openStore } from './store/open-store.ts';
import { createPersonalTable } from './store/personal-table.ts';
import { agentCredentials, eventsOf, found, startTestHub, temporaryFolder, type TestHub } from './testing/test-hub.ts';
import { randomId, type RawClient } from './testing/raw-client.ts';

const keyFile = (hall: TestHub): string => join(hall.data, 'day.key');
const newTag = (): string => randomBytes(16).toString('hex');

async function askKey(hall: TestHub, token: string | null): Promise<[number, unknown]> {
  const response = await fetch(new URL('/day-key', hall.hub.url), token === null ? {} : { headers: { authorization: `Bearer ${token}` } });
  return [response.status, await response.json()];
}

async function keyOf(hall: TestHub): Promise<Buffer> {
  const [status, body] = await askKey(hall, agentCredentials(hall.data).token);
  expect(status).toBe(200);
  // The hub's own answer.
  return Buffer.from((body as DayKeyReply).key, 'base64');
}

const take = (agent: RawClient, tag: string, itemId = 'D01-01') =>
  agent.command({ type: 'ticket.issue', ticketId: randomId(), items: [{ itemId, count: 1 }], language: 'zh', paper: 'none', person: { tag } });

async function personKeyOf(agent: RawClient, tag: string): Promise<string | undefined> {
  const [issued] = eventsOf(await take(agent, tag)).filter(({ event }) => event.type === 'ticket.issued');
  return issued?.event.type === 'ticket.issued' ? issued.event.personKey : undefined;
}

async function tell(hall: TestHub, type: 'day.open' | 'day.close'): Promise<void> {
  eventsOf(await (await hall.manager()).command({ type }));
}

/** Files of the folder in which these bytes stand in one of their forms. */
function holders(folder: string, secrets: readonly Buffer[]): string[] {
  const forms = secrets.flatMap((secret) => [secret, Buffer.from(secret.toString('hex')), Buffer.from(secret.toString('base64').replace(/=+$/, '')), Buffer.from(secret.toString('base64url'))]);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => forms.some((form) => readFileSync(file).includes(form)));
}
const namesOf = (files: readonly string[]): string[] => files.map((file) => file.slice(file.lastIndexOf('/') + 1)).toSorted();

test('the key is made with the day, private, and given to agents alone', async () => {
  const hall = await startTestHub();
  const key = await keyOf(hall);
  expect([key.length, statSync(keyFile(hall)).mode & 0o777, readFileSync(keyFile(hall)).subarray(0, 32).equals(key)]).toEqual([32, 0o600, true]);
  expect(await askKey(hall, null)).toEqual([401, { code: 'session.required' }]);
  for (const token of [found(hall.sample.boards[0]).token, found(hall.sample.windows[0]).token, hall.sample.manager.token]) {
    expect(await askKey(hall, token)).toEqual([403, { code: 'session.notPermitted' }]);
  }
  await hall.discard();
});

test('it outlives a restart of the hub and not the day; a day that is opened again has another', async () => {
  const hall = await startTestHub();
  const first = await keyOf(hall);
  const again = await hall.restart();
  expect(await keyOf(again)).toEqual(first);
  await tell(again, 'day.close');
  expect([existsSync(keyFile(again)), await askKey(again, agentCredentials(again.data).token)]).toEqual([false, [404, { code: 'day.unknown' }]]);
  await tell(again, 'day.open');
  expect(await keyOf(again)).not.toEqual(first);
  await again.discard();
});

test('a key that an ended process left behind serves no other opening, and no closed day', async () => {
  const hall = await startTestHub();
  const old = readFileSync(keyFile(hall));
  await tell(hall, 'day.close');
  writeFileSync(keyFile(hall), old);
  const closed = await hall.restart();
  expect(existsSync(keyFile(closed))).toBe(false);
  await tell(closed, 'day.open');
  await closed.close();
  for (const left of [old, old.subarray(0, 17)]) {
    writeFileSync(keyFile(closed), left);
    const reopened = await startTestHub({ data: closed.data });
    expect((await keyOf(reopened)).equals(old.subarray(0, 32))).toBe(false);
    await reopened.close();
  }
});

test('one person has one key of the day, also over a restart, and another when the day is opened again', async () => {
  const hall = await startTestHub();
  const [one, other] = [newTag(), newTag()];
  const agent = await hall.agent();
  const key = await personKeyOf(agent, one);
  expect(key).toMatch(/^[\w-]{22}$/);
  expect([await personKeyOf(agent, one), await personKeyOf(agent, other) === key]).toEqual([key, false]);
  const again = await hall.restart();
  expect(await personKeyOf(await again.agent(), one)).toBe(key);
  await tell(again, 'day.close');
  await tell(again, 'day.open');
  expect(await personKeyOf(await again.agent(), one)).not.toBe(key);
  await again.discard();
});

/** Three who take a ticket, and enough others for a table of several pages; gives those three and some of the others. */
async function crowd(hall: TestHub): Promise<Buffer[]> {
  const agent = await hall.agent();
  const taking = Array.from({ length: 3 }, newTag);
  for (const tag of taking) eventsOf(await take(agent, tag));
  const others = Array.from({ length: 400 }, newTag);
  const personal = createPersonalTable(hall.hub.store.db, randomId);
  // The brand stands for the shape that these have.
  await hall.hub.engine.change(() => others.forEach((tag) => personal.keyOf(tag as PersonTag)));
  return [...taking, ...others.filter((_, index) => index % 25 === 0)].map((tag) => Buffer.from(tag, 'hex'));
}

test('after the close no tag and no key stands in any byte of the folder; before it they do', async () => {
  const hall = await startTestHub();
  const tags = await crowd(hall);
  const key = await keyOf(hall);
  expect(namesOf(holders(hall.data, tags))).toEqual(['hall.db-wal']);
  expect(namesOf(holders(hall.data, [key]))).toEqual(['day.key']);
  hall.hub.store.db.pragma('wal_checkpoint(passive)');
  expect(namesOf(holders(hall.data, tags))).toEqual(['hall.db', 'hall.db-wal']);
  await tell(hall, 'day.close');
  expect(holders(hall.data, [key, ...tags])).toEqual([]);
  expect(hall.hub.store.db.prepare('select count(*) from personal').pluck().get()).toBe(0);
  await hall.discard();
});

test('who reads in the log at the close holds it up no longer than that', async () => {
  const hall = await startTestHub();
  const tags = await crowd(hall);
  const reader = new Database(databaseFile(hall.data), { readonly: true });
  reader.exec('begin');
  reader.prepare('select count(*) from personal').get();
  await tell(hall, 'day.close');
  expect(namesOf(holders(hall.data, tags))).toEqual(['hall.db-wal']);
  reader.close();
  await hall.hub.tick();
  expect(holders(hall.data, tags)).toEqual([]);
  await hall.discard();
});

const hashOf = (db: Database.Database, table: string): string => createHash('sha256').update(JSON.stringify(db.prepare(`select * from "${table}"`).raw().all())).digest('hex');

test('a backup in the middle of the day is the whole database but for the tags, in the file and while it is made', async () => {
  const hall = await startTestHub();
  const tags = await crowd(hall);
  const folder = temporaryFolder();
  await backUp({ data: hall.data }, join(folder, 'copy.db'), () => undefined, 'en');
  expect([readdirSync(folder), holders(folder, tags)]).toEqual([['copy.db'], []]);
  const copy = new Database(join(folder, 'copy.db'), { readonly: true });
  const tables = copy.prepare<[], string>(`select name from sqlite_schema where type = 'table'`).pluck().all();
  const differing = tables.filter((table) => hashOf(copy, table) !== hashOf(hall.hub.store.db, table));
  expect([tables.length > 15, differing]).toEqual([true, ['personal']]);
  expect(copy.prepare('select count(*) from personal').pluck().get()).toBe(0);
  copy.close();
  // What a copy of the pages would have held.
  copyFileSync(`${databaseFile(hall.data)}-wal`, join(folder, 'pages'));
  expect(namesOf(holders(folder, tags))).toEqual(['pages']);
  await hall.discard();
});

test('the key’s file is overwritten before its name goes, so that nothing is left on the disk', async () => {
  const hall = await startTestHub();
  const key = await keyOf(hall);
  // Whoever still has it open sees what the disk holds.
  const open = openSync(keyFile(hall), 'r');
  const content = Buffer.alloc(40);
  readSync(open, content, 0, 40, 0);
  expect(content.subarray(0, 32)).toEqual(key);
  await tell(hall, 'day.close');
  readSync(open, content, 0, 40, 0);
  expect([existsSync(keyFile(hall)), content]).toEqual([false, Buffer.alloc(40)]);
  closeSync(open);
  await hall.discard();
});

test('a database that was copied by other means is restored without whoever came that day', async () => {
  const hall = await startTestHub();
  const tags = await crowd(hall);
  await hall.close();
  const copy = join(temporaryFolder(), 'hall.db');
  copyFileSync(databaseFile(hall.data), copy);
  const fresh = temporaryFolder();
  await restore({ data: fresh }, copy, () => undefined, 'en');
  expect([namesOf(holders(join(copy, '..'), tags)), holders(fresh, tags)]).toEqual([['hall.db'], []]);
});

test('what a killed restore left of whoever came that day goes with the next opening of the store', async () => {
  const hall = await startTestHub();
  const tags = await crowd(hall);
  await hall.close();
  const file = databaseFile(hall.data);
  for (const suffix of ['', '-wal']) copyFileSync(file, `${file}.incoming${suffix}`);
  openStore({ folder: hall.data }).close();
  expect(namesOf(holders(hall.data, tags))).toEqual(['hall.db']);
});

test('a restore keeps nobody in the database that it sets aside', async () => {
  const hall = await startTestHub();
  const folder = temporaryFolder();
  await backUp({ data: hall.data }, join(folder, 'copy.db'), () => undefined, 'en');
  const tags = await crowd(hall);
  await hall.close();
  expect(namesOf(holders(hall.data, tags))).toEqual(['hall.db']);
  await restore({ data: hall.data }, join(folder, 'copy.db'), () => undefined, 'en');
  expect(readdirSync(hall.data).some((name) => name.startsWith('hall.db.before-'))).toBe(true);
  expect(holders(hall.data, tags)).toEqual([]);
});

test('a rule that throws is logged without the tag', async () => {
  const lines: string[] = [];
  const hall = await startTestHub({ log: pino({ level: 'info' }, { write: (line: string) => void lines.push(line) }) });
  const tag = newTag();
  hall.hub.store.db.exec('drop table personal');
  const reply = await take(await hall.agent(), tag);
  expect(reply).toEqual({ kind: 'fault', fault: { code: 'bug' } });
  expect([lines.some((line) => line.includes('a rule threw')), lines.some((line) => line.includes(tag))]).toEqual([true, false]);
  await hall.close();
});
