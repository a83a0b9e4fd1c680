// Rounds until the time is over or one fails. Everything random comes from the seed; the schedule is told as it goes.
import { checkHall, followHall } from './check/check-hall.ts';
import { createFindings } from './findings.ts';
import { discard } from './hall.ts';
import type { TortureOptions } from './options.ts';
import { describe, planRound, type DisasterKind } from './plan.ts';
import { resultOf, type Result, type Tally } from './result.ts';
import { playRound } from './round.ts';
import { openStage } from './stage.ts';

export type Outcome = { readonly result: Result; readonly isSound: boolean };

const kinds: readonly DisasterKind[] = ['killHub', 'hubAway', 'killAgent', 'killBoth'];

/** `say` gets each line as it happens. */
export async function torture({ seconds, seed }: TortureOptions, say: (line: string) => void): Promise<Outcome> {
  const stage = await openStage({ hub: { nodeArgs: [], env: {} }, agentArgs: [], hasKiosks: true });
  const findings = createFindings();
  const follower = followHall();
  const tally: Tally = { rounds: 0, kills: 0, faults: 0 };
  const endsAt = performance.now() + seconds * 1000;
  let failure: string | null = null;
  while (performance.now() < endsAt && findings.isEmpty() && failure === null) {
    const plan = planRound(seed, tally.rounds + 1, kinds);
    say(describe(plan));
    tally.rounds += 1;
    tally.faults += plan.weather.length;
    try {
      await playRound(stage, plan, () => (tally.kills += 1));
      findings.add(await checkHall(stage, follower, plan.seed));
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
    }
  }
  const wrong = [...findings.lines(), ...(failure === null ? [] : [failure])];
  for (const line of wrong) say(`round ${tally.rounds} FAILED: ${line}`);
  const result = await resultOf(stage, { tally, findings, seed });
  await stage.close();
  if (wrong.length === 0) discard(stage.hall);
  else say(`the hall's files are kept in ${stage.hall.data}; the same choices come again with --seed ${seed}`);
  return { isSound: wrong.length === 0, result };
}
