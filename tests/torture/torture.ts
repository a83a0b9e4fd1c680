// Rounds until the time is over or one fails. Everything random comes from the seed; the schedule is told as it goes.
import { fieldOf, loadsOf, meansFor } from './broken/twin.ts';
import { createAlertness, workIn } from './check/alertness.ts';
import { checkHall, followHall } from './check/check-hall.ts';
import type { Follower } from './check/follower.ts';
import { whyNoAttach } from './disaster/attach.ts';
import { openHallClock, type HallClock } from './disaster/clock.ts';
import { createFindings, type Findings } from './findings.ts';
import { discard } from './hall.ts';
import type { TortureOptions } from './options.ts';
import { allKinds, describe, needsStrace, planRound, roundsForAll, type DisasterKind, type Means } from './plan.ts';
import { neverReached, neverStruck, reachedIn } from './reached.ts';
import { resultOf, type Result, type Tally } from './result.ts';
import { playRound } from './round.ts';
import { openStage, type Stage } from './stage.ts';

/** A run so long must have come to everything; a busy machine may not get so far. */
const [enoughSeconds, enoughRounds] = [60, 9];

export type Outcome = { readonly result: Result; readonly isSound: boolean };

/** `say` gets each line as it happens. */
export async function torture(options: TortureOptions, say: (line: string) => void): Promise<Outcome> {
  const { seed, broken } = options;
  const clock = broken === null ? openHallClock() : null;
  const means = meansFor(options, await meansHere(clock, broken === null ? say : () => undefined));
  const stage = await openStage({ ...loadsOf(options), clock, hasKiosks: broken === null || broken === 'band' });
  const [findings, tally]: [Findings, Tally] = [createFindings(), { rounds: 0, kills: 0, spoilt: 0, failedCalls: 0, traced: 0, struck: new Map(means.kinds.map((kind) => [kind, 0])), reached: new Map() }];
  const follower = followHall();
  const failure = await playRounds({ stage, means, findings, tally, follower }, options, say).then(() => null, (error: unknown) => (error instanceof Error ? error.message : String(error)));
  const found = [...findings.lines(), ...(failure === null ? [] : [failure])];
  const isLong = broken === null && tally.rounds >= enoughRounds && options.seconds >= enoughSeconds;
  const missing = isLong && found.length === 0 ? [...neverReached(tally.reached, stage.account.refusals()), ...neverStruck(tally, roundsForAll(means.kinds)), ...neverLooked(tally, means, follower)] : [];
  const wrong = [...found, ...missing.map((what) => `nothing tried: ${what}`)];
  for (const line of wrong) say(`round ${tally.rounds} FAILED: ${line}`);
  say(`${tally.traced} traced replies and views left the hub`);
  say(`${follower.judged()} calls of the log that is left were put beside the slow order`);
  say(`took effect: ${told(tally.struck)}; ${tally.failedCalls} system calls failed or waited, ${tally.spoilt} times a line was spoilt`);
  say(`in the log, before restores took some away: ${told(tally.reached)}`);
  say(`refused: ${told(stage.account.refusals())}`);
  const result = await resultOf(stage, { tally, findings, seed });
  await stage.close();
  if (wrong.length === 0 || broken !== null) discard(stage.hall);
  else say(`the hall's files are kept in ${stage.hall.data}; the same choices come again with --seed ${seed}`);
  return { isSound: wrong.length === 0, result };
}

type Course = { readonly stage: Stage; readonly means: Means; readonly findings: Findings; readonly tally: Tally; readonly follower: Follower };

/** Ends with the time, or behind the first round that found something: without a protection, what that one keeps away. Rejects when the hub ended by itself, or somebody was left without an answer. */
async function playRounds({ stage, means, findings, tally, follower }: Course, { seconds, seed, broken }: TortureOptions, say: (line: string) => void): Promise<void> {
  const alertness = createAlertness();
  const endsAt = performance.now() + seconds * 1000;
  const isFound = (): boolean => (broken === null ? !findings.isEmpty() : findings.count(fieldOf[broken]) > 0);
  while (performance.now() < endsAt && !isFound()) {
    tally.rounds += 1;
    const plan = planRound(seed, tally.rounds, means);
    say(describe(plan));
    const { found, left, struck, spoilt } = await playRound(stage, plan, () => (tally.kills += 1));
    tally.traced += left;
    note(tally, plan.disaster.kind, struck);
    tally.spoilt += spoilt;
    for (const [type, count] of stage.hall.read(reachedIn)) tally.reached.set(type, Math.max(count, tally.reached.get(type) ?? 0));
    findings.add(found);
    const asleep = alertness.after(plan, stage.hall.read(workIn));
    if (asleep !== null && broken === null) throw new Error(asleep);
    findings.add(await Promise.race([checkHall(stage, follower, plan.seed), stage.hall.ruined, ...stage.kiosks.map(({ ruined }) => ruined)]));
  }
}

/** Checks that had nothing to look at. */
const neverLooked = ({ traced }: Tally, { tracing }: Means, { judged }: Follower): readonly string[] =>
  [...(traced === 0 && tracing !== 'never' ? ['a trace of replies and views'] : []), ...(judged() === 0 ? ['a call beside the slow order'] : [])];

/** `struck`: as `strike` tells it. */
function note(tally: Tally, kind: DisasterKind, struck: number): void {
  if (struck > 0) tally.struck.set(kind, (tally.struck.get(kind) ?? 0) + 1);
  if (needsStrace.has(kind)) tally.failedCalls += struck;
}

/** What this machine lacks is said, and not tried. */
async function meansHere(clock: HallClock | null, say: (line: string) => void): Promise<Means> {
  const noStrace = await whyNoAttach();
  if (noStrace !== null) say(`NOT RUN: failing disks and the trace of syncs: ${noStrace}`);
  if (clock === null) say('NOT RUN: steps of the clock: libfaketime is not installed');
  const kinds = allKinds.filter((kind) => (noStrace === null || !needsStrace.has(kind)) && (clock !== null || kind !== 'clockStep'));
  return { kinds, tracing: noStrace === null ? 'sometimes' : 'never', hasWeather: true };
}

const told = (reached: ReadonlyMap<string, number>): string => [...reached].map(([what, count]) => `${count} ${what}`).join(', ');
