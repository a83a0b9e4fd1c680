// Chance that comes again: each stream of numbers is named by words, so what one visitor does never depends on another.

export type Dice = {
  /** From 0 up to, not including, 1. */
  readonly unit: () => number;
  /** A whole number from 0 up to, not including, `limit`. */
  readonly below: (limit: number) => number;
  /** True with this probability. */
  readonly chance: (probability: number) => boolean;
  /** A whole number, both ends included, each as likely. */
  readonly between: (from: number, to: number) => number;
  /** One of them; throws for an empty list. */
  readonly pick: <T>(from: readonly T[]) => T;
  /** Log-normal with this mean and coefficient of variation. */
  readonly lognormal: (mean: number, variation: number) => number;
  /** Weibull with shape 2 and this mean: seldom at once, then ever more likely. */
  readonly weibull: (mean: number) => number;
  /** 22 characters in the form of a random id. */
  readonly id: () => string;
};

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** Γ(1.5): the mean of a Weibull distribution of shape 2 and scale 1. */
const weibullMean = 0.886_226_925_452_758;

/** The same words give the same stream. */
export function createDice(...words: readonly (string | number)[]): Dice {
  const unit = sfc32(seedOf(words.join(' ')));
  const below = (limit: number): number => Math.floor(unit() * limit);
  return {
    unit, below,
    chance: (probability) => unit() < probability,
    between: (from, to) => from + below(to - from + 1),
    pick(from) {
      const chosen = from[below(from.length)];
      if (chosen === undefined) throw new Error('nothing to pick from');
      return chosen;
    },
    lognormal(mean, variation) {
      const variance = Math.log(1 + variation ** 2);
      const normal = Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit());
      return mean * Math.exp(Math.sqrt(variance) * normal - variance / 2);
    },
    weibull: (mean) => (mean / weibullMean) * Math.sqrt(-Math.log(1 - unit())),
    // The last of 22 characters carries two bits of a 128-bit id.
    id: () => Array.from({ length: 21 }, () => letters.charAt(below(64))).join('') + letters.charAt(below(4) * 16),
  };
}

type Seed = readonly [number, number, number, number];

/** Four rounds of FNV-1a, each from its own start. */
function seedOf(text: string): Seed {
  const round = (start: number): number => {
    let hash = start;
    for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x0100_0193);
    return mix(hash);
  };
  return [round(0x811c_9dc5), round(0x9e37_79b9), round(0x85eb_ca6b), round(0xc2b2_ae35)];
}

function mix(hash: number): number {
  const first = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2_ae35);
  return (second ^ (second >>> 16)) >>> 0;
}

/** Chris Doty-Humphrey's small fast counter: 128 bits of state, so that ids of many streams stay apart. */
function sfc32(seed: Seed): () => number {
  let [a, b, c, count] = seed;
  const next = (): number => {
    const sum = (((a + b) | 0) + count) | 0;
    count = (count + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < 12; i += 1) next();
  return next;
}
