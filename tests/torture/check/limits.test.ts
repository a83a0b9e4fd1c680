// The checks of bookings, quotas, persons and entered numbers on logs made by hand: each finds what is wrong, and nothing else.
import type { HallConfig } from '@hallcall/domain';
import { expect, test } from 'vitest';
import { createBookingBook } from '../cast/booking-book.ts';
import { taggedFindings } from './bookers.ts';
import { differing, foldBookings, toldBookings } from './bookings.ts';
import { enteredFindings } from './entered.ts';
import { abandoned, cancelled, closed, issued, logOf, opened, reopened, texts, timedLog, watched, type Timed } from './hand-made.ts';
import { personalFindings, watchPersons } from './persons.ts';
import { watchQuotas } from './quotas.ts';

const made = (bookingId: string, more: object = {}) => ({ type: 'booking.made', bookingId, code: `code ${bookingId}`, date: '2026-01-01', from: 0, items: [{ itemId: 'I', count: 1 }], ...more });
const kept = (bookingId: string, ticketId: string) => ({ type: 'booking.kept', bookingId, ticketId });
const ended = (bookingId: string, reason: string) => ({ type: 'booking.cancelled', bookingId, reason });

test('a booking that a second number uses is doubled, unless the first was given up, or nobody ever held it', () => {
  const twice = [opened, made('b'), issued('t'), kept('b', 't'), issued('u'), kept('b', 'u')];
  expect(texts(foldBookings(logOf(...twice)).found)).toEqual(['doubled: booking b was used by t, and again by u']);
  expect(foldBookings(logOf(opened, made('b'), issued('t'), kept('b', 't'), cancelled('t'), issued('u'), kept('b', 'u'))).found).toEqual([]);
  const failed = { type: 'paper.changed', ticketId: 't', paper: 'failed' };
  expect(foldBookings(logOf(opened, made('b'), issued('t'), kept('b', 't'), failed, issued('u'), kept('b', 'u'))).found).toEqual([]);
  const afterClose = [opened, made('b'), issued('t'), kept('b', 't'), abandoned('t'), closed, reopened, issued('u'), kept('b', 'u')];
  expect(texts(foldBookings(logOf(...afterClose)).found)).toEqual(['doubled: booking b was used by t, and again by u']);
});

test('a booking made twice, of nobody, or ended twice is found; one that ended with the day is open again with it', () => {
  expect(texts(foldBookings(logOf(made('b'), made('b'), made('c', { code: 'code b' }))).found)).toEqual(['doubled: booking b was made twice', 'doubled: booking c has the code of another']);
  expect(texts(foldBookings(logOf(kept('b', 't'), made('c'), ended('c', 'visitor'), { type: 'booking.missed', bookingId: 'c' })).found)).toEqual([
    'lost: booking.kept of b, which nobody made', 'disagreeing: booking.missed of c, which is cancelled',
  ]);
  const again = foldBookings(logOf(opened, made('b'), ended('b', 'dayClosed'), closed, reopened));
  expect([again.found, again.byId.get('b')]).toEqual([[], expect.objectContaining({ status: 'open', reason: null })]);
});

test('a booking whose code somebody holds and that is nowhere is lost, one of which the table says something else disagrees', () => {
  const { byId } = foldBookings(logOf(made('b'), made('c'), ended('c', 'visitor')));
  expect(texts(toldBookings(['b', 'd'], byId))).toEqual(['lost: booking d, whose code somebody holds']);
  const open = { status: 'open', reason: null, ticketId: null };
  expect(texts(differing(byId, new Map([['b', open], ['c', open]])))).toEqual(['disagreeing: booking c: the log says cancelled visitor , the table open  ']);
  expect(texts(differing(byId, new Map([['c', { status: 'cancelled', reason: 'visitor', ticketId: null }]])))).toEqual(['disagreeing: booking b: the log says open  , the table nothing']);
});

const booking = (bookingId: string, status: string, reason: string | null, tags: number) => ({ bookingId, status, reason, tags });

test('a booking that is over and still tells who made it disagrees, an open one that has forgotten it is lost', () => {
  const bookings = [booking('a', 'open', null, 2), booking('b', 'open', null, 0), booking('c', 'missed', null, 0), booking('d', 'cancelled', 'dayClosed', 2), booking('e', 'kept', null, 2)];
  expect(taggedFindings(bookings, new Set(['a']))).toEqual([]);
  expect(texts(taggedFindings([...bookings, booking('f', 'missed', null, 2), booking('g', 'cancelled', 'visitor', 1)], new Set(['b', 'c'])))).toEqual([
    'lost: nobody knows any more who made booking b', 'disagreeing: booking f is missed, and still tells who made it', 'disagreeing: booking g is cancelled, and still tells who made it',
  ]);
});

test('two codes for one booking are doubled; what a backup does not hold is nobody’s any more', () => {
  const book = createBookingBook();
  for (const code of ['1', '1', '2']) book.made({ bookingId: 'b', code, itemId: 'I', isOfPerson: true });
  expect(texts(book.findings())).toEqual(['doubled: booking b was answered with two codes']);
  book.keepOnly(new Set());
  expect(book.all()).toEqual([]);
});

const minute = 60_000;
const limits = { slotMinutes: 10, items: [{ item: 'I', perDay: 3, perSlot: 2 }], departments: [{ department: 'd', perDay: 4, perSlot: null }] };
// The parts that the checks look at.
const hall = { config: { quotas: limits, items: [{ id: 'I', department: 'd' }, { id: 'J', department: 'd' }], policy: { perPerson: { liveTickets: 2, perItemPerDay: 2 } } } as unknown as HallConfig };
const at = (minutes: number, ticketId: string, more: Parameters<typeof issued>[1] = {}) => [minutes * minute, issued(ticketId, { issuedAt: minutes * minute, ...more })] as const;
const quotas = (...timed: readonly Timed[]) => texts(watched(watchQuotas(hall), timedLog([0, opened], ...timed)));

test('a number above the quota of a slot, of the day or of a department is found, those of paper, bookings and the desk’s reason are not', () => {
  expect(quotas(at(1, 'a'), at(2, 'b'), at(11, 'c'))).toEqual([]);
  expect(quotas(at(1, 'a'), at(2, 'b'), at(3, 'c'))).toEqual(['disagreeing: event 4 gives more than I a slot']);
  expect(quotas(at(1, 'a'), at(2, 'b'), at(11, 'c'), at(21, 'd'))).toEqual(['disagreeing: event 5 gives more than I a day']);
  expect(quotas(at(1, 'a', { item: 'J' }), at(2, 'b', { item: 'J' }), at(3, 'c', { item: 'J' }), at(4, 'd', { item: 'J' }), at(5, 'e', { item: 'J' }))).toEqual(['disagreeing: event 6 gives more than d a day']);
  expect(quotas(at(1, 'a'), at(2, 'b'), at(3, 'c', { desk: { overQuota: 'far' } }), at(3, 'p', { offline: true }), at(4, 'q', { booked: { from: 2 * minute } }))).toEqual([]);
  expect(quotas(at(1, 'a', { desk: { overQuota: 'far' } }))).toEqual(['disagreeing: event 2 gives a reason that nothing asked for']);
});

test('who has booked counts in the slot booked, whoever left counts no more, and a stepped clock moves what was given', () => {
  const booked = [1, made('x', { from: 5 * minute })] as const;
  expect(quotas(booked, at(1, 'a'), at(2, 'b'))).toEqual(['disagreeing: event 4 gives more than I a slot']);
  expect(quotas(booked, at(1, 'a'), [1, ended('x', 'visitor')], at(2, 'b'))).toEqual([]);
  expect(quotas(at(1, 'a'), at(2, 'b'), [2, cancelled('a')], at(3, 'c'))).toEqual([]);
  const revived = [2, { ...issued('a', { issuedAt: 0 }), type: 'ticket.revived' }] as const;
  expect(quotas(at(1, 'a'), at(2, 'b'), [2, cancelled('a')], revived, at(3, 'c'))).toEqual(['disagreeing: event 6 gives more than I a slot']);
  expect(quotas([1, made('x')], [1, made('y')], [1, made('z')])).toEqual(['disagreeing: event 4 books more than I a slot']);
  const step = [9, { type: 'clock.stepped', from: 0, to: 40 * minute }] as const;
  expect(quotas(at(1, 'a'), at(2, 'b'), step, at(43, 'c'))).toEqual(['disagreeing: event 5 gives more than I a slot']);
});

const own = (minutes: number, ticketId: string, item: string, more: object = {}) => at(minutes, ticketId, { item, personKey: 'p', ...more });
const done = (ticketId: string) => [0, { type: 'stop.finished', ticketId, stop: 0 }] as const;

const persons = (...timed: readonly Timed[]) => texts(watched(watchPersons(hall), timedLog([0, opened], ...timed)));

test('one person with too many numbers, or two for one item, is found; what is over counts for nothing', () => {
  expect(persons(own(1, 'a', 'I'), own(2, 'b', 'J'), own(3, 'c', 'K'))).toEqual(['disagreeing: event 4 gives one person more than 2 live tickets']);
  expect(persons(own(1, 'a', 'I'), own(2, 'b', 'I'))).toEqual(['disagreeing: event 3 gives one person I while another number for it is not done']);
  expect(persons(own(1, 'a', 'I'), done('a'), own(2, 'b', 'I'), done('b'), own(3, 'c', 'I'))).toEqual(['disagreeing: event 6 gives one person I more than 2 times']);
  expect(persons(own(1, 'a', 'I'), [0, cancelled('a')], own(2, 'b', 'I'), own(3, 'c', 'J'), own(4, 'd', 'K', { offline: true }))).toEqual([]);
});

test('a person of today who is not known is lost, one who is known behind the close is too much', () => {
  const rows = logOf(opened, issued('a', { personKey: 'p' }));
  expect(texts(personalFindings(rows, []))).toEqual(['lost: person p, who took a number today']);
  expect(personalFindings(rows, ['p', 'q'])).toEqual([]);
  expect(personalFindings([...rows, ...logOf({}, {}, { type: 'epoch.raised' }).slice(2)], [])).toEqual([]);
  expect(texts(personalFindings([...rows, ...logOf({}, {}, closed).slice(2)], ['p']))).toEqual(['disagreeing: 1 persons are known although the day is closed']);
});

const entered = (ticketId: string) => issued(ticketId, { offline: true, desk: { isEntered: true } });
const told = (ticketId: string, as: string) => ({ type: 'ticket.recognized', ticketId, as });

test('a number told twice, of nobody, or given both by desk and kiosk is found', () => {
  expect(enteredFindings(logOf(entered('a'), told('a', 'k'), entered('b'), told('b', 'b')))).toEqual([]);
  const [row, other] = logOf(issued('n'), told('n', 'a')).map((one) => ({ ...one, commandId: 'c' }));
  expect(enteredFindings([...logOf(entered('a'), told('a', 'k')), ...(row && other ? [row, other] : [])])).toEqual([]);
  expect(texts(enteredFindings(logOf(entered('a'), told('a', 'k'), told('a', 'l'))))).toEqual(['doubled: event 3: a kiosk tells of a twice']);
  expect(texts(enteredFindings(logOf(issued('a'), told('a', 'k'))))).toEqual(['disagreeing: event 2 recognizes a, which nobody entered']);
  expect(texts(enteredFindings(logOf(entered('a'), told('a', 'k'), issued('k'))))).toEqual(['doubled: event 3 issues k, which is known as a']);
  expect(texts(enteredFindings(logOf(entered('a'), issued('k'), told('a', 'k'))))).toEqual(['doubled: event 3: k has a number of its own']);
});
