// What a round will do, made from the seed alone before anything of it happens: who suffers what, and when.
import { createSeeded, type Seeded } from '@hallcall/testkit';

export type Weather = { readonly atMs: number; readonly line: number; readonly kind: 'cut' | 'noAnswer' | 'noQuestion' | 'slow'; readonly ms: number };

/** How often each comes, and how long it lasts at least and at most, ms. */
const disasters = {
  killHub: { weight: 4, lasts: [100, 1_500] },
  hubAway: { weight: 2, lasts: [3_500, 5_000] },
  killAgent: { weight: 3, lasts: [50, 1_000] },
  killBoth: { weight: 2, lasts: [50, 2_500] },
} as const satisfies Record<string, { readonly weight: number; readonly lasts: readonly [number, number] }>;

export type DisasterKind = keyof typeof disasters;
export type Disaster = { readonly kind: DisasterKind; readonly atMs: number; readonly forMs: number; readonly dice: number };

export type RoundPlan = {
  readonly round: number;
  /** How long everybody acts. */
  readonly actMs: number;
  readonly weather: readonly Weather[];
  readonly disaster: Disaster;
  /** Of the actors' own choices. */
  readonly seed: number;
};

/** `only`: the kinds that can be tried here. */
export function planRound(seed: number, round: number, only: readonly DisasterKind[]): RoundPlan {
  const seeded = createSeeded((Math.imul(seed, 0x9e3779b1) + Math.imul(round, 0x85ebca6b)) >>> 0);
  const kind = seeded.pick(only.flatMap((one) => Array.from({ length: disasters[one].weight }, () => one)));
  const [least, most] = disasters[kind].lasts;
  const atMs = 400 + seeded.below(1_200);
  const disaster: Disaster = { kind, atMs, forMs: least + seeded.below(most - least), dice: seeded.below(2 ** 31) };
  const actMs = atMs + disaster.forMs + 500 + seeded.below(1_200);
  return { round, actMs, disaster, weather: weatherOf(seeded, actMs), seed: seeded.below(2 ** 31) };
}

function weatherOf(seeded: Seeded, actMs: number): Weather[] {
  const weather: Weather[] = [];
  for (let atMs = seeded.below(300); atMs < actMs; atMs += 50 + seeded.below(400)) {
    weather.push({ atMs, line: seeded.below(64), kind: seeded.pick(['cut', 'noAnswer', 'noQuestion', 'slow', 'slow']), ms: 20 + seeded.below(400) });
  }
  return weather;
}

export const describe = ({ round, actMs, weather, disaster: { kind, atMs, forMs } }: RoundPlan): string =>
  `round ${round}: ${actMs} ms, ${weather.length} lines spoilt, ${kind} at ${atMs} ms for ${forMs} ms`;
