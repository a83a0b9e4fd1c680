// Hours as the wall clock of the hall shows them.
import { Temporal } from 'temporal-polyfill';

/** Offsets from UTC, and their changes, fall on quarter hours everywhere. */
const quarterMs = 900_000;

export type HourOf = (at: number) => number;

/** 0–23 for an instant (epoch ms) in `timeZone`; looked up once a quarter of an hour. */
export function createHourOf(timeZone: string): HourOf {
  const known = new Map<number, number>();
  return (at) => {
    const quarter = Math.floor(at / quarterMs);
    const hour = known.get(quarter) ?? Temporal.Instant.fromEpochMilliseconds(quarter * quarterMs).toZonedDateTimeISO(timeZone).hour;
    known.set(quarter, hour);
    return hour;
  };
}

/** No service day is longer; only a clock that was far off says so. */
const longestMs = 172_800_000;

/** Calls `each` with the hour and the length of every part of `from`–`to` (epoch ms), of the first two days at most; nothing when time went back. */
export function eachHour(from: number, to: number, hourOf: HourOf, each: (hour: number, ms: number) => void): void {
  const last = Math.min(to, from + longestMs);
  for (let at = from; at < last;) {
    const end = Math.min(last, (Math.floor(at / quarterMs) + 1) * quarterMs);
    each(hourOf(at), end - at);
    at = end;
  }
}
