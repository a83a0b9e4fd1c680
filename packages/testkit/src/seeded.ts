// Random choices that come again with their seed.

export type Seeded = {
  readonly seed: number;
  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number;
  /** One of them; throws for an empty list. */
  pick<T>(from: readonly T[]): T;
  /** 22 characters in the form of a random id. */
  id(): string;
};

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** mulberry32: small, and even enough for tests. */
export function createSeeded(seed: number): Seeded {
  let state = seed >>> 0;
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
  return {
    seed,
    below,
    pick(from) {
      const chosen = from[below(from.length)];
      if (chosen === undefined) throw new Error('nothing to pick from');
      return chosen;
    },
    // The last of 22 characters carries two bits of a 128-bit id.
    id: () => Array.from({ length: 21 }, () => letters.charAt(below(64))).join('') + letters.charAt(below(4) * 16),
  };
}
