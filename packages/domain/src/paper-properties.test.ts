import { paperAttempt, propertyRuns, randomDays } from '@hallcall/testkit';
import { expect, test, vi } from 'vitest';
import { HallEvent } from './event.ts';
import { evolve } from './evolve.ts';
import { emptyHall } from './state.ts';

// A machine with much else to do takes longer than one test is allowed elsewhere.
const options = propertyRuns(100, 300);
vi.setConfig({ testTimeout: options.timeoutMs });

const check = randomDays(paperAttempt, options);

test('[J8] [J10] whatever is tried, no two tickets that live or were served hold one pass, nor any a void one', () => {
  let used = 0;
  check(({ state }) => {
    const holders = [...state.ticketById.values()].filter(({ pass, stops }) => pass !== null && stops.some(({ life }) => life.status !== 'cancelled' && life.status !== 'abandoned'));
    const passes = holders.map(({ pass }) => pass?.passId);
    expect(new Set(passes).size).toBe(passes.length);
    const voided = [...state.passByCode.values()].filter(({ isVoid }) => isVoid).map(({ passId }) => passId);
    expect(voided.filter((passId) => passes.includes(passId))).toEqual([]);
    used += holders.length;
  });
  expect(used).toBeGreaterThan(options.numRuns);
});

test('[P9] copies of one paper are numbered from 0 without a gap', () => {
  let copied = 0;
  check(({ state }) => {
    const papers = Map.groupBy([...state.slipByJob.values()], ({ ticketId, slip }) => JSON.stringify([ticketId, slip]));
    for (const jobs of papers.values()) {
      expect(jobs.map(({ copy }) => copy)).toEqual(jobs.map((_, index) => index));
      if (jobs.length > 1) copied += 1;
    }
  });
  expect(copied).toBeGreaterThan(0);
});

test('[P10] what came out is never taken back', () => {
  const out = new WeakMap<object, 'printed' | 'sent'>();
  let seen = 0;
  check(({ state }) => {
    for (const job of state.slipByJob.values()) {
      const before = out.get(job);
      const allowed: readonly unknown[] = before === undefined ? [job.outcome] : before === 'sent' ? ['printed', 'sent'] : ['printed'];
      expect(allowed).toContain(job.outcome);
      if (job.outcome !== 'printed' && job.outcome !== 'sent') continue;
      out.set(job, job.outcome);
      seen += 1;
    }
  });
  expect(seen).toBeGreaterThan(0);
});

test('[L1] days with papers and passes fold to the same hall, and every event is of the schema', () => {
  check(() => {}, (hall) => {
    const folded = emptyHall();
    for (const { at, event } of JSON.parse(JSON.stringify(hall.log)) as typeof hall.log) evolve(folded, { at, event: HallEvent.parse(event) });
    expect(folded).toEqual(hall.state);
  });
});
