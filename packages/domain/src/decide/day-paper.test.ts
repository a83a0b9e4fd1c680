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
  expect(consoleView(hall.state, hall.config, { presence: { voice: { claims: [], announcerByZone: new Map(), capable: new Set() }, connectedWindows: [], devices: [] } as never, ...momentOf(hall) }).dayPapers).toEqual([
    { date, part: 2, copy: 1, outcome: null }, { date, part: 1, copy: 2, outcome: null },
  ]);
  hall.now += dayMs;
  hall.run(manager, { type: 'day.open' });
  expect(refusal(hall, order(1, 'd'))).toEqual({ code: 'day.notClosed', date });
  hall.closedDays.add(date);
  // Where the first copy is forgotten, no second one leaves without its mark.
  expect(hall.run(manager, order(1, 'd'))).toMatchObject([{ copy: 1 }]);
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

test('[D32] a paper that nobody reported counts as unknown after the policy’s time, also over a step of the clock', () => {
  const hall = printingHall();
  hall.run(manager, { type: 'day.close' });
  hall.given({ type: 'clock.stepped', from: hall.now, to: hall.now + 3_600_000 });
  hall.now += 3_600_000;
  expect(hall.pass(59_999)).toEqual([]);
  expect(hall.pass(1)).toMatchObject([{ type: 'dayPaper.changed', outcome: 'unknown' }, { type: 'dayPaper.changed', outcome: 'unknown' }]);
  expect([hall.pass(1), openDayPapers(hall.state, 'kiosk-1' as DeviceId)]).toEqual([[], []]);
});

test('[D33] a reopened day’s papers are not true any more; the next close orders new ones', () => {
  const hall = printingHall();
  hall.run(manager, { type: 'day.close' });
  const [first] = papers(hall);
  hall.run(manager, { type: 'day.open' });
  expect(papers(hall)).toEqual([]);
  expect(hall.run(kiosk(), { type: 'slip.report', jobId: first?.jobId, day: date, outcome: 'printed', at: hall.now })).toEqual([]);
  expect(hall.run(manager, { type: 'day.close' })).toMatchObject([{ type: 'day.closed' }, { part: 1, copy: 0 }, { part: 2, copy: 0 }]);
});

test('[D33] reopening leaves the papers of other days alone', () => {
  const hall = createScenario({ config: testConfig({ day }) });
  hall.run(manager, { type: 'day.open' });
  hall.now += dayMs;
  hall.run(manager, { type: 'day.open' });
  hall.run(manager, { type: 'day.close' });
  hall.run(manager, { type: 'day.open' });
  expect(papers(hall).map((job) => job.date)).toEqual([date, date]);
});
