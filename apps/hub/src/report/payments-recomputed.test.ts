// Three random days of notices, counted once more from the events alone.
import { bankClerkAt, clerkAt, createSeeded, kiosk, manager, testConfig, type Seeded } from '@hallcall/testkit';
import type { HallEvent } from '@hallcall/domain';
import type { Database } from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openStore } from '../store/open-store.ts';
import { firstMorning, openManyDays, type ManyDays } from '../testing/many-days.ts';
import { readPayments } from './read-payments.ts';

const [minute, dayMs] = [60_000, 86_400_000];
const dates = ['2026-01-01', '2026-01-02', '2026-01-03'];
const [w1, bank] = [clerkAt('w1'), bankClerkAt('w4')];

/** What a day of four in the morning, Shanghai, is called. */
const dateOf = (at: number): string => new Date(at + 4 * 3_600_000).toISOString().slice(0, 10);

async function playDay(days: ManyDays, index: number, random: Seeded): Promise<void> {
  const { engine, clock, send } = days;
  clock.now = firstMorning + index * dayMs;
  await send(manager, { type: 'day.open' });
  for (const actor of [w1, bank]) await send(actor, { type: 'window.open', windowId: actor === w1 ? 'w1' : 'w4' });
  for (let n = 0; n < 12; n += 1) {
    if (index === 1 && n === 6) await adoptSecond(days);
    const ticketId = random.id();
    await send(kiosk(), { type: 'ticket.issue', ticketId, items: [{ itemId: 'market-1', count: 1 }], language: 'zh', paper: 'none' });
    await send(manager, { type: 'window.callNumber', windowId: 'w1', active: null, ticketId, reason: 'returned', note: null });
    await send(w1, { type: 'stop.start', windowId: 'w1', ticketId });
    const lines = Array.from({ length: 1 + random.below(3) }, () => ({ itemId: 'market-1', basis: '收费标准', fen: 1 + random.below(9_999), quantity: 1 + random.below(9) }));
    const waiver = random.below(10) < 3 ? { fen: 1, basis: '减免' } : null;
    if (lines.length > 1 || waiver === null) await send(w1, { type: 'notice.issue', windowId: 'w1', ticketId, lines, waiver, payee: 'x', code: null });
    else await send(w1, { type: 'stop.finish', windowId: 'w1', ticketId, outcome: 'completed', count: 1, caseRef: null });
    clock.now += random.below(20) * minute;
    await settleOne(days, random);
  }
  await send(manager, { type: 'day.close' });
  clock.now += 8 * 60 * minute;
  await settleOne(days, random);
  expect(engine.state().day?.closed).not.toBeNull();
}

async function settleOne({ engine, send }: ManyDays, random: Seeded): Promise<void> {
  const open = [...engine.state().noticeById.values()].filter(({ status }) => status === 'open');
  const notice = open[random.below(open.length)];
  if (!notice || random.below(10) < 3) return;
  if (random.below(10) < 3) await send(manager, { type: 'notice.void', noticeId: notice.noticeId, reason: 'x' });
  else await send(bank, { type: 'notice.confirm', noticeId: notice.noticeId, receipt: `R${open.length}`, paidBy: 'phone' });
}

async function adoptSecond({ engine, clock }: ManyDays): Promise<void> {
  const hall = testConfig({ hallId: 'test', name: { zh: '新厅', en: 'New' } });
  await engine.change(() => engine.core.configs.add(2, clock.now, { hall: JSON.stringify(hall), catalogue: 'null', catalogueSource: '' }));
  await engine.tell({ type: 'config.adopt', version: 2 });
}

type Known = { readonly noticeId: string; readonly fen: number; readonly issuedAt: number; readonly config: number; status: string; endedAt: number | null };

/** From the events alone; a version holds from its event on. */
function recount(db: Database): readonly Known[] {
  const known = new Map<string, Known>();
  let config = 0;
  for (const { at, body } of db.prepare<[], { at: number; body: string }>('select at, body from event order by seq').all()) {
    const event = JSON.parse(body) as HallEvent;
    if (event.type === 'config.adopted') config = event.version;
    if (event.type === 'notice.issued') {
      const { noticeId, lines, waiver } = event.notice;
      const fen = lines.map((line) => line.fen * line.quantity).reduce((a, b) => a + b) - (waiver?.fen ?? 0);
      known.set(noticeId, { noticeId, fen, issuedAt: at, config, status: 'open', endedAt: null });
    }
    const ended = event.type === 'notice.paid' || event.type === 'notice.voided' ? known.get(event.noticeId) : undefined;
    if (ended) Object.assign(ended, { status: event.type.slice('notice.'.length), endedAt: at });
  }
  return [...known.values()];
}

const sum = (of: readonly Known[]) => ({ count: of.length, fen: of.reduce((fen, one) => fen + one.fen, 0) });

test.each([2, 3])('sums, notices and versions of each day agree with a count of their own (seed %i)', async (seed) => {
  const random = createSeeded(seed);
  const days = await openManyDays();
  for (const index of dates.keys()) await playDay(days, index, random);
  await days.close();
  const { db, close } = openStore({ folder: days.folder });
  const all = recount(db);
  expect(new Set(all.map(({ status, config }) => `${status} ${config}`)).size).toBeGreaterThan(3);
  for (const date of dates) {
    const issued = all.filter(({ issuedAt }) => dateOf(issuedAt) === date);
    const ended = (status: string) => sum(all.filter((one) => one.status === status && one.endedAt !== null && dateOf(one.endedAt) === date));
    const report = readPayments(db, date);
    expect(report?.sums).toEqual({ issued: sum(issued), open: sum(issued.filter(({ status }) => status === 'open')), paid: ended('paid'), voided: ended('voided'), expired: sum([]) });
    const listed = all.filter((one) => issued.includes(one) || (one.endedAt !== null && dateOf(one.endedAt) === date));
    const told = report?.notices.map(({ noticeId, fen, issuedAt, config, status, endedAt }) => ({ noticeId, fen, issuedAt, config, status, endedAt }));
    expect(told?.toSorted((a, b) => (a.noticeId < b.noticeId ? -1 : 1))).toEqual(listed.toSorted((a, b) => (a.noticeId < b.noticeId ? -1 : 1)));
  }
  close();
});
