import { createHmac } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { BookingMade, BookingsReply, FoundBookings, PeriodKeysReply } from '@hallcall/protocol';
import { expect, test } from 'vitest';
import { backUp } from '../command/backup.ts';
import { restore } from '../command/restore.ts';
import { rebuildTables } from '../store/rebuild-tables.ts';
import { ask, bearer } from '../testing/http-client.ts';
import { openOffice } from '../testing/office-hub.ts';
import { randomId } from '../testing/raw-client.ts';
import { agentCredentials, eventsOf, found, startTestHub, temporaryFolder, type TestHub } from '../testing/test-hub.ts';

const item = 'D01-01';
const number = '11010519491231002X';
const other = '440524188001010014';
const [minute, day] = [60_000, 86_400_000];
const silent = (): void => undefined;

const desk = (hall: TestHub) => bearer(hall.sample.manager.token);
const agent = (hall: TestHub) => bearer(agentCredentials(hall.data).token);
async function read(hall: TestHub, date?: string): Promise<BookingsReply> {
  return (await ask(hall.hub.url, 'GET', `/bookings${date === undefined ? '' : `?date=${date}`}`, undefined, desk(hall))).body as BookingsReply;
}
/** The `nth` slot from now on, of ten minutes. */
async function order(hall: TestHub, nth: number, more: Record<string, unknown> = {}) {
  const from = Math.ceil(hall.clock.now / (10 * minute)) * 10 * minute + nth * 10 * minute;
  const date = new Date(from + 4 * 3_600_000).toISOString().slice(0, 10);
  return ask(hall.hub.url, 'POST', '/bookings', { bookingId: randomId(), items: [{ itemId: item, count: 1 }], date, from, to: from + 10 * minute, number: null, replaces: null, ...more }, desk(hall));
}
const made = async (...wanted: Parameters<typeof order>): Promise<BookingMade> => {
  const { status, body } = await order(...wanted);
  if (status !== 200) throw new Error(`not booked: ${JSON.stringify(body)}`);
  return body as BookingMade;
};
const checkIn = async (hall: TestHub, booking: string, more: Record<string, unknown> = {}) =>
  (await hall.agent()).command({ type: 'ticket.issue', ticketId: randomId(), items: [{ itemId: item, count: 1 }], language: 'zh', paper: 'none', booking, ...more });
/** Moves the clock on, a tick each time. */
async function pass(hall: TestHub, ...steps: number[]): Promise<void> {
  for (const ms of steps) {
    hall.clock.now += ms;
    await hall.hub.tick();
  }
}
/** One no-show: booked for the next slot, and the clock beyond its tolerance. */
async function missOne(hall: TestHub, of: string | null): Promise<void> {
  await made(hall, 0, { number: of });
  await pass(hall, 40 * minute);
}

test('the desk reads the slots and books; nobody else does', async () => {
  const hall = await startTestHub();
  const before = await read(hall);
  expect([before.date, before.dates.length, before.bookings]).toEqual(['2026-11-22', 6, []]);
  const { bookingId, code } = await made(hall, 1);
  expect(code).toMatch(/^\d{8}$/);
  expect((await read(hall)).bookings).toMatchObject([{ bookingId, code, status: 'open', isNamed: false, number: null, items: [{ itemId: item, count: 1 }] }]);
  expect((await read(hall)).queues[0]?.slots.slice(0, 3).map(({ free }) => free)).toEqual([3, 2, 3]);
  expect((await read(hall, '2026-12-24')).queues[0]?.slots).toEqual([]);
  expect((await ask(hall.hub.url, 'GET', '/bookings?date=soon', undefined, desk(hall))).status).toBe(400);
  const clerk = bearer(found(hall.sample.windows[0]).token);
  expect((await ask(hall.hub.url, 'GET', '/bookings', undefined, clerk)).status).toBe(200);
  for (const [method, path] of [['GET', '/bookings'], ['POST', '/bookings']] as const) {
    expect((await ask(hall.hub.url, method, path, method === 'POST' ? {} : undefined, agent(hall))).body).toEqual({ code: 'session.notPermitted' });
    expect((await ask(hall.hub.url, method, path, method === 'POST' ? {} : undefined)).body).toEqual({ code: 'session.required' });
  }
  for (const [method, path] of [['GET', '/bookings/keys'], ['POST', '/bookings/find']] as const) {
    expect((await ask(hall.hub.url, method, path, method === 'POST' ? {} : undefined, desk(hall))).body).toEqual({ code: 'session.notPermitted' });
  }
  expect((await ask(hall.hub.url, 'POST', '/bookings', {}, desk(hall))).body).toMatchObject({ code: 'request.malformed' });
  expect((await ask(hall.hub.url, 'POST', '/bookings/find', {}, agent(hall))).body).toMatchObject({ code: 'request.malformed' });
  await hall.discard();
});

test('sent again after a lost answer it is one booking with one code', async () => {
  const hall = await startTestHub();
  const bookingId = randomId();
  const [first, second] = [await made(hall, 1, { bookingId }), await made(hall, 1, { bookingId })];
  expect([second, (await read(hall)).bookings.length]).toEqual([first, 1]);
  const again = await hall.restart();
  await pass(again, day);
  expect(await made(again, 5, { bookingId })).toEqual(first);
  await again.discard();
});

test('what the rules refuse is said with their own code', async () => {
  const hall = await startTestHub();
  for (let taken = 0; taken < 3; taken += 1) await made(hall, 1);
  expect(await order(hall, 1)).toMatchObject({ status: 409, body: { code: 'booking.slotFull', next: '2026-11-22 10:20–10:30' } });
  expect(await order(hall, 1, { items: [{ itemId: 'none', count: 1 }] })).toMatchObject({ status: 404, body: { code: 'item.unknown' } });
  expect(await order(hall, 1, { number: '110105194912310020' })).toMatchObject({ status: 400, body: { code: 'booking.numberWrong' } });
  expect((await read(hall)).bookings).toHaveLength(3);
  await hall.discard();
});

test('a booking beyond a quota is refused with the next slot, and is no bug of the hub', async () => {
  const office = await openOffice('2026-11-23T02:00:00Z', (hall) => (hall['quotas'] = { slotMinutes: 60, departments: [], items: [{ item, perDay: 0, perSlot: null }] }));
  const from = office.clock.now + 10 * minute;
  const body = { bookingId: randomId(), items: [{ itemId: item, count: 1 }], date: '2026-11-23', from, to: from + 10 * minute, number: null, replaces: null };
  expect(await ask(office.hub.url, 'POST', '/bookings', body, bearer(office.managerToken))).toMatchObject({ status: 409, body: { code: 'quota.full', scope: 'item', id: item, per: 'day', nextFree: null } });
  // The desk sees it before it asks: none of the slots is left for this item.
  const { body: told } = await ask(office.hub.url, 'GET', '/bookings?date=2026-11-23', undefined, bearer(office.managerToken)) as { body: { queues: { slots: { from: number }[] }[]; full: object[] } };
  const moments = told.queues.flatMap(({ slots }) => slots.map((slot) => slot.from));
  expect([moments.length > 0, told.full]).toEqual([true, [{ items: [item], at: [...new Set(moments)] }]]);
  await office.hub.close();
  rmSync(office.data, { recursive: true });
});

test('no key is made for dates on which nobody may book', async () => {
  const hall = await startTestHub();
  await made(hall, 1, { number });
  const keys = () => readFileSync(join(hall.data, 'period-keys.json'), 'utf8');
  const before = keys();
  for (const date of ['9999-12-31', '2030-01-01', '2001-01-01']) expect((await order(hall, 1, { number, date })).status).toBe(409);
  expect(keys()).toBe(before);
  await hall.discard();
});

test('checked in with the code at a kiosk, which is told what it is good for', async () => {
  const hall = await startTestHub();
  const { code } = await made(hall, 0);
  const look = () => ask(hall.hub.url, 'GET', `/pass/${code}`, undefined, agent(hall));
  expect(await look()).toMatchObject({ status: 200, body: { items: [{ itemId: item, count: 1 }], booking: { date: '2026-11-22', from: hall.clock.now, to: hall.clock.now + 10 * minute } } });
  const [issued, kept] = eventsOf(await checkIn(hall, code)).map(({ event }) => event);
  expect([issued, kept]).toMatchObject([{ type: 'ticket.issued', booked: { from: hall.clock.now } }, { type: 'booking.kept' }]);
  expect(await look()).toMatchObject({ status: 409, body: { code: 'booking.used' } });
  const { bookings: [entry] } = await read(hall);
  expect(entry).toMatchObject({ status: 'kept', number: issued?.type === 'ticket.issued' ? issued.number : null });
  const later = await made(hall, 9);
  expect(await ask(hall.hub.url, 'GET', `/pass/${later.code}`, undefined, agent(hall))).toMatchObject({ body: { code: 'booking.tooEarly', from: '11:15', time: '11:30–11:40' } });
  const boss = await hall.manager();
  expect(await boss.command({ type: 'booking.cancel', bookingId: later.bookingId, reason: 'visitor' })).toMatchObject({ kind: 'accepted' });
  expect(await ask(hall.hub.url, 'GET', `/pass/${later.code}`, undefined, agent(hall))).toMatchObject({ status: 410, body: { code: 'booking.cancelled' } });
  expect(rebuildTables(hall.hub.store.db).differing).toEqual([]);
  await hall.discard();
});

test('three kiosks that check in one booking at the same moment get one number', async () => {
  const hall = await startTestHub();
  const { code } = await made(hall, 0);
  const replies = await Promise.all([checkIn(hall, code), checkIn(hall, code), checkIn(hall, code)]);
  expect(replies.map(({ kind }) => kind).toSorted()).toEqual(['accepted', 'rejected', 'rejected']);
  await hall.discard();
});

test('bookings outlive the day and the hub; earlier ones are answered from the table', async () => {
  const hall = await startTestHub();
  const [today, tomorrow] = [await made(hall, 0), await made(hall, 144)];
  const [given, gone] = [await made(hall, 1), await made(hall, 2)];
  const ticketId = randomId();
  eventsOf(await checkIn(hall, given.code, { ticketId }));
  eventsOf(await (await hall.manager()).command({ type: 'ticket.cancel', ticketId, reason: 'mistake' }));
  eventsOf(await (await hall.manager()).command({ type: 'booking.cancel', bookingId: gone.bookingId, reason: 'hall' }));
  hall.clock.now += 5 * minute;
  const again = await hall.restart();
  await pass(again, day);
  const third = await again.restart();
  await third.hub.tick();
  const look = async ({ code }: BookingMade) => (await ask(third.hub.url, 'GET', `/pass/${code}`, undefined, agent(third))).body;
  // The hub was started again after the slot had begun: nobody missed it.
  expect(await look(today)).toMatchObject({ code: 'booking.cancelled' });
  expect(await look(given)).toMatchObject({ code: 'booking.otherDay', date: '2026-11-22' });
  expect(await look(gone)).toMatchObject({ code: 'booking.cancelled' });
  expect(await look(tomorrow)).toMatchObject({ booking: { date: '2026-11-23' } });
  eventsOf(await checkIn(third, tomorrow.code));
  expect(rebuildTables(third.hub.store.db).differing).toEqual([]);
  await third.discard();
});

test('what a close had ended is open again with the day, in the table too', async () => {
  const hall = await startTestHub();
  const { code } = await made(hall, 1, { number });
  const boss = await hall.manager();
  eventsOf(await boss.command({ type: 'day.close' }));
  expect((await read(hall)).bookings[0]?.status).toBe('cancelled');
  eventsOf(await boss.command({ type: 'day.open' }));
  expect((await read(hall)).bookings[0]?.status).toBe('open');
  expect(await find(hall)).toEqual([{ code, items: [{ itemId: item, count: 1 }] }]);
  expect(rebuildTables(hall.hub.store.db).differing).toEqual([]);
  await hall.discard();
});

/** As an agent does that has read a card. */
async function find(hall: TestHub, of = number): Promise<FoundBookings['bookings']> {
  const { keys } = (await ask(hall.hub.url, 'GET', '/bookings/keys', undefined, agent(hall))).body as PeriodKeysReply;
  const tags = keys.map(({ keyId, key }) => ({ keyId, tag: createHmac('sha256', Buffer.from(key, 'base64url')).update(of).digest('hex').slice(0, 32) }));
  expect(tags).toHaveLength(2);
  return ((await ask(hall.hub.url, 'POST', '/bookings/find', { tags }, agent(hall))).body as FoundBookings).bookings;
}

test('an agent finds the open bookings of today by the tags of a card: codes and items, nothing else', async () => {
  const hall = await startTestHub();
  const first = await made(hall, 0, { number });
  const second = await made(hall, 1, { number: number.toLowerCase() });
  await made(hall, 2);
  await made(hall, 2, { number: other });
  await made(hall, 144, { number });
  const items = [{ itemId: item, count: 1 }];
  expect(await find(hall)).toEqual([{ code: first.code, items }, { code: second.code, items }]);
  expect(await find(hall, '11010519491231011X')).toEqual([]);
  eventsOf(await checkIn(hall, first.code));
  expect(await find(hall)).toEqual([{ code: second.code, items }]);
  await hall.discard();
});

test('the card finds a booking again whose number nobody holds, and none that is used', async () => {
  const hall = await startTestHub();
  const { code } = await made(hall, 0, { number });
  const codes = async () => (await find(hall)).map((one) => one.code);
  const [issued] = eventsOf(await checkIn(hall, code, { paper: 'pending' })).map(({ event }) => event);
  expect([issued?.type, await codes()]).toEqual(['ticket.issued', []]);
  const ticketId = issued?.type === 'ticket.issued' ? issued.ticketId : '';
  eventsOf(await (await hall.agent()).command({ type: 'paper.report', ticketId, day: '2026-11-22', jobId: null, copy: 0, outcome: 'failed', at: hall.clock.now }));
  expect(await codes()).toEqual([code]);
  eventsOf(await checkIn(hall, code));
  expect(await codes()).toEqual([]);
  await hall.discard();
});

test('one person has one open booking at a time, also after a change for another slot without the number', async () => {
  const hall = await startTestHub();
  const first = await made(hall, 1, { number });
  expect((await order(hall, 1, { number })).body).toEqual({ code: 'booking.sameTime', time: '10:10–10:20' });
  expect((await order(hall, 1, { number: other })).status).toBe(200);
  const moved = await made(hall, 3, { replaces: first.bookingId });
  expect((await order(hall, 3, { number })).body).toMatchObject({ code: 'booking.sameTime' });
  expect((await order(hall, 1, { number })).status).toBe(200);
  expect((await order(hall, 4, { replaces: moved.bookingId, bookingId: moved.bookingId })).status).toBe(200);
  expect((await read(hall)).bookings.map(({ status, isNamed }) => `${status} ${isNamed}`).toSorted()).toEqual(['cancelled true', 'open true', 'open true', 'open true']);
  // The next one of that person still knows it.
  const third = await made(hall, 6, { number });
  expect((await order(hall, 3, { replaces: third.bookingId })).body).toMatchObject({ code: 'booking.sameTime' });
  await hall.discard();
});

test('three no-shows keep a person from booking for thirty days, never from an ordinary number', async () => {
  const hall = await startTestHub();
  await pass(hall, 0);
  for (let shows = 0; shows < 3; shows += 1) {
    await missOne(hall, number);
    await missOne(hall, null);
  }
  expect((await order(hall, 1, { number })).body).toEqual({ code: 'booking.blocked', freeOn: '2026-12-22' });
  expect((await order(hall, 1, { number: other })).status).toBe(200);
  expect((await order(hall, 1)).status).toBe(200);
  expect(await (await hall.agent()).command({ type: 'ticket.issue', ticketId: randomId(), items: [{ itemId: item, count: 1 }], language: 'zh', paper: 'none' })).toMatchObject({ kind: 'accepted' });
  await pass(hall, 29 * day);
  expect((await order(hall, 1, { number })).body).toMatchObject({ code: 'booking.blocked' });
  await pass(hall, day);
  expect((await order(hall, 1, { number })).status).toBe(200);
  expect(rebuildTables(hall.hub.store.db).differing).toEqual([]);
  await hall.discard();
});

test('a no-show before a change of keys still counts after it, and so does a booking made before', async () => {
  const hall = await startTestHub();
  // Periods are 31 days from 1970 on.
  const change = Math.ceil(hall.clock.now / day / 31) * 31 * day;
  await pass(hall, change - day - hall.clock.now, 0);
  await missOne(hall, number);
  await missOne(hall, number);
  // Made the day before, for the day on which the new key begins; then nobody comes.
  await made(hall, 140, { number });
  await pass(hall, 20 * 60 * minute, 5 * 60 * minute);
  const { keys } = (await ask(hall.hub.url, 'GET', '/bookings/keys', undefined, agent(hall))).body as PeriodKeysReply;
  expect(keys.map(({ keyId }) => keyId)).toEqual([change / day / 31 - 1, change / day / 31]);
  expect((await order(hall, 1, { number })).body).toMatchObject({ code: 'booking.blocked' });
  await pass(hall, 28 * day);
  expect((await order(hall, 1, { number })).body).toMatchObject({ code: 'booking.blocked' });
  await pass(hall, 2 * day);
  expect((await order(hall, 1, { number })).status).toBe(200);
  await hall.discard();
});

/** Every form in which one of these could stand in a file. */
const formsOf = (tag: Buffer): Buffer[] => [tag, Buffer.from(tag.toString('hex')), Buffer.from(tag.toString('hex').toUpperCase()), Buffer.from(tag.toString('base64').slice(0, 21)), Buffer.from(tag.toString('base64url').slice(0, 21))];
const filesIn = (folder: string): string[] => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
/** The files in which something stands. */
const holding = (folder: string, ...sought: readonly (string | Buffer)[]): string[] =>
  filesIn(folder).filter((file) => {
    const bytes = readFileSync(file);
    return sought.some((one) => bytes.includes(one));
  }).map((file) => file.slice(folder.length + 1));

test('tags end with the booking and with the key, in every byte of every file; the number never stands in any', async () => {
  const hall = await startTestHub();
  await pass(hall, 0);
  const people = Array.from({ length: 120 }, (_, n) => numberOf(n));
  for (const [n, person] of people.entries()) await made(hall, 1 + Math.floor(n / 3), { number: person });
  const own = await made(hall, 0, { number });
  const { keys } = (await ask(hall.hub.url, 'GET', '/bookings/keys', undefined, agent(hall))).body as PeriodKeysReply;
  const tagsOf = (person: string) => keys.map(({ key }) => createHmac('sha256', Buffer.from(key, 'base64url')).update(person).digest().subarray(0, 16));
  const all = [number, ...people].flatMap(tagsOf).flatMap(formsOf);
  const mine = tagsOf(number).flatMap(formsOf);
  const backups = temporaryFolder();
  mkdirSync(join(hall.data, 'backups'));
  // There as long as the booking is open: the search can find them.
  expect(holding(hall.data, ...mine)).not.toEqual([]);
  await backUp({ data: hall.data }, join(hall.data, 'backups', 'one.db'), silent, 'en');
  expect(statSync(join(hall.data, 'backups', 'one.db')).size).toBeGreaterThan(0);
  eventsOf(await (await hall.manager()).command({ type: 'booking.cancel', bookingId: own.bookingId, reason: 'visitor' }));
  await hall.hub.tick();
  expect([holding(hall.data, ...mine), holding(hall.data, ...all)]).toEqual([[], ['hall.db']]);
  // The others miss theirs: their tags are kept, under the keys of the date, until the older and then the newer key ends.
  await pass(hall, ...Array.from({ length: 30 }, () => 30 * minute));
  expect(hall.hub.store.db.prepare('select count(*) from booking_person').pluck().get()).toBe(0);
  expect(hall.hub.store.db.prepare('select count(*) from missed_booking').pluck().get()).toBe(240);
  await backUp({ data: hall.data }, join(hall.data, 'backups', 'two.db'), silent, 'en');
  expect(holding(hall.data, ...all)).toEqual(['hall.db']);
  const counts = [];
  for (let months = 0; months < 3; months += 1) {
    await pass(hall, 31 * day, 0);
    counts.push(hall.hub.store.db.prepare('select count(*) from missed_booking').pluck().get());
  }
  expect(counts).toEqual([120, 0, 0]);
  const raw = keys.flatMap(({ key }) => [key, Buffer.from(key, 'base64url')]);
  expect([holding(hall.data, ...all), holding(hall.data, ...raw), holding(hall.data, number, number.toLowerCase(), ...people)]).toEqual([[], [], []]);
  await hall.close();
  expect([holding(hall.data, ...all), holding(hall.data, number, ...people)]).toEqual([[], []]);
  for (const folder of [backups, hall.data]) rmSync(folder, { recursive: true });
});

/** A well-formed number for each `n`; the standard's own weights. */
function numberOf(n: number): string {
  const body = `110105${19_500_101 + n}${String(100 + n)}`;
  const sum = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2].reduce((total, weight, index) => total + weight * Number(body[index]), 0);
  return body + '10X98765432'[sum % 11];
}

test('a database that a restore sets aside holds no tags, nor does the one in its place; bookings go on', async () => {
  const hall = await startTestHub();
  const { code } = await made(hall, 1, { number });
  const { keys } = (await ask(hall.hub.url, 'GET', '/bookings/keys', undefined, agent(hall))).body as PeriodKeysReply;
  const forms = keys.flatMap(({ key }) => formsOf(createHmac('sha256', Buffer.from(key, 'base64url')).update(number).digest().subarray(0, 16)));
  const copy = join(temporaryFolder(), 'copy.db');
  await backUp({ data: hall.data }, copy, silent, 'en');
  await hall.close();
  expect(holding(hall.data, ...forms)).toEqual(['hall.db']);
  await restore({ data: hall.data }, copy, silent, 'en');
  expect([holding(hall.data, ...forms), filesIn(hall.data).filter((file) => file.includes('.before-')).length > 0]).toEqual([[], true]);
  const again = await startTestHub({ data: hall.data }, hall.clock);
  expect((await read(again)).bookings).toMatchObject([{ code, status: 'open' }]);
  await again.discard();
});
