// The rollups of closed days beside their own log: a synthetic day with everything that happens in a hall, cut off by its close, opened again,
// told of late. What is expected comes from the rows of the log alone, by a fold that shares nothing with the statistics.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Actor, HallEvent, TimedEvent } from '@hallcall/domain';
import { rebuild } from '@hallcall/hub/in-process';
import { days, drawDay, openVirtualHub, playDay, simulatedHall, type VirtualHub } from '@hallcall/scripts/simulate';
import { clerkAt, kiosk, manager, referenceItemHours, type ReferenceItemHour } from '@hallcall/testkit';
import Database from 'better-sqlite3';
import { afterAll, expect, test } from 'vitest';

const seed = Number(process.env['SEED'] ?? 5);
const folder = mkdtempSync(join(tmpdir(), 'hallcall-rollups-'));
afterAll(() => rmSync(folder, { recursive: true }));

const [minuteMs, dayMs] = [60_000, 86_400_000];
const profile = { ...days.quiet, tickets: 900, windows: 14, serviceScale: 0.5, away: [{ kiosk: 0, from: 30, to: 60 }] };
const hall = simulatedHall(profile.windows);

type Send = (actor: Actor, command: { readonly type: string } & Readonly<Record<string, unknown>>) => Promise<void>;

/** Sends one command after the other, a minute between two. What the rules do not allow is no matter here. */
function sender(hub: VirtualHub, from: number): { readonly send: Send; readonly skip: (ms: number) => void; readonly now: () => number } {
  let now = from;
  return {
    now: () => now,
    skip: (ms) => void (now += ms),
    async send(actor, command) {
      now += minuteMs;
      await hub.run([{ at: now, key: 'x', actor, command, refused: null }], []);
    },
  };
}

let tickets = 0;
const ticketId = (): string => `rollup${String((tickets += 1)).padStart(16, '0')}`;
const asked = (index: number) => ({ ticketId: ticketId(), items: [{ itemId: hall.items[index]?.id, count: 1 }], language: 'zh', paper: 'none' });

/** Each window calls and serves until nobody is left for it, `turns` at most. */
async function work(hub: VirtualHub, send: Send, turns: number): Promise<void> {
  for (const { id } of hall.windows) {
    await send(clerkAt(id), { type: 'window.open', windowId: id });
    for (let turn = 0; turn < turns; turn += 1) {
      await send(clerkAt(id), { type: 'window.callNext', windowId: id, active: null });
      const active = [...hub.state().ticketById.values()].find(({ stops }) => stops.some(({ life }) => life.status === 'called' && life.windowId === id))?.ticketId;
      if (active === undefined) break;
      await send(clerkAt(id), { type: 'stop.finish', windowId: id, ticketId: active, outcome: 'accepted', count: 2, caseRef: null });
    }
  }
}

const band = { ...kiosk(), band: { first: 5000, last: 9999 } };

async function playAll(): Promise<void> {
  const plan = drawDay(profile, hall, seed);
  const hub = await openVirtualHub({ folder, hall, seed, startsAt: plan.startsAt });
  // Sent home in the middle of the morning.
  const closesAt = plan.startsAt + 150 * minuteMs;
  await playDay(hub, { plan: { ...plan, managerClosesAt: closesAt }, hall, watch: () => undefined });
  const date = hub.state().day?.date;
  const { send, skip, now } = sender(hub, closesAt + 5 * minuteMs);
  await send(manager, { type: 'day.open' });
  await work(hub, send, 3);
  await send(manager, { type: 'day.close' });
  // The next day, and one of another month; each hears of a number of the first.
  for (const later of [dayMs, 40 * dayMs]) {
    skip(later);
    await send(manager, { type: 'day.open' });
    for (let index = 0; index < 6; index += 1) await send(kiosk(), { type: 'ticket.issue', ...asked(index * 5) });
    const { items: [item], ...rest } = asked(3);
    const queueId = hall.items[3]?.queue;
    const prefix = hall.queues.find(({ id }) => id === queueId)?.prefix;
    await send(band, { type: 'ticket.issueOffline', ...rest, items: [item], number: { prefix, n: 9000 + tickets }, queueId, instead: null, day: date, issuedAt: now() - later - 60 * minuteMs });
    await work(hub, send, 1);
    await send(manager, { type: 'day.close' });
  }
  await hub.hall.close();
}

type Row = { readonly day: string; readonly at: number; readonly body: string };
type Hour = ReferenceItemHour & { readonly date: string; readonly departmentId: string };

/** From the log's rows: those of a day, in its order. */
function expectedHours(rows: readonly Row[]): Hour[] {
  const departments = new Map<string, string>(hall.items.map(({ id, department }) => [id, department]));
  return [...new Set(rows.map(({ day }) => day))].toSorted().flatMap((date) => {
    const events = rows.filter(({ day }) => day === date).map(({ at, body }): TimedEvent => ({ at, event: JSON.parse(body) as HallEvent }));
    const until = events.findLast(({ event }) => event.type === 'day.closed')?.at ?? 0;
    return referenceItemHours(events, { timeZone: hall.timeZone, firstHour: 4, bookingToleranceMs: 0, until, leftOpenAt: null }).map((hour) => ({ ...hour, date, departmentId: departments.get(hour.itemId) ?? '' }));
  });
}

const columns = `issued, arrived, abandoned, turns, missed, done, pieces, waits, wait_ms as waitMs, in_time as inTime, services, service_ms as serviceMs`;
const byKey = (a: string, b: string): number => (a < b ? -1 : 1);

function expectedMonths(hours: readonly Hour[]): unknown[] {
  const sums = new Map<string, Record<string, string | number>>();
  for (const { date, hour: _hour, departmentId, itemId, ...figures } of hours) {
    const month = date.slice(0, 7);
    const key = `${month} ${departmentId} ${itemId}`;
    const sum = sums.get(key) ?? { month, departmentId, itemId };
    for (const [name, value] of Object.entries(figures)) sum[name] = Number(sum[name] ?? 0) + value;
    sums.set(key, sum);
  }
  return [...sums].toSorted(([a], [b]) => byKey(a, b)).map(([, sum]) => sum);
}

test(`rollups say what the log says, of a day with everything in it (SEED=${seed})`, async () => {
  await playAll();
  expect(await rebuild({ data: folder }, () => undefined, 'en')).toBe(0);
  const db = new Database(join(folder, 'hall.db'), { readonly: true });
  const rows = db.prepare<[], Row>('select day, at, body from event where day is not null order by seq').all();
  const seen = (sql: string): unknown => db.prepare(`select count(*) from event where ${sql}`).pluck().get();
  const reached = Object.fromEntries(Object.entries({
    noShows: `type = 'stop.missed'`, transfers: `type = 'stop.transferred'`, payments: `type = 'notice.issued'`, closes: `type = 'day.closed'`,
    reopened: `type = 'day.reopened'`, lateMerges: `body ->> 'lateDay' is not null and type = 'ticket.issued'`, givenUp: `type = 'ticket.abandoned' and body ->> 'lateDay' is null`,
    chains: `type = 'ticket.issued' and body ->> '$.stops[1].after[0]' = 0`,
  }).map(([name, sql]) => [name, seen(sql)]));
  expect(Object.entries(reached).filter(([, count]) => Number(count) < 1)).toEqual([]);
  const expected = expectedHours(rows);
  const hours = db.prepare<[], Hour>(`select date, item_id as itemId, hour, department_id as departmentId, ${columns} from rollup_hour order by date, item_id, hour`).all();
  expect(hours).toEqual(expected);
  expect(db.prepare(`select month, department_id as departmentId, item_id as itemId, ${columns} from rollup_month order by month, department_id, item_id`).all()).toEqual(expectedMonths(expected));
  expect([new Set(hours.map(({ date }) => date)).size, new Set(hours.map(({ itemId }) => itemId)).size > 40, expectedMonths(expected).length > 40]).toEqual([3, true, true]);
  db.close();
}, 120_000);
