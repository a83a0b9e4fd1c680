// A hub put back to a backup: what was printed since comes back from the kiosk, and no number leaves twice.
import { execFile } from 'node:child_process';
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { newId } from '@hallcall/client';
import { texts } from '@hallcall/text';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hubProgram } from './hub-process.ts';
import { openRealHall, type RealHall } from './real-hall.ts';
import { serveEverybody } from './serve-everybody.ts';
import { until } from './until.ts';

let real: RealHall;
beforeAll(async () => {
  real = await openRealHall();
  await real.settled();
}, 60_000);
afterAll(() => real.close());

/** Runs a command of the hub beside or instead of it. Rejects unless it exits with 0. */
async function hubCommand(...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [hubProgram, ...args, '--data', real.data, '--sample'], { env: { ...process.env, LC_ALL: 'C' } });
  return stdout;
}

async function take(requestId = newId()): Promise<{ readonly ticketId: string; readonly number: string; readonly n: number }> {
  const { ticket, paper } = await real.untilPrinted(requestId);
  expect(paper).toBe('printed');
  return { ticketId: ticket.ticketId, number: `${ticket.number.prefix} ${ticket.number.n}`, n: ticket.number.n };
}

const epochInLog = (): unknown => {
  const db = new Database(join(real.data, 'hall.db'), { readonly: true });
  try {
    return db.prepare('select max(epoch) as epoch from event').pluck().get();
  } finally {
    db.close();
  }
};

const words = texts('en').commandLine;

test('backup, more paper, restore: everything on paper is back, numbers go on far behind it, and every ticket is called once', async () => {
  const backup = join(real.data, 'backup.db');
  const before = [await take(), await take()];
  await real.settled();
  expect(await hubCommand('backup', backup)).toContain(backup);
  const since = [await take(), await take(), await take()];
  await real.settled();
  await real.kill('hub');
  expect(await hubCommand('restore', backup)).toBe(`${words.restoreDone({ file: backup, epoch: 2 })}\n${words.restoreRoots}\n`);
  expect(real.tickets().map(({ number }) => number)).toEqual(before.map(({ number }) => number));

  await real.hall.restart('hub');
  await until(real.tickets, (rows) => rows.length >= 5 && rows.every(({ paper }) => paper === 'printed'));
  await until(real.page, ({ view, hub }) => hub.link === 'live' && view?.isRecovering === false);
  const after = await take();
  await real.settled();
  expect(since.map(({ number }) => number)).toEqual(['A 3', 'A 4', 'A 5']);
  expect(after.n).toBe(205 + 1);
  const all = [...before, ...since, after];
  expect(real.tickets().map(({ ticketId, number, status, paper }) => ({ ticketId, number, status, paper }))).toEqual(
    all.map(({ ticketId, number }) => ({ ticketId, number, status: 'waiting', paper: 'printed' })),
  );
  expect((await real.papers()).map(({ number, isReprint }) => [number, isReprint])).toEqual(all.map(({ number }) => [number, false]));
  expect(epochInLog()).toBe(2);
  expect(await hubCommand('verify-log')).toContain(texts('en').commandLine.verifyOk({ events: lastSeq() }));
  expect(await serveEverybody(await real.connect(real.tokens.window('w1')), 'w1')).toEqual(all.map(({ ticketId }) => ticketId));
}, 60_000);

test('a hub put back behind its kiosk without a word is noticed by what the kiosk has seen, also by a tap in between', async () => {
  const backup = join(real.data, 'backup-2.db');
  const old = { rows: real.tickets().length, papers: (await real.papers()).length, epoch: Number(epochInLog()) };
  const before = [await take()];
  await real.settled();
  await hubCommand('backup', backup);
  const since = [await take(), await take()];
  await real.settled();
  await real.kill('hub');
  const away = await take();
  putBack(backup);
  await real.hall.restart('hub');
  await until(real.tickets, (rows) => rows.length >= old.rows + 4 && rows.every(({ paper }) => paper === 'printed'));
  await real.settled();
  expect(epochInLog()).toBe(old.epoch + 1);
  const after = await take();
  expect([away.n, after.n]).toEqual([5000, (since.at(-1)?.n ?? 0) + 201]);
  await real.settled();
  const all = [...before, ...since, away, after];
  const numbers = all.map(({ number }) => number);
  expect(real.tickets().slice(old.rows).map(({ number }) => number).toSorted()).toEqual(numbers.toSorted());
  expect((await real.papers()).slice(old.papers).map(({ number }) => number)).toEqual(numbers);
  expect((await serveEverybody(await real.connect(real.tokens.window('w1')), 'w1')).toSorted()).toEqual(all.map(({ ticketId }) => ticketId).toSorted());
}, 60_000);

/** What somebody might do who knows no `restore`: the file exchanged, its write-ahead log gone. */
function putBack(backup: string): void {
  for (const suffix of ['-wal', '-shm']) rmSync(join(real.data, `hall.db${suffix}`), { force: true });
  copyFileSync(backup, join(real.data, 'hall.db'));
}

function lastSeq(): number {
  const db = new Database(join(real.data, 'hall.db'), { readonly: true });
  try {
    return db.prepare<[], number>('select max(seq) from event').pluck().get() ?? 0;
  } finally {
    db.close();
  }
}
