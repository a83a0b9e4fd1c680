// Rounds until the time is over or one fails. Everything random comes from the seed; the schedule is told as it goes.
import { createAccount } from './account.ts';
import { openCast } from './cast/cast.ts';
import { checkHall } from './check/check-hall.ts';
import { createFindings, fields, type Field } from './findings.ts';
import { discard, openTortureHall } from './hall.ts';
import type { TortureOptions } from './options.ts';
import { describe, planRound, type DisasterKind } from './plan.ts';
import { playRound } from './round.ts';

export type Result = { readonly rounds: number; readonly commands: number; readonly kills: number } & Readonly<Record<Field, number>> & { readonly seed: number };
export type Outcome = { readonly result: Result; readonly isSound: boolean };

const kinds: readonly DisasterKind[] = ['killHub'];

/** `say` gets each line as it happens. */
export async function torture({ seconds, seed }: TortureOptions, say: (line: string) => void): Promise<Outcome> {
  const hall = await openTortureHall({ nodeArgs: [], env: {} });
  const account = createAccount();
  const findings = createFindings();
  const actors = await openCast(hall, account);
  const endsAt = performance.now() + seconds * 1000;
  let [rounds, kills, failure] = [0, 0, ''];
  while (performance.now() < endsAt && findings.isEmpty() && failure === '') {
    const plan = planRound(seed, rounds + 1, kinds);
    say(describe(plan));
    try {
      await playRound({ hall, actors }, plan);
      findings.add(await checkHall(hall, account, plan.seed));
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
    }
    rounds += 1;
    kills += 1;
    for (const line of [...findings.lines(), ...(failure === '' ? [] : [failure])]) say(`round ${rounds} FAILED: ${line}`);
  }
  await Promise.all(actors.map(({ peer }) => peer.close()));
  await hall.close();
  const isSound = findings.isEmpty() && failure === '';
  if (isSound) discard(hall);
  else say(`the hall's files are kept in ${hall.data}; the same choices come again with --seed ${seed}`);
  // Every field is there, in the order of the list.
  const counts = Object.fromEntries(fields.map((field) => [field, findings.count(field)])) as Record<Field, number>;
  return { isSound, result: { rounds, commands: account.answers(), kills, ...counts, seed } };
}
