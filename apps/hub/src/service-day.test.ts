import { rmSync } from 'node:fs';
import { HallConfig } from '@hallcall/domain';
import type { StatisticsReply } from '@hallcall/protocol';
import { afterEach, expect, test } from 'vitest';
import { withPublicCalendar } from './public-calendar.ts';
import { ask, bearer } from './testing/http-client.ts';
import { openOffice, type OfficeHub } from './testing/office-hub.ts';
import { startPlainHub, writeHall } from './testing/plain-hub.ts';
import { randomId } from './testing/raw-client.ts';
import { eventsOf, issueTicket } from './testing/test-hub.ts';

type Hall = Record<string, unknown> & { queues: Record<string, unknown>[]; policy: Record<string, unknown> };
const stretch = (from: string, to: string) => ({ from, to });
const office = [stretch('08:00', '12:00'), stretch('14:00', '17:30')];
const weekdays = [office, office, office, office, office, [], []];
const daily = (...stretches: unknown[]) => Array.from({ length: 7 }, () => stretches);

let hall: OfficeHub;
afterEach(async () => {
  await hall.hub.close();
  rmSync(hall.data, { recursive: true });
});

const opened = (text: string, timetable: Record<string, unknown>, more: Record<string, unknown> = {}) =>
  openOffice(text, (document) => Object.assign(document, { day: { changesAt: '04:00', guardsClock: true }, timetable: { kind: 'weekly', special: {}, ...timetable }, ...more }));
const day = () => hall.hub.state().day;
const isOpen = () => day() !== null && day()?.closed === null;
const service = async () => {
  const manager = await hall.manager();
  manager.close();
  return manager.view('console').service;
};
const issue = async () => (await issueTicket(await hall.agent())).n;
const refusal = async () => {
  const agent = await hall.agent();
  return agent.command({ type: 'ticket.issue', ticketId: randomId(), items: [{ itemId: 'D01-01', count: 1 }], language: 'zh', paper: 'none' });
};
const days = () => hall.hub.store.db.prepare('select date, closed_at is null as open from day order by date').all();

test('a hall through the night in which the clock is put forward: one day of seven hours, open to its end', async () => {
  hall = await opened('2026-03-28T21:59:59+01:00', { week: daily(stretch('22:00', '06:00')) }, { timeZone: 'Europe/Berlin', day: { changesAt: '12:00', guardsClock: true } });
  expect(day()).toBe(null);
  await hall.at('2026-03-28T22:00:00+01:00');
  expect(await issue()).toBe(1);
  await hall.at('2026-03-29T03:00:00+02:00');
  expect([await issue(), day()?.date]).toEqual([2, '2026-03-28']);
  await hall.at('2026-03-29T05:59:59+02:00');
  expect(await issue()).toBe(3);
  await hall.at('2026-03-29T06:00:00+02:00');
  expect(await refusal()).toMatchObject({ rejection: { code: 'day.closed' } });
  expect(await service()).toMatchObject({ overtime: { waiting: 3 }, nextOpeningAt: Date.parse('2026-03-29T22:00:00+02:00') });
});

test('and put back: the hour comes twice, the day once, and the queue is kept', async () => {
  hall = await opened('2026-10-25T02:29:59+02:00', { week: daily(stretch('02:30', '05:00')) }, { timeZone: 'Europe/Berlin', day: { changesAt: '02:15', guardsClock: true } });
  expect(day()).toBe(null);
  await hall.at('2026-10-25T02:30:00+02:00');
  expect(await issue()).toBe(1);
  await hall.at('2026-10-25T02:10:00+01:00');
  expect([await issue(), day()?.date, isOpen()]).toEqual([2, '2026-10-25', true]);
  hall = await hall.restartAt('2026-10-25T02:12:00+01:00');
  expect([await issue(), day()?.date]).toEqual([3, '2026-10-25']);
  await hall.at('2026-10-25T05:00:00+01:00');
  expect(await refusal()).toMatchObject({ rejection: { code: 'day.closed' } });
  expect(days()).toEqual([{ date: '2026-10-25', open: 1 }]);
});

test('hours that begin in the hour that is left out begin at the jump', async () => {
  hall = await opened('2026-03-29T01:59:59+01:00', { week: daily(stretch('02:30', '05:00')) }, { timeZone: 'Europe/Berlin', day: { changesAt: '02:00', guardsClock: true } });
  expect(day()).toBe(null);
  await hall.at('2026-03-29T03:00:00+02:00');
  expect([day()?.date, await issue()]).toEqual(['2026-03-29', 1]);
});

test('a day that nobody closed over a weekend is closed on Monday, its people are abandoned, and Monday opens by itself with number 1', async () => {
  hall = await opened('2026-11-27T16:00:00+08:00', { week: weekdays });
  expect([await issue(), await issue()]).toEqual([1, 2]);
  await hall.at('2026-11-27T17:00:00+08:00');
  hall = await hall.restartAt('2026-11-30T07:50:00+08:00');
  expect(day()).toMatchObject({ date: '2026-11-27', closed: { by: 'overdue' } });
  expect(hall.hub.state().totals).toMatchObject({ abandoned: 2, waiting: 0 });
  expect(await refusal()).toMatchObject({ rejection: { code: 'day.closed' } });
  await hall.at('2026-11-30T08:00:00+08:00');
  expect([day()?.date, await issue()]).toEqual(['2026-11-30', 1]);
});

test.each([['tooOld', '1970-01-01T00:03:00Z'], ['tooOld', '2000-01-03T01:00:00Z'], ['behind', '2026-11-24T01:00:00Z']])(
  'a start with a dead clock (%s, %s) opens no day and says why; set right, the day opens by itself',
  async (doubt, wrong) => {
    hall = await opened('2026-11-27T09:00:00+08:00', { week: weekdays });
    await issue();
    await hall.at('2026-11-27T17:00:00+08:00');
    const lastEventAt = hall.hub.state().lastEventAt;
    hall = await hall.restartAt(wrong);
    await hall.hub.tick();
    expect(await service()).toMatchObject({ clock: { doubt, lastEventAt } });
    const manager = await hall.manager();
    expect(await manager.command({ type: 'day.open' })).toMatchObject({ rejection: { code: 'day.clockImplausible' } });
    await hall.hub.engine.tell({ type: 'registry.change', what: 'clerkAdded', id: 'c9' });
    expect(days()).toEqual([{ date: '2026-11-27', open: 1 }]);
    // The open day of Friday gives no number: nobody knows which date it is.
    expect(await refusal()).toMatchObject({ rejection: { code: 'day.clockDoubted' } });
    expect((await hall.agent()).view('kiosk')).toMatchObject({ isIssuing: false, isClockDoubted: true });
    await hall.at('2026-11-30T08:00:00+08:00');
    expect([day()?.date, isOpen(), await issue()]).toEqual(['2026-11-30', true, 1]);
  },
);

test('a new hall whose clock never ran opens no day; a manager who confirms the time does', async () => {
  hall = await opened('2000-01-03T09:00:00+08:00', { week: weekdays });
  expect([day(), (await service()).clock]).toEqual([null, { doubt: 'tooOld', lastEventAt: 0 }]);
  eventsOf(await (await hall.manager()).command({ type: 'day.open' }));
  expect([isOpen(), await issue()]).toEqual([true, 1]);
});

test('a clock that runs far ahead opens no day, whatever happens meanwhile, until a manager confirms', async () => {
  hall = await opened('2026-11-27T09:00:00+08:00', { week: weekdays });
  await hall.at('2026-11-27T17:30:00+08:00');
  hall = await hall.restartAt('2026-12-07T09:00:00+08:00');
  await hall.hub.engine.tell({ type: 'registry.change', what: 'clerkAdded', id: 'c9' });
  await hall.hub.tick();
  expect([day()?.date, (await service()).clock?.doubt]).toEqual(['2026-11-27', 'ahead']);
  eventsOf(await (await hall.manager()).command({ type: 'day.open' }));
  expect([day()?.date, await issue(), (await service()).clock]).toEqual(['2026-12-07', 1, null]);
});

test('an open day of an earlier date gives no number while the clock is in doubt: a manager who confirms the date, or the right time, ends that', async () => {
  hall = await opened('2026-11-27T16:00:00+08:00', { week: weekdays });
  expect(await issue()).toBe(1);
  // Set right again, the day that was left open goes on.
  hall = await hall.restartAt('2026-12-28T09:00:00+08:00');
  expect([day()?.date, isOpen(), (await service()).clock?.doubt]).toEqual(['2026-11-27', true, 'ahead']);
  expect(await refusal()).toMatchObject({ rejection: { code: 'day.clockDoubted' } });
  const item = [{ itemId: 'D01-01', count: 1 }];
  expect(await (await hall.manager()).command({ type: 'ticket.issueAtDesk', ticketId: randomId(), items: item, language: 'zh', printer: null })).toMatchObject({ rejection: { code: 'day.clockDoubted' } });
  expect((await hall.agent()).view('kiosk')).toMatchObject({ day: { date: '2026-11-27', status: 'open' }, isIssuing: false, isClockDoubted: true });
  hall = await hall.restartAt('2026-11-27T16:30:00+08:00');
  expect([day()?.date, await issue()]).toEqual(['2026-11-27', 2]);
  expect((await hall.agent()).view('kiosk')).not.toHaveProperty('isClockDoubted');
  // Or it really is a month later.
  hall = await hall.restartAt('2026-12-28T09:00:00+08:00');
  expect(await refusal()).toMatchObject({ rejection: { code: 'day.clockDoubted' } });
  eventsOf(await (await hall.manager()).command({ type: 'day.open' }));
  expect([day()?.date, await issue(), (await service()).clock]).toEqual(['2026-12-28', 1, null]);
});

test('a hall past midnight: numbers and figures belong to the day on which it began', async () => {
  hall = await opened('2026-11-27T22:00:00+08:00', { week: daily(stretch('22:00', '02:00')) });
  const agent = await hall.agent();
  const first = await issueTicket(agent);
  await hall.at('2026-11-28T01:30:00+08:00');
  const second = await issueTicket(await hall.agent());
  const clerk = await hall.clerk('w1');
  eventsOf(await clerk.command({ type: 'window.open', windowId: 'w1' }));
  for (const { ticketId } of [first, second]) {
    eventsOf(await clerk.command({ type: 'window.callNext', windowId: 'w1', active: null }));
    eventsOf(await clerk.command({ type: 'stop.finish', windowId: 'w1', ticketId, outcome: 'completed', count: 1, caseRef: null }));
  }
  await hall.at('2026-11-28T02:00:00+08:00');
  await hall.at('2026-11-28T22:00:00+08:00');
  expect([second.n, await issue()]).toEqual([2, 1]);
  expect(hall.hub.store.db.prepare('select day, count(*) as tickets from ticket group by day order by day').all()).toEqual([{ day: '2026-11-27', tickets: 2 }, { day: '2026-11-28', tickets: 1 }]);
  const { body } = await ask(hall.hub.url, 'GET', '/statistics?day=2026-11-27', undefined, bearer(hall.managerToken));
  expect((body as StatisticsReply).report.hall).toMatchObject({ issued: 2 });
});

test('a restart in the middle of a break keeps the day, gives no number and goes on behind it', async () => {
  hall = await opened('2026-11-27T11:00:00+08:00', { week: weekdays });
  expect(await issue()).toBe(1);
  hall = await hall.restartAt('2026-11-27T12:30:00+08:00');
  expect([day()?.date, isOpen(), hall.hub.state().totals.waiting]).toEqual(['2026-11-27', true, 1]);
  expect(await refusal()).toMatchObject({ rejection: { code: 'day.closed' } });
  const agent = await hall.agent();
  expect(agent.view('kiosk')).toMatchObject({ isIssuing: false });
  await hall.at('2026-11-27T14:00:00+08:00');
  expect(await issue()).toBe(2);
  // The kiosk that stayed connected hears of the end of the break, though nothing but the hour has changed.
  expect(agent.view('kiosk')).toMatchObject({ isIssuing: true });
});

test('where numbers are given in breaks, a first start at noon opens the day', async () => {
  hall = await opened('2026-11-27T12:30:00+08:00', { week: weekdays, issuesInBreaks: true });
  expect([isOpen(), await issue()]).toEqual([true, 1]);
});

test('at Spring Festival the hall is closed nine days by the public calendar, works the day before, and opens again by itself', async () => {
  hall = await opened('2026-02-14T08:00:00+08:00', { week: weekdays, holidays: 'CN' });
  expect([day()?.date, await issue()]).toEqual(['2026-02-14', 1]);
  expect(await service()).toMatchObject({ reason: { kind: 'public', name: { zh: '春节' }, isWorking: true }, clock: null });
  await hall.at('2026-02-14T17:30:00+08:00');
  hall = await hall.restartAt('2026-02-18T09:00:00+08:00');
  expect(await service()).toMatchObject({ hours: [], reason: { kind: 'public', name: { zh: '春节' }, isWorking: false }, nextOpeningAt: Date.parse('2026-02-24T08:00:00+08:00') });
  await hall.at('2026-02-24T07:59:59+08:00');
  expect([day()?.date, isOpen()]).toEqual(['2026-02-14', false]);
  await hall.at('2026-02-24T08:00:00+08:00');
  expect([day()?.date, await issue(), (await service()).clock]).toEqual(['2026-02-24', 1, null]);
});

const stored = () => HallConfig.parse(JSON.parse(String(hall.hub.store.db.prepare<[], { hall: string }>('select hall from config order by version desc').get()?.hall)));

test('the calendar stands in the version in force: a restart makes no other one, and what somebody wrote there by hand goes', async () => {
  const calendar = { source: 'by hand', years: [2026], days: { '2026-11-27': { name: { zh: '假', en: 'x' }, isWorking: false } } };
  hall = await opened('2026-11-27T09:00:00+08:00', { week: weekdays, holidays: 'CN', calendar });
  expect(isOpen()).toBe(true);
  hall = await hall.restartAt('2026-11-27T09:10:00+08:00');
  expect([hall.hub.state().config, stored()]).toEqual([1, withPublicCalendar(stored())]);
  expect(hall.hub.notices.join('\n')).toMatch(/holidays of 2027|2027 年的放假安排/);
  expect((await service()).unknownYear).toBe(2027);
});

test('hours that cannot be kept are refused with their place in words, and the version in force stays', async () => {
  hall = await opened('2026-11-27T09:00:00+08:00', { week: weekdays });
  await hall.hub.close();
  writeHall(hall.data, (document) => {
    const { queues } = document as Hall;
    Object.assign(document, { timetable: { kind: 'weekly', week: [[stretch('08:00', '12:00'), stretch('11:00', '13:00')], ...weekdays.slice(1)], special: {} } });
    Object.assign(queues[3] ?? {}, { hours: daily(stretch('18:00', '19:00')) });
  });
  const { hub } = await startPlainHub(hall.data, { language: 'zh' }, hall.clock);
  hall = { ...hall, hub };
  expect(hub.state().config).toBe(1);
  expect(hub.notices.filter((notice) => notice.includes('hall.json')).map((notice) => notice.slice(notice.indexOf('有误')))).toEqual([
    '有误：timetable.week[0]：开放时间前后颠倒或互相重叠', ...[0, 1, 2, 3, 4, 5, 6].map((i) => `有误：queues[3].hours[${i}]：队列的受理时间超出了大厅的开放时间`),
  ]);
});
