// A day with ID cards and a booking on a real hub and a real agent, a backup in its middle; after the close no file of either has a trace of who
// came. The same search, made before the close, finds what is there then: it can fail. A month later that day is archived, and not even the keys
// of its persons are left in the database. The roots that the agent keeps of it are asked of the log, and of one that was rewritten.
import { execFile } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { newId } from '@hallcall/client';
import { hubDefaults, startHub } from '@hallcall/hub';
import { chainHash, chainStart, type EventRow } from '@hallcall/hub/in-process';
import type { BookingMade, BookingsOfCard, BookingsReply, DayKeyReply, PeriodKeysReply } from '@hallcall/protocol';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hubProgram } from './hub-process.ts';
import { postToAgent, tapAgent } from './kiosk-page.ts';
import { openRealHall, type Issued, type RealHall } from './real-hall.ts';
import { findSecrets, numberSecret, rawSecret, type Secret } from './secrets.ts';
import { until } from './until.ts';

/** As the simulated reader has them: formally right, of no place and no day. */
const numbers = { 甲: '990000190002290013', 乙: '990000190002290021', 丙: '99000019000229003X' } as const;
const asking = 'D07-09';

let real: RealHall;
beforeAll(async () => {
  real = await openRealHall();
  await real.settled();
  await until(real.page, ({ identity }) => identity?.reader === 'ready');
}, 180_000);
afterAll(() => real.close());

const lay = (card: string | null): Promise<Response> => fetch(new URL('/card', real.hall.readerUrl), { method: 'POST', body: JSON.stringify({ card }) });

/** The tap for which the card was read. */
async function layCard(card: keyof typeof numbers, isForBooking?: true): Promise<string> {
  const requestId = newId();
  await postToAgent(real.hall.agentUrl, '/page/identity', { requestId, isWanted: true, ...(isForBooking ? { isForBooking } : {}) });
  await lay(card);
  await until(real.page, ({ identity }) => identity?.asked?.status === 'read');
  await lay(null);
  return requestId;
}

async function issued(requestId: string, wish: Readonly<Record<string, unknown>>): Promise<Issued> {
  const last = await until(() => tapAgent(real.hall.agentUrl, requestId, wish), (seen) => seen?.phase === 'issued' && seen.paper !== 'printing');
  if (last?.phase !== 'issued') throw new Error('no ticket');
  return last;
}

const takeWithCard = async (card: keyof typeof numbers): Promise<Issued> => issued(await layCard(card), { items: [{ itemId: asking, count: 1 }] });

/** The hub's own answers have the shapes that are asked for. */
async function ask<T>(path: string, token: string, body?: object): Promise<T> {
  const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const response = await fetch(new URL(path, real.hall.url), { headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, ...sent });
  return (await response.json()) as T;
}

const dayKey = async (): Promise<Buffer> => Buffer.from((await ask<DayKeyReply>('/day-key', real.tokens.agent)).key, 'base64');
const periodKeys = async (): Promise<Buffer[]> => (await ask<PeriodKeysReply>('/bookings/keys', real.tokens.agent)).keys.map(({ key }) => Buffer.from(key, 'base64url'));

const bookable = [{ itemId: 'D01-01', count: 1 }];
/** At the desk, for the slot that runs. */
async function book(number: string): Promise<BookingMade> {
  const { date, queues } = await ask<BookingsReply>('/bookings', real.tokens.manager);
  const { from, to } = queues.find(({ queueId }) => queueId === 'q-market')?.slots[0] ?? { from: 0, to: 0 };
  return ask('/bookings', real.tokens.manager, { bookingId: newId(), items: bookable, date, from, to, number, replaces: null });
}

/** Worked out here, apart from the agent's code. */
const tagOf = (key: Buffer, number: string): Buffer => createHmac('sha256', key).update(number).digest().subarray(0, 16);

const secretsOf = (key: Buffer): readonly Secret[] => [
  ...rawSecret('key', key), ...Object.values(numbers).flatMap((number) => [...numberSecret(number), ...rawSecret('tag', tagOf(key, number))]),
];

/** One of the hub's other commands; its exit code and what it said. */
async function command(...args: readonly string[]): Promise<{ readonly code: number; readonly said: string }> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [hubProgram, ...args, '--data', real.data, '--sample'], { env: { ...process.env, LC_ALL: 'C' } });
    return { code: 0, said: stdout };
  } catch (error) {
    // What a program that ended with another code leaves behind.
    const { code, stdout } = error as { code: number; stdout: string };
    return { code, said: stdout };
  }
}

const backUp = async (file: string): Promise<void> => expect((await command('backup', file)).code).toBe(0);

/** Agent's files lie in `agent/`, those of the simulated devices are none of the hall's. */
const found = (secrets: readonly Secret[]): string[] => findSecrets(real.data, secrets);

test('who booked with a number at the desk is found by the card at the kiosk, and no file of the agent has a trace of it', async () => {
  const [typed, keys] = [numbers.丙.toLowerCase(), await periodKeys()];
  const tags = keys.flatMap((key) => rawSecret('tag', tagOf(key, numbers.丙)));
  const secrets = [...tags, ...numberSecret(numbers.丙), ...numberSecret(typed)];
  const { code } = await book(typed);
  await until(() => found(secrets), (places) => places.length > 0);
  expect(found(secrets).filter((place) => !/^tag in hall\.db(-wal)?$/.test(place))).toEqual([]);
  const answer = async (card: keyof typeof numbers) => {
    const requestId = await layCard(card, true);
    return { requestId, found: (await (await postToAgent(real.hall.agentUrl, '/page/bookings', { requestId })).json()) as BookingsOfCard };
  };
  expect((await answer('甲')).found).toEqual({ bookings: [] });
  const mine = await answer('丙');
  expect(mine.found).toMatchObject({ bookings: [{ code, items: bookable, found: { items: bookable } }] });
  const { ticket } = await issued(mine.requestId, { items: bookable, booking: code });
  expect([ticket.offline, (await ask<BookingsReply>('/bookings', real.tokens.manager)).bookings.map(({ status, number }) => [status, number])]).toEqual([false, [['kept', ticket.number]]]);
  // The hub's own, as long as the number could be given back; the agent has the code alone.
  expect(found(secrets).filter((place) => !/^tag in hall\.db(-wal)?$/.test(place))).toEqual([]);
  expect(findSecrets(join(real.data, 'agent'), [...secrets, ...keys.flatMap((key) => rawSecret('key', key))])).toEqual([]);
  expect(findSecrets(join(real.data, 'agent'), [{ name: 'code', bytes: Buffer.from(code) }])).not.toEqual([]);
}, 180_000);

test('who came is known during the day, in two files, and after its close in none', async () => {
  const key = await dayKey();
  const secrets = secretsOf(key);
  const online = [await takeWithCard('甲'), await takeWithCard('乙')];
  await real.settled();
  const backup = join(real.data, 'backup.db');
  await backUp(backup);
  await real.kill('hub');
  const away = await real.untilPrinted(newId());
  await real.hall.restart('hub');
  await real.settled();
  await until(real.page, ({ view }) => view?.isIssuing === true);
  online.push(await takeWithCard('丙'));
  await real.settled();
  expect([online.map(({ ticket }) => ticket.offline), away.ticket.offline]).toEqual([[false, false, false], true]);

  // The same key over the restart; and the search sees it, and the tags, where they must be.
  expect(await dayKey()).toEqual(key);
  const before = found(secrets);
  expect(before).toContain('key in day.key');
  expect(before.some((place) => /^tag in hall\.db(-wal)?$/.test(place))).toBe(true);
  expect(before.filter((place) => !/^(key in day\.key|tag in hall\.db(-wal)?)$/.test(place))).toEqual([]);

  const manager = await real.connect(real.tokens.manager);
  expect(await manager.send(manager.message({ type: 'day.close' }))).toMatchObject({ kind: 'accepted' });
  await until(() => existsSync(join(real.data, 'day.key')), (isThere) => !isThere);
  await until(() => found(secrets), (places) => places.length === 0);
  const files = readdirSync(real.data, { recursive: true }).map(String);
  expect(files).toEqual(expect.arrayContaining(['hall.db', 'backup.db', join('agent', 'agent.db')]));
}, 180_000);

test('the search finds a number that somebody wrote down, in text and as the reader says it', () => {
  const folder = join(real.data, 'planted');
  mkdirSync(folder);
  writeFileSync(join(folder, 'text'), `card ${numbers.甲}`);
  writeFileSync(join(folder, 'bytes'), Buffer.concat([Buffer.alloc(3), Buffer.from(numbers.乙, 'utf16le')]));
  const tag = tagOf(Buffer.alloc(32, 1), numbers.丙);
  writeFileSync(join(folder, 'base64'), JSON.stringify({ tag: tag.toString('base64url') }));
  writeFileSync(join(folder, 'hex'), tag.toString('hex'));
  expect(findSecrets(folder, secretsOf(Buffer.alloc(32, 1)))).toEqual(['number in bytes', 'number in text', 'tag in base64', 'tag in hex']);
  rmSync(folder, { recursive: true });
});

/** Rows of a database of this folder, read beside whoever writes it. */
function rows<T>(file: string, sql: string): T[] {
  const db = new Database(join(real.data, file), { readonly: true });
  try {
    return db.prepare<[], T>(sql).all();
  } finally {
    db.close();
  }
}

type KeptRoot = { readonly date: string; readonly root: string };
const keptRoots = (): KeptRoot[] => rows('agent/agent.db', 'select date, root from root order by last_seq');

/** What a dead agent leaves: while it runs its file is its own. */
async function rootsOnDisk(): Promise<KeptRoot[]> {
  await real.kill('agent');
  const roots = keptRoots();
  await real.hall.restart('agent');
  await real.settled();
  return roots;
}

/** As somebody would who owns the machine: one ticket is for something else, and every hash is made anew. */
function rewrite(file: string): void {
  const db = new Database(file);
  db.exec(`drop trigger event_is_final; update event set body = replace(body, 'D07-09', 'D07-08') where type = 'ticket.issued'`);
  let previous = chainStart;
  for (const row of db.prepare<[], EventRow>('select * from event order by seq').all()) {
    previous = chainHash(previous, row);
    db.prepare('update event set hash = ? where seq = ?').run(previous, row.seq);
  }
  db.exec('update day_root set root = (select hash from event where seq = last_seq)');
  db.close();
}

test('the roots that lie on the agent’s disk after the closes are those of the log, and not of one that was rewritten with its hashes', async () => {
  const manager = await real.connect(real.tokens.manager);
  for (const type of ['day.open', 'day.close']) expect(await manager.send(manager.message({ type }))).toMatchObject({ kind: 'accepted' });
  const roots = await until(rootsOnDisk, (kept) => kept.length === 2);
  const rewritten = join(real.data, 'rewritten.db');
  await backUp(rewritten);
  rewrite(rewritten);
  // Whole by itself.
  expect((await command('verify-log', rewritten)).code).toBe(0);
  for (const { root, date } of roots) {
    expect(await command('verify-log', '--root', root, '--date', date)).toMatchObject({ code: 0, said: expect.stringContaining(date) });
    expect((await command('verify-log', rewritten, '--root', root, '--date', date)).code).toBe(1);
  }
  rmSync(rewritten);
}, 180_000);

/** A month of the sample hall: each of its days is opened by the tick that finds the one before still open. */
async function monthLater(days: number): Promise<void> {
  let now = Date.now();
  const clock = { wall: () => now, monotonic: () => now };
  const hub = await startHub({ ...hubDefaults, data: real.data, port: 0, sample: true, agentUrl: 'http://127.0.0.1:9/', clock, tickMs: null, quickCheck: false, pinCost: 1024 });
  for (let day = 0; day < days; day += 1) {
    now += 86_400_000;
    await hub.tick();
    await hub.tick();
  }
  await hub.close();
}

const ofHub = (places: readonly string[]): string[] => places.filter((place) => / in hall\.db/.test(place));

test('an archived day leaves the keys of its persons in the archive and in earlier backups alone, and tags, numbers and who booked nowhere', async () => {
  const persons = rows<{ personKey: string }>('hall.db', `select distinct body ->> 'personKey' as personKey from event where body ->> 'personKey' is not null`);
  const [booking] = rows<{ bookingId: string; code: string }>('hall.db', 'select booking_id as bookingId, code from booking');
  expect([persons.length, booking === undefined]).toEqual([3, false]);
  const keys = persons.map(({ personKey }) => ({ name: 'person', bytes: Buffer.from(personKey) }));
  const booked = [{ name: 'booking', bytes: Buffer.from(booking?.bookingId ?? '') }];
  const tags = (await periodKeys()).flatMap((key) => [...rawSecret('key', key), ...Object.values(numbers).flatMap((number) => rawSecret('tag', tagOf(key, number)))]);
  expect(await real.hall.stop()).toEqual([0, 0, 0, 0, 0, 0]);
  expect(ofHub(found([...keys, ...booked, ...tags]))).toEqual(['booking in hall.db', 'person in hall.db']);
  await monthLater(70);
  const roots = keptRoots();
  const file = join(real.data, 'old.jsonl');
  expect(await command('archive', '--to', file, '--before', new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10))).toMatchObject({ code: 0 });
  expect(found([...keys, ...booked])).toEqual(['booking in backup.db', 'booking in old.jsonl', 'person in backup.db', 'person in old.jsonl']);
  expect(found([...tags, ...Object.values(numbers).flatMap(numberSecret)])).toEqual([]);
  for (const { root, date } of roots) {
    expect((await command('verify-log', '--root', root, '--date', date, '--archive', file)).code).toBe(0);
    expect((await command('verify-log', '--root', root, '--date', date)).code).toBe(1);
  }
}, 180_000);
