import { clerkAt, openHall, paperAttempt, testConfigWithPolicy, type Scenario } from '@hallcall/testkit';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HallEvent } from './event.ts';
import { evolve } from './evolve.ts';
import { emptyHall } from './state.ts';

const runs = Number(process.env['FC_RUNS'] ?? 300);

/** Plays random days and looks at the hall after every step; windows 1 to 4 are open from the start. */
const check = (look: (hall: Scenario) => void, atEnd: (hall: Scenario) => void = () => {}): void =>
  fc.assert(
    fc.property(fc.array(paperAttempt, { minLength: 20, maxLength: 80 }), (sequence) => {
      const hall = openHall({ config: testConfigWithPolicy({ callsBeforeMissed: 2, callSpacingMs: 1_000, missAfterMs: 1_000 }) });
      for (const windowId of ['w1', 'w2', 'w3', 'w4']) hall.run(clerkAt(windowId), { type: 'window.open', windowId });
      for (const { run } of sequence) {
        hall.try(...run(hall));
        look(hall);
      }
      atEnd(hall);
    }),
    { numRuns: runs },
  );

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
  expect(used).toBeGreaterThan(runs);
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
