// Calls that an emergency cut off or kept from beginning. They are claimed, so nobody else may speak them: this device
// may, if the emergency was short enough that the hub still waits for a word about them.
import type { Turn } from './turn.ts';

export type Interrupted = {
  readonly add: (turn: Turn) => void;
  /** The oldest, taken out. */
  readonly take: () => Turn | null;
  /** Takes out those that cannot be spoken any more: no time left, or doubtful. */
  readonly giveUp: (now: number, isDoubtful: (turn: Turn) => boolean) => readonly Turn[];
  /** When the next of them runs out of time, hub time. */
  readonly wakesAt: () => number | null;
};

/** The hub gives a claim up five seconds after its planned end, ms. */
const endWithinMs = 4_000;

export function createInterrupted(): Interrupted {
  let turns: readonly Turn[] = [];
  return {
    add(turn) {
      turns = [...turns, turn];
    },
    take() {
      const [first = null, ...rest] = turns;
      turns = rest;
      return first;
    },
    giveUp(now, isDoubtful) {
      const lost = turns.filter((turn) => now > lastChance(turn) || isDoubtful(turn));
      turns = turns.filter((turn) => !lost.includes(turn));
      return lost;
    },
    wakesAt: () => (turns.length === 0 ? null : Math.min(...turns.map(lastChance)) + 1),
  };
}

/** The latest moment at which it may begin anew. */
function lastChance({ plan, endsAt }: Turn): number {
  return endsAt + endWithinMs - plan.durationMs;
}
