// The counting checks on logs made by hand: each finds what is wrong, and nothing else.
import type { HallEvent } from '@hallcall/domain';
import type { Reply } from '@hallcall/protocol';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { Paper } from '../../chaos/kiosk-page.ts';
import { createAccount } from '../account.ts';
import { struckIn } from '../disaster/disk.ts';
import { countsIn } from './counts.ts';
import type { LogRow } from './log-row.ts';
import { isNotice, noticeFindings } from './notice-papers.ts';
import { calledBlindly, paperFindings } from './paper.ts';
import { watchPlaces } from './places.ts';
import { crowdsIn, doublesIn, gapsIn } from './promises.ts';

const row = (seq: number, event: unknown, commandId: string | null = null): LogRow =>
  // Only what the checks read.
  ({ seq, epoch: 1, day: '2026-01-01', at: seq, commandId, ordinal: 0, event: event as HallEvent });
const issued = (seq: number, ticketId: string, n: number, paper = 'none') =>
  row(seq, { type: 'ticket.issued', ticketId, number: { prefix: 'A', n }, stops: [{ after: [] }], paper, offline: false });
const called = (seq: number, ticketId: string, windowId: string) => row(seq, { type: 'ticket.called', ticketId, stop: 0, windowId });
const finished = (seq: number, ticketId: string) => row(seq, { type: 'stop.finished', ticketId, stop: 0, windowId: 'w1' });
const texts = (found: readonly { readonly field: string; readonly text: string }[]) => found.map(({ field, text }) => `${field}: ${text}`);

test('a missing seq is a gap', () => {
  expect(texts(gapsIn([issued(1, 'a', 1), issued(4, 'b', 2)]))).toEqual(['gaps: event 2', 'gaps: event 3']);
  expect(gapsIn([issued(1, 'a', 1), issued(2, 'b', 2)])).toEqual([]);
});

test('a number, a ticket or a command that stands twice is doubled', () => {
  const rows = [issued(1, 'a', 1), issued(2, 'b', 1), issued(3, 'a', 2), row(4, { type: 'window.opened' }, 'c'), row(5, { type: 'window.opened' }, 'c')];
  expect(texts(doublesIn(rows))).toEqual(['doubled: number A1 of 2026-01-01', 'doubled: ticket a', 'doubled: command c, event 0']);
});

test('a mistaken entry that is somebody’s after all is one ticket, whose mistyped number is free', () => {
  const revived = (seq: number, ticketId: string, n: number) => row(seq, { ...issued(seq, ticketId, n).event, type: 'ticket.revived' });
  const cancelled = row(2, { type: 'ticket.cancelled', ticketId: 'a', reason: 'mistake' });
  const rows = [issued(1, 'a', 1), cancelled, revived(3, 'a', 2), issued(4, 'b', 1)];
  expect([doublesIn(rows), countsIn(rows)]).toMatchObject([[], { issued: 2, waiting: 2, cancelled: 0 }]);
  expect(texts(doublesIn([issued(1, 'b', 2), issued(2, 'a', 1), revived(3, 'a', 2)]))).toEqual(['doubled: number A2 of 2026-01-01']);
});

test('two visitors at a window, or a visitor at two windows, are a crowd', () => {
  expect(texts(crowdsIn([called(1, 'a', 'w1'), called(2, 'b', 'w1')]))).toEqual(['doubled: w1 called b with a there']);
  expect(texts(crowdsIn([called(1, 'a', 'w1'), called(2, 'a', 'w2')]))).toEqual(['doubled: a called to w2 while at w1']);
  expect(crowdsIn([called(1, 'a', 'w1'), finished(2, 'a'), called(3, 'b', 'w1')])).toEqual([]);
});

test('a call of somebody whose paper is not out is blind', () => {
  const printed = row(2, { type: 'paper.changed', ticketId: 'a', paper: 'printed' });
  expect(calledBlindly([issued(1, 'a', 1, 'pending'), called(2, 'a', 'w1')])).toHaveLength(1);
  expect(calledBlindly([issued(1, 'a', 1, 'pending'), printed, called(3, 'a', 'w1')])).toEqual([]);
});

test('figures are counted from the last opening on', () => {
  const rows = [issued(1, 'old', 1), row(2, { type: 'day.opened' }), issued(3, 'a', 1), issued(4, 'b', 2), called(5, 'a', 'w1'), finished(6, 'a')];
  expect(countsIn(rows)).toMatchObject({ issued: 2, offline: 0, waiting: 1, called: 0, done: 1 });
});

test('who is sent to pay waits at the bank, and for the money at the window', () => {
  const rows = [issued(1, 'a', 1), called(2, 'a', 'w1'), row(3, { type: 'notice.issued', ticketId: 'a', notice: { stop: 0, bankStop: 1 } })];
  expect(countsIn(rows)).toMatchObject({ issued: 1, blocked: 1, waiting: 1, called: 0 });
});

test('an acknowledged event that the log has not is lost, unless a backup was put back; two answers to one message are doubled', () => {
  const account = createAccount(() => 1);
  const message = { hallId: 'sample', commandId: 'c', expiresAt: null, command: { type: 'window.open' } };
  const event = { type: 'window.opened', windowId: 'w1', clerkId: 'c1' };
  // The parts that an account compares.
  const reply = { kind: 'accepted', events: [{ seq: 7, epoch: 1, event }] } as unknown as Reply;
  account.note('token', message, reply);
  expect(account.check(new Map([[7, row(7, event)]]))).toEqual([]);
  expect(texts(account.check(new Map()))).toEqual(['lost: event 7 of window.open c']);
  account.note('token', message, { kind: 'rejected', rejection: { code: 'command.expired' } });
  expect(texts(account.check(new Map([[7, row(7, event)]])))).toEqual(['doubled: window.open c was answered events 7, and again command.expired']);
  account.forgetAfter(6);
  expect(texts(account.check(new Map()))).toEqual(['doubled: window.open c was answered events 7, and again command.expired']);
});

const no = (code: string) => ({ kind: 'rejected', rejection: { code } }) as unknown as Reply;

test('a refusal that becomes another answer is doubled, unless the hub was started again, or the message has expired', () => {
  let life = 1;
  const account = createAccount(() => life);
  const message = { hallId: 'sample', commandId: 'c', expiresAt: 1, command: { type: 'window.open' } };
  for (const code of ['window.busy', 'window.busy', 'command.expired']) account.note('token', message, no(code));
  expect([account.check(new Map()), account.refusedNow().map((entry) => entry.message)]).toEqual([[], [message]]);
  account.note('token', message, no('queue.empty'));
  expect(texts(account.check(new Map()))).toEqual(['doubled: window.open c was answered window.busy, and again queue.empty']);
  life = 2;
  expect(account.refusedNow()).toEqual([]);
  account.note('token', message, no('window.closed'));
  expect(account.check(new Map())).toHaveLength(1);
  account.note('token', message, { kind: 'accepted', events: [] });
  expect(texts(account.check(new Map())).at(-1)).toBe('doubled: window.open c was answered window.closed, and again events ');
});

test('a place that another ticket’s event moves is found, the clock’s step and a restored place are not', () => {
  const place = { at: 5, tie: 1 };
  const ticketById = new Map([['a', { ticketId: 'a', stops: [{ place }] }]]);
  const watcher = watchPlaces({ state: { ticketById } } as unknown as Parameters<typeof watchPlaces>[0]);
  const after = (seq: number, event: object) => texts(watcher.after(row(seq, event)));
  expect(after(1, { type: 'ticket.issued', ticketId: 'a' })).toEqual([]);
  Object.assign(place, { at: 15 });
  expect(after(2, { type: 'clock.stepped', from: 0, to: 10 })).toEqual([]);
  Object.assign(place, { tie: 3 });
  expect(after(3, { type: 'stop.restored', ticketId: 'a' })).toEqual([]);
  Object.assign(place, { at: 20 });
  expect(after(4, { type: 'stop.restored', ticketId: 'b' })).toEqual(['starved: event 4 (stop.restored) moved a/0 from 15 3 to 20 3']);
  expect(after(5, { type: 'stop.missed', ticketId: 'b' })).toEqual([]);
});

test('strace’s marks of calls that failed or waited are counted', () => {
  const lines = ['1 fsync(21) = -1 EIO (Input/output error) (INJECTED)', '1 fsync(21) = 0', '2 <... fsync resumed>) = 0 (DELAYED)', '2 +++ exited with 0 +++'];
  expect(struckIn(lines.join('\n'))).toBe(2);
});

test('a notice in the tray twice is doubled, one on record as printed that lies nowhere disagrees', () => {
  const rows = ['1', '2'].flatMap((n) => [
    row(1, { type: 'notice.issued', notice: { noticeId: n, number: `20260101-0000000${n}` } }),
    row(2, { type: 'slip.ordered', jobId: `j${n}`, copy: 0, slip: { kind: 'payment', noticeId: n } }), row(3, { type: 'slip.changed', jobId: `j${n}`, outcome: 'printed' }),
  ]);
  const paper = { text: ['缴费通知单', '通知单号 20260101-00000001'], isReprint: false };
  expect(isNotice(paper)).toBe(true);
  expect(texts(noticeFindings(rows, [paper, paper, { ...paper, isReprint: true }]))).toEqual([
    'doubled: notice 20260101-00000001 was printed twice', 'disagreeing: notice 20260101-00000002 is on record as printed, but there is no paper',
  ]);
});

test('a paper whose number the desk has entered under another id is on record; one that is on no record is lost', () => {
  const db = new Database(':memory:');
  db.exec(`
    create table ticket (ticket_id, day, prefix, n, paper, offline, device);
    create table stop (ticket_id, stop, reason);
    create table ticket_alias (alias, ticket_id);
    insert into ticket values ('own', '2026-01-01', 'A', 5001, 'printed', 1, 'guide-desk');
    insert into stop values ('own', 0, null);
    insert into ticket_alias values ('kiosk', 'own')`);
  const paper = { nth: 1, number: 'A 5001', isReprint: false, isOffline: true, text: [], qr: ['http://hall/t/h.kiosk'] };
  const found = (papers: readonly Paper[]) => texts(paperFindings(db, { papers, seen: new Map([['kiosk', '2026-01-01']]), asked: new Map([['kiosk', 1]]), mistyped: new Set() }));
  expect(found([paper, { ...paper, isReprint: true }])).toEqual([]);
  expect(found([paper, paper])).toEqual(['doubled: 2 papers 2026-01-01 A 5001', 'doubled: 2 papers own']);
  expect(found([paper, { ...paper, number: 'A 5002', qr: ['http://hall/t/h.other'] }])).toEqual(['lost: paper A 5002 is on no record']);
  expect(found([])).toEqual(['disagreeing: A 5001 own is recorded as printed, but there is no paper']);
  expect(texts(paperFindings(db, { papers: [], seen: new Map(), asked: new Map(), mistyped: new Set(['own']) }))).toEqual([]);
});
