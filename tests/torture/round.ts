// One round: everybody acts, the lines are spoilt, the disaster comes and is over, and everything sent gets its answer.
import { createSeeded } from '@hallcall/testkit';
import { pause } from '../chaos/until.ts';
import type { Actor } from './cast/actor.ts';
import { killHub } from './disaster/kill-hub.ts';
import type { TortureHall } from './hall.ts';
import type { Disaster, RoundPlan } from './plan.ts';
import { spoilLines } from './weather.ts';

export type Stage = { readonly hall: TortureHall; readonly actors: readonly Actor[] };

export async function playRound({ hall, actors }: Stage, plan: RoundPlan): Promise<void> {
  const seeded = createSeeded(plan.seed);
  let isOver = false;
  const acting = actors.map(({ play }) => play(seeded.below(2 ** 31), () => isOver));
  const weather = spoilLines(actors.map(({ peer }) => peer.line), plan.weather);
  const everything = Promise.all([
    ...acting, weather,
    strike(hall, plan.disaster),
    pause(plan.actMs).then(() => (isOver = true)),
  ]);
  await Promise.race([everything, hall.ruined]);
}

async function strike(hall: TortureHall, { kind, atMs, forMs }: Disaster): Promise<void> {
  await pause(atMs);
  switch (kind) {
    case 'killHub':
      return killHub(hall, forMs);
  }
}
