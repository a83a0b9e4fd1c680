// The checks of what a close leaves behind, on logs made by hand, and of a cast that has fallen asleep.
import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createAlertness } from './alertness.ts';
import { countsIn } from './counts.ts';
import { compareDay, figuresOf } from './day-figures.ts';
import { abandoned, cancelled, closed, issued, logOf, opened, reopened, texts } from './hand-made.ts';
import { closingsOf, dayPaperFindings, missingDayPapers, missingRoots, rootFindings } from './roots.ts';

const date = '2026-01-01';
const hashOf = (previous: Buffer, fields: readonly unknown[]): Buffer => createHash('sha256').update(previous).update(JSON.stringify(fields)).digest();

/** A log that closes the day, orders its first paper and hears that it was printed. */
function closedLog(): { readonly db: Database.Database; readonly root: string } {
  const db = new Database(':memory:');
  db.exec('create table event (seq, epoch, day, at, actor, command_id, ordinal, type, body, hash)');
  const bodies = [opened, closed, { type: 'dayPaper.ordered', jobId: 'j', part: 1, copy: 0 }, { type: 'dayPaper.changed', jobId: 'j', outcome: 'printed' }];
  const hashes: Buffer[] = [];
  bodies.forEach((body, index) => {
    const fields = [index + 1, 1, date, 5, 'hub', null, 0, body.type, JSON.stringify(body)];
    hashes.push(hashOf(hashes.at(-1) ?? Buffer.alloc(32), fields));
    db.prepare('insert into event values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(...fields, hashes.at(-1));
  });
  return { db, root: hashes[1]?.toString('hex') ?? '' };
}

test('a root is worked out from the rows; an altered one, one that is not kept and one told otherwise are found', () => {
  const { db, root } = closedLog();
  const closings = closingsOf(db);
  expect(closings).toEqual([{ date, lastSeq: 2, root }]);
  const keptAs = (change: object) => [{ deviceId: 'k1', roots: [{ date, lastSeq: 2, root, told: null, ...change }] }];
  expect([...missingRoots(closings, keptAs({})), ...rootFindings(closings, keptAs({}), new Set())]).toEqual([]);
  expect(texts(missingRoots(closings, [{ deviceId: 'k1', roots: [] }]))).toEqual([`lost: k1 does not keep the root of ${date}, event 2`]);
  expect(texts(rootFindings(closings, keptAs({ told: 'another' }), new Set()))).toEqual([`disagreeing: k1 was told another root of ${date}, event 2`]);
  expect(rootFindings(closings, keptAs({ root: 'old', told: root }), new Set(['old']))).toEqual([]);
  db.prepare(`update event set body = '{"type":"day.opened","date":"2026-01-02"}' where seq = 1`).run();
  expect(texts(rootFindings(closingsOf(db), keptAs({}), new Set()))).toEqual([`disagreeing: k1 keeps another root of ${date}, event 2, than the log gives`]);
});

test('a paper of the close that lies there twice, tells another root, or is missing is found', () => {
  const { db, root } = closedLog();
  const closings = closingsOf(db);
  const paper = { text: ['日结单', '一式两份 1/2 · 大厅留存'], qr: [`hallcall-root:1:h:${date}:1:1-2:${root}`], isReprint: false };
  const found = (papers: readonly (typeof paper)[]) => texts([...dayPaperFindings(closings, papers, new Set()), ...missingDayPapers(db, closings, papers)]);
  expect(found([paper, { ...paper, text: ['2/2'] }, { ...paper, isReprint: true }])).toEqual([]);
  expect(found([paper, paper])).toEqual([`doubled: the paper 1/2 of ${root} was printed twice`]);
  expect(found([paper, { ...paper, text: ['2/2'], qr: ['hallcall-root:1:h:x:1:1-2:ff'] }])).toEqual(['disagreeing: paper 2/2 tells the root ff, which no close has']);
  expect(found([])).toEqual(['disagreeing: paper 1/2 of the close before event 3 is on record as printed, but there is none']);
});

const finished = (ticketId: string) => ({ type: 'stop.finished', ticketId, stop: 0 });
const called = (ticketId: string) => ({ type: 'ticket.called', ticketId, stop: 0 });

test('the figures of a day are counted without what was taken back, and without numbers that another took the place of', () => {
  const taken = { type: 'action.undone', ticketId: 'b', stop: 0, what: 'finish', status: 'serving', reverted: [] };
  const rows = logOf(opened, issued('a'), issued('b', { item: 'J' }), issued('c'), cancelled('c', 'superseded'), called('a'), finished('a'), called('b'), finished('b'), taken, issued('d'), abandoned('b'), abandoned('d'), closed);
  const own = figuresOf(rows, date);
  expect(own).toEqual({ issued: 3, done: 1, missed: 0, abandoned: 2, byItem: new Map([['I', 2], ['J', 1]]) });
  expect(compareDay(date, own, own)).toEqual([]);
  expect(texts(compareDay(date, { ...own, done: 2, byItem: new Map([['I', 2]]) }, own))).toEqual([`disagreeing: ${date}: 2 done by the close, 1 in the log`, `disagreeing: ${date}: 0 numbers of J by the rollup, 1 in the log`]);
});

test('an entry that was a mistake counts once, as what the paper of its holder says', () => {
  const entry = issued('a', { offline: true });
  const rows = logOf(opened, entry, cancelled('a', 'mistake'), { ...issued('a', { item: 'J', n: 2 }), type: 'ticket.revived' }, abandoned('a'), closed);
  expect(figuresOf(rows, date)).toEqual({ issued: 1, done: 0, missed: 0, abandoned: 1, byItem: new Map([['J', 1]]) });
});

test('whoever a close gave up waits again when the day is opened again, and stands at no window', () => {
  expect(countsIn(logOf(opened, issued('a'), issued('b'), called('b'), abandoned('a'), abandoned('b'), closed))).toMatchObject({ waiting: 0, abandoned: 2 });
  expect(countsIn(logOf(opened, issued('a'), issued('b'), called('b'), abandoned('a'), abandoned('b'), closed, reopened))).toMatchObject({ waiting: 2, called: 0, abandoned: 0 });
  const late = issued('c', { lateDay: date });
  expect(countsIn(logOf(opened, closed, late, { ...abandoned('c'), lateDay: date }))).toMatchObject({ issued: 1, abandoned: 1 });
  expect(countsIn(logOf(opened, issued('x', { lateDay: '2025-12-31' })))).toMatchObject({ issued: 0 });
});

const plan = (round: number, kind: 'nothing' | 'killHub') => ({ round, disaster: { kind, atMs: 0, forMs: 0, dice: 0 }, errand: { kind: 'none', atMs: 0, forMs: 0 } }) as const;

test('a cast that calls nobody although people wait at staffed windows is found, at once in a quiet round and soon in any', () => {
  const asleep = createAlertness();
  const seen = [[1, 5], [7, 5], [7, 5]].map(([calls = 0, waiting = 0], round) => asleep.after(plan(round, 'nothing'), { called: calls, waiting }));
  expect(seen).toEqual([null, null, 'nobody was called in round 2, although 5 people wait and windows are staffed: the cast sleeps']);
  const stormy = createAlertness();
  expect([0, 1, 2, 3, 4].map((round) => stormy.after(plan(round, 'killHub'), { called: 7, waiting: 5 }) === null)).toEqual([true, true, true, true, false]);
  const empty = createAlertness();
  expect([0, 1].map((round) => empty.after(plan(round, 'nothing'), { called: 7, waiting: 0 }))).toEqual([null, null]);
});
