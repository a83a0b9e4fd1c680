// Rounds until the time is over or one fails. Everything random comes from the seed; the schedule is told as it goes.
import { loadsOf, meansFor } from './broken/twin.ts';
import { checkHall, followHall } from './check/check-hall.ts';
import { whyNoAttach } from './disaster/attach.ts';
import { openHallClock, type HallClock } from './disaster/clock.ts';
import { createFindings } from './findings.ts';
import { discard } from './hall.ts';
import type { TortureOptions } from './options.ts';
import { allKinds, describe, faultsIn, needsStrace, planRound, type Means } from './plan.ts';
import { resultOf, type Result, type Tally } from './result.ts';
import { playRound } from './round.ts';
import { openStage } from './stage.ts';

export type Outcome = { readonly result: Result; readonly isSound: boolean };

/** `say` gets each line as it happens. */
export async function torture(options: TortureOptions, say: (line: string) => void): Promise<Outcome> {
  const { seconds, seed, broken } = options;
  const clock = broken === null ? openHallClock() : null;
  const means = meansFor(options, await meansHere(clock, broken === null ? say : () => undefined));
  const stage = await openStage({ ...loadsOf(options), clock, hasKiosks: broken === null || broken === 'band' });
  const findings = createFindings();
  const follower = followHall();
  const tally: Tally = { rounds: 0, kills: 0, faults: 0 };
  const endsAt = performance.now() + seconds * 1000;
  let failure: string | null = null;
  while (performance.now() < endsAt && findings.isEmpty() && failure === null) {
    const plan = planRound(seed, tally.rounds + 1, means);
    say(describe(plan));
    tally.rounds += 1;
    tally.faults += faultsIn(plan);
    try {
      findings.add(await playRound(stage, plan, () => (tally.kills += 1)));
      findings.add(await checkHall(stage, follower, plan.seed));
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
    }
  }
  const wrong = [...findings.lines(), ...(failure === null ? [] : [failure])];
  for (const line of wrong) say(`round ${tally.rounds} FAILED: ${line}`);
  const result = await resultOf(stage, { tally, findings, seed });
  await stage.close();
  if (wrong.length === 0 || broken !== null) discard(stage.hall);
  else say(`the hall's files are kept in ${stage.hall.data}; the same choices come again with --seed ${seed}`);
  return { isSound: wrong.length === 0, result };
}

/** What this machine lacks is said, and not tried. */
async function meansHere(clock: HallClock | null, say: (line: string) => void): Promise<Means> {
  const noStrace = await whyNoAttach();
  if (noStrace !== null) say(`NOT RUN: failing disks and the trace of syncs: ${noStrace}`);
  if (clock === null) say('NOT RUN: steps of the clock: libfaketime is not installed');
  const kinds = allKinds.filter((kind) => (noStrace === null || !needsStrace.has(kind)) && (clock !== null || kind !== 'clockStep'));
  return { kinds, tracing: noStrace === null ? 'sometimes' : 'never', hasWeather: true };
}
