// One round: everybody acts, the lines are spoilt, the disaster comes and is over, and everything sent gets its answer.
import { createSeeded } from '@hallcall/testkit';
import { pause } from '../chaos/until.ts';
import { traceHub, type Traced } from './disaster/hub-trace.ts';
import { strike } from './disaster/strike.ts';
import type { RoundPlan } from './plan.ts';
import type { Stage } from './stage.ts';
import { spoilLines } from './weather.ts';

/** Resolves when nothing is under way any more, with what a trace showed; rejects when the hub ends by itself. */
export async function playRound({ hall, account, clock, actors, kiosks, tappers, boards }: Stage, plan: RoundPlan, killed: () => void): Promise<Traced> {
  const seeded = createSeeded(plan.seed);
  let isOver = false;
  const trace = plan.isTraced ? await traceHub(hall) : null;
  const acting = [...actors, ...tappers].map(({ play }) => play(seeded.below(2 ** 31), () => isOver));
  const lines = [...actors.map(({ peer }) => peer.line), ...[...kiosks, ...boards].map(({ line }) => line)];
  const everything = Promise.all([
    ...acting,
    spoilLines(lines, plan.weather),
    strike({ hall, account, clock, kiosks, killed }, plan.disaster),
    pause(plan.actMs).then(() => (isOver = true)),
  ]).then(() => Promise.all(kiosks.map((kiosk) => kiosk.settled())));
  await Promise.race([everything, hall.ruined]);
  return trace ? trace.end() : { found: [], left: 0 };
}
