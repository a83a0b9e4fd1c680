// Which numbers a kiosk may give on its own: 5000–9999 in equal parts, one part a slot.
import type { SlotRow } from './registry-tables.ts';

export type Band = { readonly first: number; readonly last: number };

const lowest = 5_000;
const count = 5_000;

/**
 * The first band that nobody owns and nobody gave up on `date` (numbers are unique per day), or null.
 * Bands of another slot count still in use are respected.
 */
export function freeBand(slots: number, taken: readonly SlotRow[], date: string): Band | null {
  const width = Math.floor(count / slots);
  const blocked = taken.filter(({ freedOn }) => freedOn === null || freedOn >= date);
  for (let slot = 0; slot < slots; slot += 1) {
    const first = lowest + slot * width;
    const last = first + width - 1;
    if (blocked.every((other) => other.last < first || other.first > last)) return { first, last };
  }
  return null;
}
