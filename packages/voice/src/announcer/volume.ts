import type { ZoneVoice } from '@hallcall/domain';

/** Loudness of a zone as a factor 0–1; the first stretch of the plan that holds `minutes` since midnight decides. */
export function gainAt({ volume, volumePlan }: Pick<ZoneVoice, 'volume' | 'volumePlan'>, minutes: number): number {
  const planned = volumePlan.find(({ from, to }) => holds(minutesOf(from), minutesOf(to), minutes));
  return (planned?.volume ?? volume) / 100;
}

/** From the first minute to the one before the last, also over midnight. */
function holds(from: number, to: number, minutes: number): boolean {
  return from <= to ? minutes >= from && minutes < to : minutes >= from || minutes < to;
}

function minutesOf(wallTime: string): number {
  return Number(wallTime.slice(0, 2)) * 60 + Number(wallTime.slice(3));
}
