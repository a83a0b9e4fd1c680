// What a round will do, made from the seed alone before anything of it happens: who suffers what, and when.
import { createSeeded, type Seeded } from '@hallcall/testkit';

export type Weather = { readonly atMs: number; readonly line: number; readonly kind: 'cut' | 'noAnswer' | 'noQuestion' | 'slow'; readonly ms: number };

/** How often each comes among all, and how long it lasts at least and at most (ms). */
const disasters = {
  nothing: { weight: 1, lasts: [1, 500] },
  killHub: { weight: 6, lasts: [100, 1_500] },
  hubAway: { weight: 2, lasts: [3_500, 5_000] },
  killAgent: { weight: 4, lasts: [50, 1_000] },
  killBoth: { weight: 5, lasts: [50, 2_500] },
  stopHub: { weight: 3, lasts: [300, 4_500] },
  stopAgent: { weight: 2, lasts: [300, 3_500] },
  diskFull: { weight: 2, lasts: [200, 1_500] },
  diskError: { weight: 2, lasts: [200, 1_500] },
  diskErrorKill: { weight: 2, lasts: [200, 1_500] },
  agentDisk: { weight: 2, lasts: [800, 2_000] },
  slowDisk: { weight: 1, lasts: [500, 2_000] },
  restore: { weight: 2, lasts: [500, 2_000] },
  damagedPage: { weight: 1, lasts: [1, 2] },
  smallerHall: { weight: 2, lasts: [500, 1_500] },
  clockStep: { weight: 3, lasts: [2_500, 3_500] },
} as const satisfies Record<string, { readonly weight: number; readonly lasts: readonly [number, number] }>;

export type DisasterKind = keyof typeof disasters;
export type Disaster = { readonly kind: DisasterKind; /** How often this kind has been planned before. */ readonly nth: number; readonly atMs: number; readonly forMs: number; readonly dice: number };

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

/** So many rounds meet every kind of `kinds` at least once, whatever the seed. */
export const roundsForAll = (kinds: readonly DisasterKind[]): number => kinds.reduce((sum, kind) => sum + disasters[kind].weight, 0);

export function planRound(seed: number, round: number, { kinds, tracing, hasWeather }: Means): RoundPlan {
  const seeded = createSeeded((Math.imul(seed, 0x9e3779b1) + Math.imul(round, 0x85ebca6b)) >>> 0);
  const { kind, nth } = dealt(seed, round, kinds);
  const [least, most] = disasters[kind].lasts;
  const atMs = 400 + seeded.below(1_200);
  const disaster: Disaster = { kind, nth, atMs, forMs: least + seeded.below(most - least), dice: seeded.below(2 ** 31) };
  const errand = errandOf(round, seeded);
  const actMs = Math.max(atMs + disaster.forMs, errand.atMs + errand.forMs) + 500 + seeded.below(1_200);
  // One program has one tracer: none while the disk is made to fail. One that is stopped under a tracer does not tell so.
  const isTraced = !needsStrace.has(kind) && kind !== 'stopHub' && (tracing === 'always' || (seeded.below(3) === 0 && tracing === 'sometimes'));
  return { round, actMs, disaster, errand, isTraced, weather: hasWeather ? weatherOf(seeded, actMs) : [], seed: seeded.below(2 ** 31) };
}

/** Dealt from a deck that holds each kind as often as it weighs, and is shuffled anew when it is used up. */
function dealt(seed: number, round: number, kinds: readonly DisasterKind[]): Pick<Disaster, 'kind' | 'nth'> {
  const size = roundsForAll(kinds);
  const [turn, place] = [Math.floor((round - 1) / size), (round - 1) % size];
  const deck = shuffled(kinds.flatMap((one) => Array.from({ length: disasters[one].weight }, () => one)), createSeeded((Math.imul(seed, 0x9e3779b1) ^ Math.imul(turn + 1, 0xc2b2ae35)) >>> 0));
  const kind = deck[place] ?? 'nothing';
  return { kind, nth: turn * disasters[kind].weight + deck.slice(0, place).filter((one) => one === kind).length };
}

function shuffled<T>(from: readonly T[], seeded: Seeded): readonly T[] {
  const rest = [...from];
  return from.map(() => rest.splice(seeded.below(rest.length), 1)).flat();
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
