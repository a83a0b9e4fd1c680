import { createHash } from 'node:crypto';
import { copyFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { beforeAll, expect, test } from 'vitest';
import { verifyLog, wholeLog } from '../command/verify-log.ts';
import { issueTicket, startTestHub, temporaryFolder } from '../testing/test-hub.ts';
import { checkChain } from './chain.ts';
import { chainHash, chainStart, type EventRow } from './event-log.ts';
import { databaseFile } from './open-store.ts';

let template = '';
beforeAll(async () => {
  const hall = await startTestHub();
  const agent = await hall.agent();
  for (let i = 0; i < 5; i += 1) await issueTicket(agent);
  await hall.close();
  template = databaseFile(hall.data);
});

/** A database with five tickets of its own. */
function filledHall(): string {
  const file = databaseFile(temporaryFolder());
  copyFileSync(template, file);
  return file;
}

/** Opens the log for changes that no program of ours could make. */
function tamper(file: string, sql: string): Database.Database {
  const db = new Database(file);
  db.exec('drop trigger event_is_final; drop trigger event_stays');
  db.exec(sql);
  return db;
}

test('a row’s hash is sha256 over the hash before it and the row’s own text', () => {
  const db = new Database(filledHall());
  const rows = db.prepare<[], EventRow>('select * from event order by seq').all();
  let previous = Buffer.alloc(32);
  for (const { seq, epoch, day, at, actor, command_id, ordinal, type, body, hash } of rows) {
    previous = createHash('sha256').update(previous).update(JSON.stringify([seq, epoch, day, at, actor, command_id, ordinal, type, body])).digest();
    expect(hash.equals(previous)).toBe(true);
  }
  expect(checkChain(db, 1)).toEqual({ isWhole: true, events: rows.length, head: previous.toString('hex') });
  expect(checkChain(db, 4)).toMatchObject({ isWhole: true, events: rows.length - 3 });
  db.close();
});

test('one altered byte, a missing row and a swapped row are found at their seq', () => {
  const column: Record<string, string> = {
    body: `replace(body, 'D01-01', 'D01-02')`, at: 'at + 1', actor: `'hub2'`, day: `'2026-11-21'`, epoch: 'epoch + 1', type: `'x'`,
  };
  for (const [name, value] of Object.entries(column)) {
    const file = filledHall();
    const { seq } = new Database(file).prepare<[], { seq: number }>(`select seq from event where type = 'ticket.issued' order by seq limit 1`).get() ?? { seq: 0 };
    const db = tamper(file, `update event set ${name} = ${value} where seq = ${seq}`);
    expect(checkChain(db, 1)).toEqual({ isWhole: false, seq });
    db.close();
  }
  const gap = tamper(filledHall(), 'delete from event where seq = 5');
  expect(checkChain(gap, 1)).toEqual({ isWhole: false, seq: 5 });
  gap.close();
});

test('a row that was taken out is missed, also when every hash behind it was made anew', () => {
  const db = tamper(filledHall(), 'delete from event where seq = 5');
  let previous = chainStart;
  for (const row of db.prepare<[], EventRow>('select * from event order by seq').all()) {
    previous = chainHash(previous, row);
    db.prepare('update event set hash = ? where seq = ?').run(previous, row.seq);
  }
  expect([checkChain(db, 1), checkChain(db, 7)]).toEqual([{ isWhole: false, seq: 5 }, expect.objectContaining({ isWhole: true })]);
  db.close();
});

test('verify-log says so in words, also beside a running hub', async () => {
  const hall = await startTestHub();
  await issueTicket(await hall.agent());
  const lines: string[] = [];
  expect(await verifyLog({ data: hall.data }, wholeLog, (line) => lines.push(line), 'en')).toBe(0);
  expect(lines[0]).toContain(String(hall.hub.engine.seq()));
  await hall.close();
  tamper(databaseFile(hall.data), `update event set body = replace(body, 'zh', 'en') where type = 'ticket.issued'`).close();
  expect(await verifyLog({ data: hall.data }, wholeLog, (line) => lines.push(line), 'en')).toBe(1);
  expect(lines.at(-1)).toContain(String(hall.hub.engine.seq()));
});
