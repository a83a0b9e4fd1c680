// What a round will do, made from the seed alone before anything of it happens: who suffers what, and when.
import { createSeeded, type Seeded } from '@hallcall/testkit';

export type Weather = { readonly atMs: number; readonly line: number; readonly kind: 'cut' | 'noAnswer' | 'noQuestion' | 'slow'; readonly ms: number };

/** How often each comes, how long it lasts at least and at most (ms), and whether it is a fault beside the kills. */
const disasters = {
  nothing: { weight: 1, lasts: [1, 500], isFault: false },
  killHub: { weight: 6, lasts: [100, 1_500], isFault: false },
  hubAway: { weight: 2, lasts: [3_500, 5_000], isFault: false },
  killAgent: { weight: 4, lasts: [50, 1_000], isFault: false },
  killBoth: { weight: 5, lasts: [50, 2_500], isFault: false },
  stopHub: { weight: 3, lasts: [300, 4_500], isFault: true },
  stopAgent: { weight: 2, lasts: [300, 3_500], isFault: true },
  diskFull: { weight: 2, lasts: [200, 1_500], isFault: true },
  diskError: { weight: 2, lasts: [200, 1_500], isFault: true },
  diskErrorKill: { weight: 2, lasts: [200, 1_500], isFault: true },
  agentDisk: { weight: 2, lasts: [300, 2_000], isFault: true },
  slowDisk: { weight: 1, lasts: [500, 2_000], isFault: true },
  restore: { weight: 2, lasts: [500, 2_000], isFault: true },
  damagedPage: { weight: 1, lasts: [1, 2], isFault: true },
  smallerHall: { weight: 2, lasts: [500, 1_500], isFault: true },
  clockStep: { weight: 3, lasts: [2_500, 3_500], isFault: true },
} as const satisfies Record<string, { readonly weight: number; readonly lasts: readonly [number, number]; readonly isFault: boolean }>;

export type DisasterKind = keyof typeof disasters;
export type Disaster = { readonly kind: DisasterKind; readonly atMs: number; readonly forMs: number; readonly dice: number };

/** What comes by the number of the round, whatever the seed, so that a minute reaches it: the manager closes the day until the next round, or opens it again soon; a kiosk is cut off from a hub that lives. */
export type Errand = { readonly kind: 'none' | 'closeDay' | 'closeShortly' | 'cutOff'; readonly atMs: number; readonly forMs: number };

export type RoundPlan = {
  readonly round: number;
  readonly errand: Errand;
  /** How long everybody acts at least; never shorter than the disaster. */
  readonly actMs: number;
  readonly weather: readonly Weather[];
  readonly disaster: Disaster;
  /** A trace of the hub's system calls is taken meanwhile. */
  readonly isTraced: boolean;
  /** Of the actors' own choices. */
  readonly seed: number;
};

/** What can be tried here. */
export type Means = { readonly kinds: readonly DisasterKind[]; readonly tracing: 'never' | 'sometimes' | 'always'; /** Lines are spoilt. */ readonly hasWeather: boolean };

export const allKinds = Object.keys(disasters) as readonly DisasterKind[];
export const needsStrace: ReadonlySet<DisasterKind> = new Set(['diskFull', 'diskError', 'diskErrorKill', 'slowDisk', 'agentDisk']);

/** Kills are counted by themselves. */
export const faultsIn = ({ weather, disaster }: RoundPlan): number => weather.length + Number(disasters[disaster.kind].isFault);

export function planRound(seed: number, round: number, { kinds, tracing, hasWeather }: Means): RoundPlan {
  const seeded = createSeeded((Math.imul(seed, 0x9e3779b1) + Math.imul(round, 0x85ebca6b)) >>> 0);
  const kind = seeded.pick(kinds.flatMap((one) => Array.from({ length: disasters[one].weight }, () => one)));
  const [least, most] = disasters[kind].lasts;
  const atMs = 400 + seeded.below(1_200);
  const disaster: Disaster = { kind, atMs, forMs: least + seeded.below(most - least), dice: seeded.below(2 ** 31) };
  const errand = errandOf(round, seeded);
  const actMs = Math.max(atMs + disaster.forMs, errand.atMs + errand.forMs) + 500 + seeded.below(1_200);
  // One program has one tracer: none while the disk is made to fail.
  const isTraced = !needsStrace.has(kind) && (tracing === 'always' || (seeded.below(3) === 0 && tracing === 'sometimes'));
  return { round, actMs, disaster, errand, isTraced, weather: hasWeather ? weatherOf(seeded, actMs) : [], seed: seeded.below(2 ** 31) };
}

function errandOf(round: number, seeded: Seeded): Errand {
  const times = { atMs: 200 + seeded.below(600), forMs: 1_500 + seeded.below(1_500) };
  if (round % 6 === 3) return { kind: round % 12 === 3 ? 'closeDay' : 'closeShortly', ...times };
  return round % 3 === 1 ? { kind: 'cutOff', atMs: times.atMs, forMs: times.forMs + 2_000 } : { kind: 'none', atMs: 0, forMs: 0 };
}

function weatherOf(seeded: Seeded, actMs: number): Weather[] {
  const weather: Weather[] = [];
  for (let atMs = seeded.below(300); atMs < actMs; atMs += 50 + seeded.below(400)) {
    weather.push({ atMs, line: seeded.below(64), kind: seeded.pick(['cut', 'noAnswer', 'noQuestion', 'slow', 'slow']), ms: 20 + seeded.below(400) });
  }
  return weather;
}

export const describe = ({ round, actMs, weather, isTraced, errand, disaster: { kind, atMs, forMs } }: RoundPlan): string =>
  `round ${round}: ${actMs} ms, ${weather.length} lines spoilt, ${kind} at ${atMs} ms for ${forMs} ms${errand.kind === 'none' ? '' : `, ${errand.kind} at ${errand.atMs} ms for ${errand.forMs} ms`}${isTraced ? ', traced' : ''}`;
