// Numbers of the kiosk's own band. The counter of a day and prefix is committed with the ticket that uses it.
import type { Prefix, ServiceDate } from '@hallcall/domain';
import { counterKey, type BandCounter, type ReadonlyAgent } from './state.ts';

/** The next number of the band; null when the band is used up (or the kiosk has none). */
export function nextOfBand(state: ReadonlyAgent, day: ServiceDate, prefix: Prefix): BandCounter | null {
  const band = state.pairing?.band;
  if (!band) return null;
  const before = state.counterByKey.get(counterKey(day, prefix))?.last ?? band.first - 1;
  const last = Math.max(before, band.first - 1) + 1;
  return last > band.last ? null : { day, prefix, last };
}

/** How many numbers the band still holds for the fullest prefix of a day. */
export function bandLeft(state: ReadonlyAgent, day: ServiceDate): number {
  const band = state.pairing?.band;
  if (!band) return 0;
  const lasts = [...state.counterByKey.values()].filter((counter) => counter.day === day).map((counter) => counter.last);
  return band.last - Math.max(band.first - 1, ...lasts);
}
