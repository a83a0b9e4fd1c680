// A day that the timetable closes: its people are forgotten, its root, figures and papers follow, also where the next day opens with the same tick.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { createReports } from '../report/reports.ts';
import { rebuildTables } from '../store/rebuild-tables.ts';
import { openOffice, type OfficeHub } from '../testing/office-hub.ts';
import { randomId, type RawClient } from '../testing/raw-client.ts';
import { eventsOf, found } from '../testing/test-hub.ts';

const office = [{ from: '08:00', to: '12:00' }, { from: '14:00', to: '17:30' }];
const week = [office, office, office, office, office, [], []];
const tags = ['1f'.repeat(16), '2e'.repeat(16)];

let hall: OfficeHub;
afterEach(async () => {
  await hall.hub.close();
  rmSync(hall.data, { recursive: true });
});

const opened = (text: string) =>
  openOffice(text, (document) => Object.assign(document, { day: { changesAt: '04:00', guardsClock: true, summaryPrinter: 'kiosk-1' }, timetable: { kind: 'weekly', special: {}, week } }));

const holders = (): string[] =>
  readdirSync(hall.data, { withFileTypes: true })
    .filter((entry) => entry.isFile() && tags.some((tag) => readFileSync(join(hall.data, entry.name)).includes(Buffer.from(tag, 'hex'))))
    .map(({ name }) => name);
const keyBytes = (): string => readFileSync(join(hall.data, 'day.key')).toString('hex');

/** Everybody who has a card takes a number; gives the person keys of the log. */
async function takeTwo(agent: RawClient): Promise<unknown[]> {
  const keys: unknown[] = [];
  for (const tag of tags) {
    const command = { type: 'ticket.issue', ticketId: randomId(), items: [{ itemId: 'D01-01', count: 1 }], language: 'zh', paper: 'none', person: { tag } };
    for (const { event } of eventsOf(await agent.command(command))) if (event.type === 'ticket.issued') keys.push(event.personKey);
  }
  return keys;
}

/** Window 1 serves everybody. */
async function serveAll(): Promise<void> {
  const desk = await hall.clerk('w1');
  eventsOf(await desk.command({ type: 'window.open', windowId: 'w1' }));
  for (const ticketId of hall.hub.state().ticketById.keys()) {
    if (hall.hub.state().ticketById.get(ticketId)?.stops[0]?.life.status !== 'waiting') continue;
    eventsOf(await desk.command({ type: 'window.callNext', windowId: 'w1', active: null }));
    eventsOf(await desk.command({ type: 'stop.finish', windowId: 'w1', ticketId, outcome: 'completed', count: 1, caseRef: null }));
  }
}

/** Until both papers of a close with so many numbers are counted and shown. */
async function papersOf(agent: RawClient, issued: number) {
  for (let tries = 0; tries < 400; tries += 1) {
    await hall.hub.tick();
    const { dayPapers, lastRoot } = agent.view('agent');
    if (dayPapers?.length === 2 && dayPapers.every(({ summary }) => summary.issued === issued)) return { papers: dayPapers, root: lastRoot };
    await pause(25);
  }
  throw new Error('never shown');
}

test('a day left open over a weekend is closed, forgotten, counted and printed with the tick that opens Monday', async () => {
  hall = await opened('2026-11-27T16:00:00+08:00');
  await takeTwo(await hall.agent());
  const key = keyBytes();
  expect(holders()).toEqual(['hall.db-wal']);
  hall = await hall.restartAt('2026-11-30T09:00:00+08:00');
  expect(hall.hub.state().day).toMatchObject({ date: '2026-11-30', closed: null });
  expect([holders(), keyBytes() === key]).toEqual([[], false]);
  const { papers, root } = await papersOf(await hall.agent(), 2);
  expect(papers.map(({ part, root: of, summary }) => [part, of.date, summary.issued, summary.abandoned, summary.closed.by])).toEqual([[1, '2026-11-27', 2, 2, 'overdue'], [2, '2026-11-27', 2, 2, 'overdue']]);
  expect(root).toEqual(papers[0]?.root);
  expect(hall.hub.store.db.prepare('select sum(issued) from rollup_hour where date = ?').pluck().get('2026-11-27')).toBe(2);
});

test('of a day left open over a weekend, time at its windows ends with its hours, while it is open still and behind its close', async () => {
  hall = await opened('2026-11-27T16:00:00+08:00');
  await takeTwo(await hall.agent());
  const desk = await hall.clerk('w1');
  eventsOf(await desk.command({ type: 'window.open', windowId: 'w1' }));
  const figures = async (day: string) => {
    const reports = createReports(hall.hub.store.file);
    const { closedAt, report: { hall: all, windows } } = found(await reports.ask({ kind: 'statistics', day, now: hall.clock.now }));
    await reports.close();
    return [closedAt === null, all.openMs / 60_000, windows.map(({ openMs }) => openMs / 60_000)];
  };
  // Somebody waits still, so the timetable does not close it: an overtime counts as long as the date runs.
  await hall.at('2026-11-27T18:00:00+08:00');
  expect(await figures('2026-11-27')).toEqual([true, 120, [120]]);
  // Asked before the hub has looked at the clock.
  hall.clock.now = Date.parse('2026-11-28T12:00:00+08:00');
  expect(await figures('2026-11-27')).toEqual([true, 90, [90]]);
  hall = await hall.restartAt('2026-11-30T09:00:00+08:00');
  expect([hall.hub.state().day?.date, await figures('2026-11-27')]).toEqual(['2026-11-30', [false, 90, [90]]]);
});

test('a day that the timetable closed is opened again: another key and other persons, no figures until its second close, two roots', async () => {
  hall = await opened('2026-11-27T17:00:00+08:00');
  const agent = await hall.agent();
  const persons = await takeTwo(agent);
  const key = keyBytes();
  await serveAll();
  await hall.at('2026-11-27T17:30:00+08:00');
  expect(hall.hub.state().day?.closed).toMatchObject({ by: 'timetable' });
  expect([holders(), readdirSync(hall.data).includes('day.key')]).toEqual([[], false]);
  const before = await papersOf(agent, 2);
  expect(before.papers[0]?.summary).toMatchObject({ issued: 2, done: 2, abandoned: 0, closed: { by: 'timetable', clerkId: null } });

  const boss = await hall.manager();
  eventsOf(await boss.command({ type: 'day.open' }));
  expect([[...hall.hub.state().dayPaperByJob.values()].map(({ isWithdrawn }) => isWithdrawn), hall.hub.store.db.prepare('select count(*) from rollup_hour').pluck().get()]).toEqual([[true, true], 0]);
  const again = await takeTwo(agent);
  expect([keyBytes() === key, new Set([...persons, ...again]).size]).toEqual([false, 4]);
  await serveAll();
  eventsOf(await boss.command({ type: 'day.close' }));
  expect(holders()).toEqual([]);
  const after = await papersOf(agent, 4);
  expect(after.papers[1]?.summary).toMatchObject({ issued: 4, done: 4, opened: { by: 'timetable' }, closed: { by: 'manager' } });
  expect([after.root?.root === before.root?.root, after.root?.firstSeq === before.root?.firstSeq]).toEqual([false, true]);
  expect(rebuildTables(hall.hub.store.db).differing).toEqual([]);
});
