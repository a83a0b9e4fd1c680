// One round: everybody acts, the lines are spoilt, the disaster comes and is over, and everything sent gets its answer.
import { createSeeded } from '@hallcall/testkit';
import { pause } from '../chaos/until.ts';
import { traceHub, type Traced } from './disaster/hub-trace.ts';
import { strike } from './disaster/strike.ts';
import { runErrand } from './errand.ts';
import type { TortureHall } from './hall.ts';
import type { Kiosk } from './kiosk.ts';
import type { RoundPlan } from './plan.ts';
import type { Stage } from './stage.ts';
import { spoilLines } from './weather.ts';

/** After this silence every kiosk says that it has lost the hub. */
const missedMs = 2_000;

/** Resolves when the hub that runs now has been told everything. */
async function settle({ upSince }: TortureHall, kiosks: readonly Kiosk[]): Promise<void> {
  // A kiosk that has not missed the hub yet would pass for one that has met the new one.
  await pause(Math.max(0, upSince() + missedMs - performance.now()));
  await Promise.all(kiosks.map((kiosk) => kiosk.settled()));
}

/** What came of the plan: `struck` how often the disaster was felt, `spoilt` how many lines. */
export type Played = Traced & { readonly struck: number; readonly spoilt: number };

/** Resolves when nothing is under way any more; rejects when hub or agent ends by itself. */
export async function playRound(stage: Stage, plan: RoundPlan, killed: () => void): Promise<Played> {
  const { hall, actors, kiosks, tappers, boards, booker } = stage;
  const seeded = createSeeded(plan.seed);
  let isOver = false;
  const trace = plan.isTraced ? await traceHub(hall) : null;
  const acting = [...actors, ...tappers, booker].map(({ play }) => play(seeded.below(2 ** 31), () => isOver));
  const lines = [...actors.map(({ peer }) => peer.line), ...[...kiosks, ...boards, booker].map(({ line }) => line)];
  const acts = Promise.all([strike({ ...stage, killed }, plan.disaster), runErrand(stage, plan.errand), pause(plan.actMs)]).then(([struck]) => {
    isOver = true;
    return struck;
  });
  const everything = Promise.all([acts, spoilLines(lines, plan.weather), ...acting]).then(async ([struck, spoilt]) => {
    await settle(hall, kiosks);
    return { struck, spoilt };
  });
  const came = await Promise.race([everything, hall.ruined, ...kiosks.map(({ ruined }) => ruined)]);
  return { ...(trace ? await trace.end() : { found: [], left: 0 }), ...came };
}
