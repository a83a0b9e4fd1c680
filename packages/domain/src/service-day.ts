// The service day: which date an instant belongs to, when the hall is open, whether the clock can be believed.
// All in the hall's own time zone; a day past midnight belongs to the date on which it began.
import { Temporal } from 'temporal-polyfill';
import type { HallConfig } from './config.ts';
import type { ServiceDate } from './ids.ts';

type Hours = { readonly from: number; readonly to: number };
type Calendar = Pick<HallConfig, 'timeZone' | 'timetable' | 'day'>;

/** Openings after the last event that may be missed before the clock is doubted. */
const missableOpenings = 3;
const longestSearchDays = 400;

/** The service day that `now` (epoch ms) belongs to. */
export function serviceDateAt(config: Calendar, now: number): ServiceDate {
  const zoned = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(config.timeZone);
  const isBeforeChange = Temporal.PlainTime.compare(zoned.toPlainTime(), Temporal.PlainTime.from(config.day.changesAt)) < 0;
  const date = isBeforeChange ? zoned.toPlainDate().subtract({ days: 1 }) : zoned.toPlainDate();
  return brand(date);
}

/** Opening hours of a service day as epoch ms, in order; a hall that is always open has one stretch from change to change. */
export function dayHours(config: Calendar, date: ServiceDate): readonly Hours[] {
  const day = Temporal.PlainDate.from(date);
  const { timetable } = config;
  if (timetable.kind === 'always') {
    return [{ from: instant(config, day, config.day.changesAt), to: instant(config, day.add({ days: 1 }), config.day.changesAt) }];
  }
  const hours = timetable.special[date] ?? timetable.week.slice(day.dayOfWeek - 1, day.dayOfWeek).flat();
  return hours.map(({ from, to }) => ({
    from: instant(config, day, from),
    to: instant(config, to <= from ? day.add({ days: 1 }) : day, to),
  }));
}

/** True when the timetable has the hall open at `now` (epoch ms). */
export function isOpenAt(config: Calendar, now: number): boolean {
  if (config.timetable.kind === 'always') return true;
  return dayHours(config, serviceDateAt(config, now)).some((hours) => hours.from <= now && now < hours.to);
}

/** True when the last hours of `date` are over at `now` (epoch ms); a day without hours is over from the start. */
export function isOver(config: Calendar, date: ServiceDate, now: number): boolean {
  return dayHours(config, date).every((hours) => hours.to <= now);
}

/** The next `count` openings strictly after `after` (epoch ms), by timetable, holidays included. */
export function nextOpenings(config: Calendar, after: number, count: number): readonly number[] {
  const openings: number[] = [];
  let day = Temporal.PlainDate.from(serviceDateAt(config, after));
  for (let searched = 0; searched < longestSearchDays && openings.length < count; searched += 1) {
    const first = dayHours(config, brand(day))[0];
    if (first && first.from > after) openings.push(first.from);
    day = day.add({ days: 1 });
  }
  return openings;
}

/** The next `count` dates after `date` on which the hall is open by its timetable. */
export function nextOpenDates(config: Calendar, date: ServiceDate, count: number): readonly ServiceDate[] {
  const dates: ServiceDate[] = [];
  let day = Temporal.PlainDate.from(date);
  for (let searched = 0; searched < longestSearchDays && dates.length < count; searched += 1) {
    day = day.add({ days: 1 });
    if (dayHours(config, brand(day)).length > 0) dates.push(brand(day));
  }
  return dates;
}

/** The date so many days later. */
export const plusDays = (date: ServiceDate, days: number): ServiceDate => brand(Temporal.PlainDate.from(date).add({ days }));

/** False when a clock that says `now` may not open a day by itself: it runs before the last event, or suspiciously late. */
export function isPlausible(config: Calendar, lastEventAt: number, now: number): boolean {
  if (!config.day.guardsClock || lastEventAt === 0) return true;
  if (now < lastEventAt) return false;
  const limit = nextOpenings(config, lastEventAt, missableOpenings)[missableOpenings - 1];
  return limit === undefined || now <= limit;
}

const instant = (config: Calendar, date: Temporal.PlainDate, time: string): number =>
  date.toZonedDateTime({ timeZone: config.timeZone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds;

/** Temporal's own text of a date is what the schema of ServiceDate accepts. */
const brand = (date: Temporal.PlainDate): ServiceDate => date.toString() as ServiceDate;
