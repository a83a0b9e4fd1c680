import { clerkAt, createScenario, kiosk, manager, openHall, testConfig, testId, type Scenario } from '@hallcall/testkit';
import { expect, test } from 'vitest';
import { consoleView, emptyHall, evolve, openDayPapers, type DeviceId } from '../index.ts';
import { momentOf } from '@hallcall/testkit';

const day = { changesAt: '04:00', guardsClock: true, summaryPrinter: 'kiosk-1' };
const date = '2026-01-05';
const dayMs = 86_400_000;

const printingHall = (): Scenario => openHall({ config: testConfig({ day }) });
const papers = (hall: Scenario) => [...hall.state.dayPaperByJob.values()];
const order = (part: number, job: string, of = date) => ({ type: 'dayPaper.order', jobId: testId(job), date: of, part });
const report = (hall: Scenario, index: number, outcome: string) => ({ type: 'slip.report', jobId: papers(hall)[index]?.jobId, day: date, outcome, at: hall.now });
const shown = (hall: Scenario) => consoleView(hall.state, hall.config, { presence: { voice: { claims: [], announcerByZone: new Map(), capable: new Set() }, connectedWindows: [], devices: [] } as never, ...momentOf(hall) }).dayPapers;
const open = (hall: Scenario) => openDayPapers(hall.state, 'kiosk-1' as DeviceId);
const nextDay = (hall: Scenario) => {
  hall.now += dayMs;
  return hall.run(manager, { type: 'day.open' });
};
const refusal = (hall: Scenario, command: Record<string, unknown>) => {
  const decision = hall.when(manager, command);
  return decision.kind === 'rejection' ? decision.rejection : decision.kind;
};

test('[D30] every close orders two papers from the printer that the configuration names, behind the close; without one nothing is ordered', () => {
  const hall = printingHall();
  const events = hall.run(manager, { type: 'day.close' });
  expect(events).toMatchObject([
    { type: 'day.closed' }, { type: 'dayPaper.ordered', date, part: 1, copy: 0, deviceId: 'kiosk-1' }, { type: 'dayPaper.ordered', date, part: 2, copy: 0, deviceId: 'kiosk-1' },
  ]);
  const without = openHall();
  expect(without.run(manager, { type: 'day.close' })).toMatchObject([{ type: 'day.closed' }]);
});

test('[D30] a day that only the next opening closes gets its papers too, and they outlive that opening', () => {
  const hall = printingHall();
  hall.now += dayMs;
  const events = hall.run(manager, { type: 'day.open' }).map(({ type }) => type);
  expect(events).toEqual(['day.closed', 'day.opened', 'dayPaper.ordered', 'dayPaper.ordered']);
  expect(openDayPapers(hall.state, 'kiosk-1' as DeviceId)).toMatchObject([{ date, part: 1 }, { date, part: 2 }]);
  expect(openDayPapers(hall.state, 'kiosk-2' as DeviceId)).toEqual([]);
  const folded = emptyHall();
  for (const timed of hall.log) evolve(folded, timed);
  expect(folded.dayPaperByJob).toEqual(hall.state.dayPaperByJob);
});

test('[D31] a manager prints a closed day’s paper again, marked, once per job; an open or unknown day has none', () => {
  const hall = printingHall();
  expect(refusal(hall, order(1, 'a'))).toEqual({ code: 'day.notClosed', date });
  hall.run(manager, { type: 'day.close' });
  expect(hall.run(manager, order(1, 'a'))).toMatchObject([{ type: 'dayPaper.ordered', part: 1, copy: 1 }]);
  expect(hall.run(manager, order(1, 'a'))).toEqual([]);
  expect(hall.run(manager, order(1, 'b'))).toMatchObject([{ copy: 2 }]);
  expect(hall.run(manager, order(2, 'c'))).toMatchObject([{ part: 2, copy: 1 }]);
  expect(shown(hall)).toEqual([
    { date, part: 2, copy: 1, outcome: null }, { date, part: 1, copy: 2, outcome: null },
  ]);
  hall.now += dayMs;
  hall.run(manager, { type: 'day.open' });
  expect(refusal(hall, order(1, 'd'))).toEqual({ code: 'day.notClosed', date });
  hall.closedDays.add(date);
  expect(hall.run(manager, order(1, 'd'))).toMatchObject([{ copy: 3 }]);
  // Where the first copy is forgotten, no second one leaves without its mark.
  papers(hall).forEach((_, index) => hall.run(kiosk(), report(hall, index, 'printed')));
  nextDay(hall);
  expect(papers(hall).filter((job) => job.date === date)).toEqual([]);
  expect(hall.run(manager, order(1, 'f'))).toMatchObject([{ copy: 1 }]);
  hall.config = testConfig();
  expect(refusal(hall, order(1, 'e'))).toEqual({ code: 'dayPaper.noPrinter' });
});

test('[D31] only so many papers are remembered', () => {
  const hall = printingHall();
  hall.run(manager, { type: 'day.close' });
  for (let n = 0; n < 45; n += 1) hall.run(manager, order(1, `again${n}x`));
  expect(papers(hall)).toHaveLength(40);
  expect(hall.given({ type: 'dayPaper.changed', jobId: testId('nobody'), date, outcome: 'printed', at: hall.now }).state.dayPaperByJob.size).toBe(40);
});

test('[D32] what its own agent says of a paper makes an event when it is news, and nobody else’s word counts', () => {
  const hall = printingHall();
  hall.run(manager, { type: 'day.close' });
  expect(hall.run(kiosk(2), report(hall, 0, 'printed'))).toEqual([]);
  expect(hall.run(clerkAt('w1'), report(hall, 0, 'printed'))).toEqual([]);
  expect(hall.run(kiosk(), report(hall, 0, 'failed'))).toMatchObject([{ type: 'dayPaper.changed', date, outcome: 'failed' }]);
  expect(hall.run(kiosk(), report(hall, 0, 'failed'))).toEqual([]);
  expect(hall.run(kiosk(), report(hall, 0, 'printed'))).toMatchObject([{ outcome: 'printed' }]);
  expect(hall.run(kiosk(), report(hall, 0, 'failed'))).toEqual([]);
  expect(papers(hall).map(({ outcome }) => outcome)).toEqual(['printed', null]);
});

test('[D32] a paper that nobody reported stays ordered, and is said to wait behind the policy’s time, also over a step of the clock', () => {
  const hall = printingHall();
  hall.run(manager, { type: 'day.close' });
  hall.given({ type: 'clock.stepped', from: hall.now, to: hall.now + 3_600_000 });
  hall.now += 3_600_000;
  expect([hall.pass(59_999), shown(hall).map(({ isOverdue }) => isOverdue)]).toEqual([[], [undefined, undefined]]);
  expect([hall.pass(1), shown(hall)]).toEqual([[], [{ date, part: 2, copy: 0, outcome: null, isOverdue: true }, { date, part: 1, copy: 0, outcome: null, isOverdue: true }]]);
  const [first] = open(hall);
  hall.pass(3_600_000);
  expect(open(hall).map(({ jobId, part }) => [jobId, part])).toEqual([[first?.jobId, 1], [expect.any(String), 2]]);
  hall.run(kiosk(), report(hall, 0, 'printed'));
  expect(shown(hall)[1]).toEqual({ date, part: 1, copy: 0, outcome: 'printed' });
});

test('[D33] a reopened day’s papers are not printed any more; what became of them stays on record; the next close orders new ones and counts copies anew', () => {
  const hall = printingHall();
  hall.run(manager, { type: 'day.close' });
  hall.run(manager, order(1, 'again'));
  hall.run(kiosk(), report(hall, 0, 'printed'));
  hall.run(manager, { type: 'day.open' });
  expect([open(hall), shown(hall)]).toEqual([[], [{ date, part: 1, copy: 1, outcome: null, isWithdrawn: true }, { date, part: 2, copy: 0, outcome: null, isWithdrawn: true }]]);
  // It was on its way already.
  expect(hall.run(kiosk(), report(hall, 1, 'printed'))).toMatchObject([{ type: 'dayPaper.changed', outcome: 'printed' }]);
  expect(hall.run(manager, { type: 'day.close' })).toMatchObject([{ type: 'day.closed' }, { part: 1, copy: 0 }, { part: 2, copy: 0 }]);
  expect(hall.run(manager, order(1, 'anew'))).toMatchObject([{ part: 1, copy: 1 }]);
  expect(shown(hall).map(({ part, copy, isWithdrawn }) => [part, copy, isWithdrawn])).toEqual([[1, 1, undefined], [2, 0, undefined], [1, 1, true], [2, 0, true]]);
});

test('[D35] an opening takes along what is not printed yet, of whatever day, and the record of the day before it, also in a fold that begins there', () => {
  const hall = printingHall();
  hall.run(manager, { type: 'day.close' });
  hall.run(kiosk(), report(hall, 0, 'printed'));
  nextDay(hall);
  expect([open(hall).map(({ date: of, part }) => [of, part]), shown(hall).map(({ part, outcome }) => [part, outcome])]).toEqual([[[date, 2]], [[2, null], [1, 'printed']]]);
  const from = hall.log.findLastIndex(({ event }) => event.type === 'day.opened');
  const folded = emptyHall();
  for (const timed of hall.log.slice(from)) evolve(folded, timed);
  expect(folded.dayPaperByJob).toEqual(hall.state.dayPaperByJob);
  hall.run(manager, { type: 'day.close' });
  nextDay(hall);
  expect(papers(hall).map((job) => [job.date === date, job.part, job.outcome])).toEqual([[true, 2, null], [false, 1, null], [false, 2, null]]);
  expect(hall.run(kiosk(), report(hall, 0, 'printed'))).toMatchObject([{ type: 'dayPaper.changed', date, outcome: 'printed' }]);
});

test('[D35] a printer that nobody repairs leaves a fortnight of papers waiting, the newest', () => {
  const hall = printingHall();
  for (let days = 0; days < 20; days += 1) {
    hall.run(manager, { type: 'day.close' });
    nextDay(hall);
  }
  const dates = papers(hall).map((job) => job.date);
  expect([dates.length, new Set(dates).size, dates.some((one) => one === date)]).toEqual([30, 15, false]);
});

test('[D33] reopening leaves the papers of other days alone', () => {
  const hall = createScenario({ config: testConfig({ day }) });
  hall.run(manager, { type: 'day.open' });
  hall.now += dayMs;
  hall.run(manager, { type: 'day.open' });
  hall.run(manager, { type: 'day.close' });
  hall.run(manager, { type: 'day.open' });
  expect(open(hall).map((job) => job.date)).toEqual([date, date]);
});
