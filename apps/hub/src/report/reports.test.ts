import type { DaysReply, PaymentsReport, StatisticsReply } from '@hallcall/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ask, bearer } from '../testing/http-client.ts';
import { startPlainHub, writeHall } from '../testing/plain-hub.ts';
import { randomId, type RawClient } from '../testing/raw-client.ts';
import { eventsOf, found, issueTicket, morning, startTestHub, temporaryFolder, testClock, type TestHub } from '../testing/test-hub.ts';
import { createReports } from './reports.ts';

const [minute, dayMs] = [60_000, 86_400_000];
let hall: TestHub;
let agent: RawClient;
beforeEach(async () => {
  hall = await startTestHub();
  agent = await hall.agent();
});
afterEach(() => hall.discard());

const get = async <T>(path: string): Promise<T> => (await ask(hall.hub.url, 'GET', path, undefined, bearer(hall.sample.manager.token))).body as T;
const statistics = (day = '') => get<StatisticsReply>(`/statistics${day && `?day=${day}`}`);
const payments = (day: string) => get<PaymentsReport>(`/payments?day=${day}`);

const token = (windowId: string) => found(hall.sample.windows.find((window) => window.windowId === windowId)).token;
const as = async (path: string, headers = {}) => (await ask(hall.hub.url, 'GET', path, undefined, headers)).body;
const lines = (fen: number) => [{ itemId: 'D02-08', basis: '20元/证', fen, quantity: 1 }];
const sum = (count: number, fen: number) => ({ count, fen });

async function desk(windowId: string): Promise<RawClient> {
  const clerk = await hall.clerk(windowId);
  eventsOf(await clerk.command({ type: 'window.open', windowId }));
  return clerk;
}

/** Called, started and, `minutes` later, finished at the window. */
async function serve(clerk: RawClient, windowId: string, ticketId: string, minutes: number): Promise<void> {
  eventsOf(await clerk.command({ type: 'window.callNext', windowId, active: null }));
  eventsOf(await clerk.command({ type: 'stop.start', windowId, ticketId }));
  hall.clock.now += minutes * minute;
  eventsOf(await clerk.command({ type: 'stop.finish', windowId, ticketId, outcome: 'completed', count: 1, caseRef: null }));
}

/** The sample hall changes its day at four in the morning. */
async function nextDay(): Promise<void> {
  hall.clock.now += dayMs;
  await hall.hub.tick();
  await hall.hub.tick();
}

test('the figures of today and of an earlier day agree with the tables, and a late fact counts in its own day', async () => {
  const clerk = await desk('w1');
  const tickets = [await issueTicket(agent), await issueTicket(agent), await issueTicket(agent)];
  hall.clock.now += 5 * minute;
  for (const { ticketId } of tickets.slice(0, 2)) await serve(clerk, 'w1', ticketId, 4);
  const today = await statistics();
  expect(today).toMatchObject({ day: '2026-11-22', closedAt: null, config: 1, until: hall.clock.now });
  expect(today.report.hall).toMatchObject({
    issued: 3, done: 2, wait: { count: 2, meanMs: 7 * minute }, service: { meanMs: 4 * minute }, openMs: 13 * minute, servingMs: 8 * minute, load: 8 / 13,
  });
  await nextDay();
  const late = { number: { prefix: 'A', n: 5000 }, queueId: 'q-market', items: [{ itemId: 'D01-01', count: 1 }], day: '2026-11-22', issuedAt: hall.clock.now - dayMs, instead: null };
  eventsOf(await agent.command({ type: 'ticket.issueOffline', ticketId: randomId(), language: 'zh', paper: 'none', ...late }));
  await issueTicket(agent);
  const yesterday = await statistics('2026-11-22');
  const counted = hall.hub.store.db
    .prepare(`select count(distinct ticket_id) issued, sum(status = 'done') done, sum(status = 'abandoned') abandoned from ticket join stop using (ticket_id) where day = ?`)
    .get('2026-11-22');
  const { issued, done, abandoned } = yesterday.report.hall;
  expect({ issued, done, abandoned }).toEqual(counted);
  expect(counted).toEqual({ issued: 4, done: 2, abandoned: 2 });
  expect(yesterday.closedAt).not.toBeNull();
  expect((await statistics()).report.hall).toMatchObject({ issued: 1, done: 0, abandoned: 0 });
  expect((await get<DaysReply>('/days')).days.map(({ date, closedAt }) => [date, closedAt === null])).toEqual([['2026-11-23', true], ['2026-11-22', false]]);
});

test('an unknown or malformed day is refused, and so is everybody but managers', async () => {
  for (const path of ['/statistics?day=2026-11-21', '/payments?day=2026-11-21']) expect(await get(path)).toEqual({ code: 'day.unknown' });
  for (const day of ['2026-13-01', '22.11.2026', '', '2026-11-22%00', '2026-11-22&day=2026-11-21']) {
    for (const path of ['/statistics', '/payments']) expect(await get(`${path}?day=${day}`)).toMatchObject({ code: 'request.malformed', path: 'day' });
  }
  for (const path of ['/days', '/statistics', '/payments?day=2026-11-22']) {
    expect(await as(path)).toEqual({ code: 'session.required' });
    expect(await as(path, bearer(token('w2')))).toEqual({ code: 'session.notPermitted' });
  }
  expect(await as('/statistics', bearer(token('w8')))).toEqual({ code: 'session.notPermitted' });
  expect(await as('/days', bearer(token('w8')))).toHaveProperty('days');
});

test('commands are answered while reports are made, and whoever asks the same at once gets one answer', async () => {
  let isReady = false;
  const both = [statistics(), statistics()].map((reply) => reply.then((body) => {
    isReady = true;
    return body;
  }));
  const { n } = await issueTicket(agent);
  expect([n, isReady]).toEqual([1, false]);
  const [first, second] = await Promise.all(both);
  expect(first).toEqual(second);
  expect(first?.day).toBe('2026-11-22');
});

test('notices are found under the day of their issue and under the day that settled them, with the prices of that time', async () => {
  const clerk = await desk('w2');
  const noticeIds: string[] = [];
  for (const fen of [2_000, 2_500, 3_000]) {
    const at = { windowId: 'w2', ticketId: (await issueTicket(agent, 'D02-08')).ticketId };
    eventsOf(await clerk.command({ type: 'window.callNext', windowId: 'w2', active: null }));
    eventsOf(await clerk.command({ type: 'stop.start', ...at }));
    hall.clock.now += minute;
    const [issued] = eventsOf(await clerk.command({ type: 'notice.issue', ...at, lines: lines(fen), waiver: null, payee: '财政专户', code: null }));
    if (issued?.event.type === 'notice.issued') noticeIds.push(issued.event.notice.noticeId);
  }
  const bank = await desk('w8');
  const confirm = (index: number, receipt: string) => bank.command({ type: 'notice.confirm', noticeId: found(noticeIds[index]), receipt, paidBy: 'phone' });
  eventsOf(await confirm(0, 'R-1'));
  await nextDay();
  const again = await desk('w8');
  eventsOf(await again.command({ type: 'notice.confirm', noticeId: found(noticeIds[1]), receipt: 'R-2', paidBy: 'card' }));
  const manager = await hall.manager();
  eventsOf(await manager.command({ type: 'notice.void', noticeId: found(noticeIds[2]), reason: '填错' }));
  expect(await payments('2026-11-23')).toMatchObject({ day: '2026-11-23', sums: null });
  await nextDay();

  const issueDay = await payments('2026-11-22');
  expect(issueDay.sums).toEqual({ issued: sum(3, 7_500), open: sum(0, 0), paid: sum(1, 2_000), voided: sum(0, 0), expired: sum(0, 0) });
  expect(issueDay.notices).toMatchObject([
    { fen: 3_000, status: 'voided', receipt: null, config: 1, waiver: null, code: null },
    { fen: 2_500, status: 'paid', receipt: { number: 'R-2', paidBy: 'card', clerkId: 'c8' }, config: 1 },
    { fen: 2_000, status: 'paid', receipt: { number: 'R-1', paidBy: 'phone' }, ticket: { prefix: 'B', n: 1 }, lines: lines(2_000), windowId: 'w2', endedAt: morning + 3 * minute, issuedAt: morning + minute },
  ]);
  const settled = await payments('2026-11-23');
  expect(settled.sums).toEqual({ issued: sum(0, 0), open: sum(0, 0), paid: sum(1, 2_500), voided: sum(1, 3_000), expired: sum(0, 0) });
  expect(settled.notices.map(({ noticeId }) => noticeId)).toEqual([noticeIds[2], noticeIds[1]]);
});

test('a day names the configuration that was in force, also after a newer one; one that is gone leaves the figures', async () => {
  const [data, clock] = [temporaryFolder(), testClock(morning)];
  writeHall(data);
  await (await startPlainHub(data, {}, clock)).hub.close();
  clock.now += dayMs;
  writeHall(data, (changed) => Object.assign(changed, { name: { zh: '新厅', en: 'New hall' } }));
  const { hub } = await startPlainHub(data, {}, clock);
  const reports = createReports(hub.store.file);
  const of = async (day: string) => found(await reports.ask({ kind: 'statistics', day, now: clock.now })).config;
  expect([await of('2026-11-22'), await of('2026-11-23')]).toEqual([1, 2]);
  hub.store.db.exec('drop trigger config_stays; delete from config where version = 1');
  expect(await of('2026-11-22')).toBe(1);
  await reports.close();
  await expect(reports.ask({ kind: 'days' })).rejects.toThrow('does not take commits');
  await hub.close();
});

const batch = (count: number) => ({
  type: 'visitors.turnedAway', day: '2026-11-22', from: hall.clock.now - 30_000, to: hall.clock.now, refusals: [{ code: 'quota.full', itemId: 'D01-01', count }], searches: [{ text: 'visa', count: 1 }],
});

test('what kiosks say they could not give is added up for its own day, also when they say it later', async () => {
  expect(await statistics()).not.toHaveProperty('turnedAway');
  eventsOf(await agent.command(batch(2)));
  await nextDay();
  eventsOf(await agent.command(batch(3)));
  expect((await statistics('2026-11-22')).turnedAway).toEqual({ refusals: [{ code: 'quota.full', itemId: 'D01-01', hour: 10, count: 5 }], searches: [{ text: 'visa', count: 2 }] });
  expect(await statistics()).not.toHaveProperty('turnedAway');
  const [masked] = eventsOf(await agent.command({ ...batch(1), searches: [{ text: '龘龘 登记 zhangsan', count: 1 }] }));
  expect(masked?.event).toMatchObject({ searches: [{ text: '□□ 登记 □', count: 1 }] });
  expect(await agent.command({ ...batch(1), searches: [{ text: '110105199001011234', count: 1 }] })).toMatchObject({ kind: 'rejected', rejection: { code: 'command.malformed' } });
});
