import { chmodSync, copyFileSync, existsSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { texts } from '@hallcall/text';
import { expect, test } from 'vitest';
import { databaseFile } from '../store/open-store.ts';
import { agentCredentials, issueTicket, startTestHub, temporaryFolder } from '../testing/test-hub.ts';
import { problemOf } from '../testing/problem-of.ts';
import { backUp } from './backup.ts';
import { rebuild } from './rebuild.ts';
import { restore } from './restore.ts';
import { verifyLog, wholeLog } from './verify-log.ts';

const silent = (): void => undefined;

test('a backup of a running hub is whole, private and without raw keys; restored, the epoch rises and numbers jump', async () => {
  const hall = await startTestHub();
  const file = join(temporaryFolder(), 'copy.db');
  await issueTicket(await hall.agent());
  expect(await backUp({ data: hall.data }, file, silent, 'en')).toBe(0);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const raw = readFileSync(file);
  for (const secret of [agentCredentials(hall.data).token, hall.sample.manager.token]) expect(raw.includes(secret)).toBe(false);
  for (let i = 0; i < 3; i += 1) await issueTicket(await hall.agent());
  await hall.close();

  const lines: string[] = [];
  expect(await restore({ data: hall.data }, file, (line) => lines.push(line), 'en')).toBe(0);
  expect(lines[0]).toContain('2');
  expect(readdirSync(hall.data).filter((name) => /^hall\.db\.before-.*Z$/.test(name))).toHaveLength(1);
  const restored = await startTestHub({ data: hall.data });
  expect(restored.hub.engine.epoch()).toBe(2);
  expect(restored.hub.state().ticketById.size).toBe(1);
  const agent = await restored.agent();
  await agent.command({ type: 'agent.report', date: '2026-11-22', highest: { A: 4 } });
  expect((await issueTicket(agent)).n).toBe(205);
  await restored.discard();
});

test('a second restore of the same backup still goes past every epoch that was', async () => {
  const hall = await startTestHub();
  const file = join(temporaryFolder(), 'copy.db');
  await backUp({ data: hall.data }, file, silent, 'en');
  await hall.close();
  await restore({ data: hall.data }, file, silent, 'en');
  await restore({ data: hall.data }, file, silent, 'en');
  const again = await startTestHub({ data: hall.data });
  expect(again.hub.engine.epoch()).toBe(3);
  await again.discard();
});

test('a restore that was killed while it raised the epoch leaves nothing that spoils the next one', async () => {
  const hall = await startTestHub();
  const folder = temporaryFolder();
  const [older, newer] = [join(folder, 'older.db'), join(folder, 'newer.db')];
  await backUp({ data: hall.data }, older, silent, 'en');
  const agent = await hall.agent();
  for (let i = 0; i < 40; i += 1) await issueTicket(agent);
  await backUp({ data: hall.data }, newer, silent, 'en');
  await hall.close();
  const db = new Database(older);
  db.pragma('cache_size = 1');
  db.exec('begin; create table half as select randomblob(200000)');
  copyFileSync(`${older}-journal`, join(hall.data, 'hall.db.incoming-journal'));
  db.close();
  expect(await restore({ data: hall.data }, newer, silent, 'en')).toBe(0);
  expect(readdirSync(hall.data).filter((name) => /incoming|restoring/.test(name))).toEqual([]);
  const again = await startTestHub({ data: hall.data });
  expect(again.hub.state().ticketById.size).toBe(40);
  await again.discard();
});

test('a refused restore behind one that was cut off leaves no folder that looks like a new hall', async () => {
  const hall = await startTestHub();
  await issueTicket(await hall.agent());
  await hall.close();
  renameSync(databaseFile(hall.data), `${databaseFile(hall.data)}.restoring`);
  const broken = join(temporaryFolder(), 'broken.db');
  writeFileSync(broken, 'no database');
  expect(await problemOf(() => restore({ data: hall.data }, broken, silent, 'en'))).toMatchObject({ code: 'file.other', file: broken });
  expect(await problemOf(() => startTestHub({ data: hall.data }))).toMatchObject({ code: 'database.damaged', reason: 'restoreCutOff' });
});

test('a backup into a folder that is not there, and files that are no database, are refused with their place', async () => {
  const hall = await startTestHub();
  const folder = join(temporaryFolder(), 'gone');
  expect(await problemOf(() => backUp({ data: hall.data }, join(folder, 'copy.db'), silent, 'en'))).toEqual({ code: 'folder.noBackup', folder });
  const text = join(temporaryFolder(), 'text.db');
  writeFileSync(text, 'no database');
  for (const file of [text, hall.data]) expect(await problemOf(() => verifyLog(hall, { ...wholeLog, file }, silent, 'en'))).toMatchObject({ code: 'database.damaged', file });
  await hall.discard();
});

test('a check from behind the end of the log is no broken log', async () => {
  const hall = await startTestHub();
  const lines: string[] = [];
  const last = hall.hub.engine.seq();
  expect(await verifyLog(hall, { ...wholeLog, from: last + 2 }, (line) => lines.push(line), 'en')).toBe(1);
  expect(lines).toEqual([texts('en').commandLine.verifyEnds({ from: last + 2, last })]);
  expect(await verifyLog(hall, { ...wholeLog, from: last }, silent, 'en')).toBe(0);
  await hall.discard();
});

test('restore refuses a broken or foreign file, a running hub and a missing file, and changes nothing', async () => {
  const hall = await startTestHub();
  const file = join(temporaryFolder(), 'copy.db');
  await backUp({ data: hall.data }, file, silent, 'en');
  expect(await problemOf(() => backUp({ data: hall.data }, file, silent, 'en'))).toEqual({ code: 'file.exists', file });
  expect((await problemOf(() => restore({ data: hall.data }, file, silent, 'en'))).code).toBe('folder.inUse');
  await hall.close();
  const before = readFileSync(databaseFile(hall.data));
  const altered = new Database(file);
  altered.exec(`drop trigger event_is_final; update event set at = at + 1 where seq = 1;
    create trigger event_is_final before update on event begin select raise(abort, 'the log is append-only'); end;`);
  altered.close();
  const broken = join(temporaryFolder(), 'broken.db');
  writeFileSync(broken, 'no database at all'.repeat(100));
  for (const source of [file, broken]) {
    expect(await problemOf(() => restore({ data: hall.data }, source, silent, 'en'))).toMatchObject({ code: 'file.other', file: source });
  }
  expect(await problemOf(() => restore({ data: hall.data }, hall.data, silent, 'en'))).toEqual({ code: 'file.other', file: hall.data, reason: 'noFile' });
  expect(await problemOf(() => restore({ data: hall.data }, '/no/such/file', silent, 'en'))).toEqual({ code: 'file.missing', file: '/no/such/file' });
  expect(readFileSync(databaseFile(hall.data)).equals(before)).toBe(true);
  expect(existsSync(`${databaseFile(hall.data)}.restoring`)).toBe(false);
});

test('a restored database is private and in its new epoch before any hub has run on it', async () => {
  const hall = await startTestHub();
  const file = join(temporaryFolder(), 'copy.db');
  await backUp({ data: hall.data }, file, silent, 'en');
  await hall.close();
  chmodSync(file, 0o644);
  // A folder without a configuration: there is no start from it, but there is a restore into it.
  const fresh = temporaryFolder();
  expect(await restore({ data: fresh }, file, silent, 'en')).toBe(0);
  expect(readdirSync(fresh).filter((name) => name.startsWith('hall.db'))).toEqual(['hall.db']);
  expect(statSync(databaseFile(fresh)).mode & 0o777).toBe(0o600);
  const db = new Database(databaseFile(fresh), { readonly: true });
  expect(db.prepare(`select value from meta where name = 'epoch'`).pluck().get()).toBe('2');
  db.close();
});

test('rebuild says which table differed, once', async () => {
  const hall = await startTestHub();
  const { ticketId } = await issueTicket(await hall.agent());
  hall.hub.store.db.exec(`update stop set status = 'done' where ticket_id = '${ticketId}'`);
  await hall.close();
  const lines: string[] = [];
  expect(await rebuild({ data: hall.data }, (line) => lines.push(line), 'en')).toBe(1);
  expect(lines[0]).toContain('stop');
  expect(await rebuild({ data: hall.data }, silent, 'en')).toBe(0);
});
