// The service day: which date an instant belongs to, when the hall is open, whether the clock can be believed.
// All in the hall's own time zone; a day past midnight belongs to the date on which it began.
import { Temporal } from 'temporal-polyfill';
import type { HallConfig } from './config.ts';
import type { QueueId, ServiceDate } from './ids.ts';
import type { PublicCalendar } from './timetable.ts';

export type Hours = { readonly from: number; readonly to: number };
export type Calendar = Pick<HallConfig, 'timeZone' | 'timetable' | 'day'> & {
  /** What was worked out already, by date and wall time; for as long as somebody asks for many hours at once. */
  readonly known?: Map<string, number>;
};
type Stretch = { readonly from: string; readonly to: string };

/** Openings after the last event that may be missed before the clock is doubted. */
const missableOpenings = 3;
const longestSearchDays = 400;
/** 2026-01-01 UTC: this program is no older. */
const earliestMs = 1_767_225_600_000;

/** The service day that `now` (epoch ms) belongs to. */
export function serviceDateAt(config: Calendar, now: number): ServiceDate {
  const date = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(config.timeZone).toPlainDate();
  return brand(now < instant(config, date, config.day.changesAt) ? date.subtract({ days: 1 }) : date);
}

/** Opening hours of a service day as epoch ms, in order; a hall that is always open has one stretch from change to change. */
export function dayHours(config: Calendar, date: ServiceDate): readonly Hours[] {
  const { timetable } = config;
  if (timetable.kind === 'always') return wholeDay(config, date);
  const isHoliday = publicDay(config, date)?.isWorking === false;
  return instants(config, date, timetable.special[date] ?? (isHoliday ? [] : timetable.week[weekdayOf(config, date) - 1]));
}

/** When numbers are given on a service day: the opening hours, over the breaks too where the hall says so. */
export function givingHours(config: Calendar, date: ServiceDate): readonly Hours[] {
  const hours = dayHours(config, date);
  const [first, last] = [hours[0], hours.at(-1)];
  const isThrough = config.timetable.kind === 'weekly' && config.timetable.issuesInBreaks;
  return isThrough && first && last ? [{ from: first.from, to: last.to }] : hours;
}

/** When a queue gives numbers on a service day: within the hall's time, in its own hours where it has some. */
export function queueHours(config: Calendar & Pick<HallConfig, 'queues'>, queueId: QueueId, date: ServiceDate): readonly Hours[] {
  const hall = givingHours(config, date);
  const own = config.queues.find(({ id }) => id === queueId)?.hours ?? null;
  if (own === null) return hall;
  return instants(config, date, own[weekdayOf(config, date) - 1]).flatMap((hours) =>
    hall.map(({ from, to }) => ({ from: Math.max(from, hours.from), to: Math.min(to, hours.to) })).filter(({ from, to }) => from < to),
  );
}

/** What the public calendar says of a date; null: an ordinary day, or nothing is known. */
export function publicDay({ timetable }: Pick<Calendar, 'timetable'>, date: ServiceDate): PublicCalendar['days'][ServiceDate] | null {
  return (timetable.kind === 'weekly' && timetable.calendar?.days[date]) || null;
}

/** True when the timetable has the hall give numbers at `now` (epoch ms). */
export function isOpenAt(config: Calendar, now: number): boolean {
  if (config.timetable.kind === 'always') return true;
  return isWithin(givingHours(config, serviceDateAt(config, now)), now);
}

/** True when `now` (epoch ms) lies in one of the stretches. */
export const isWithin = (hours: readonly Hours[], now: number): boolean => hours.some(({ from, to }) => from <= now && now < to);

/** True when the last hours of `date` are over at `now` (epoch ms); a day without hours is over from the start. */
export function isOver(config: Calendar, date: ServiceDate, now: number): boolean {
  return dayHours(config, date).every((hours) => hours.to <= now);
}

/** The next `count` openings of a day strictly after `after` (epoch ms), by timetable, holidays included. */
export function nextOpenings(config: Calendar, after: number, count: number): readonly number[] {
  const openings: number[] = [];
  for (const date of datesFrom(serviceDateAt(config, after))) {
    const first = dayHours(config, date)[0];
    if (first && first.from > after) openings.push(first.from);
    if (openings.length >= count) break;
  }
  return openings;
}

/** When numbers are given again after `after` (epoch ms), be it behind a break; null: not within a year. `hoursOf` are the hall's or a queue's. */
export function nextStart(config: Calendar, after: number, hoursOf: (date: ServiceDate) => readonly Hours[]): number | null {
  for (const date of datesFrom(serviceDateAt(config, after))) {
    const next = hoursOf(date).find(({ from }) => from > after);
    if (next) return next.from;
  }
  return null;
}

/** The next `count` dates after `date` on which the hall is open by its timetable. */
export function nextOpenDates(config: Calendar, date: ServiceDate, count: number): readonly ServiceDate[] {
  const dates: ServiceDate[] = [];
  for (const next of datesFrom(date)) {
    if (dates.length >= count) break;
    if (next !== date && dayHours(config, next).length > 0) dates.push(next);
  }
  return dates;
}

/** The date so many days later. */
export const plusDays = (date: ServiceDate, days: number): ServiceDate => brand(Temporal.PlainDate.from(date).add({ days }));

export type ClockDoubt = 'tooOld' | 'behind' | 'ahead';

/** D7: why a clock that says `now` may not open a day by itself: older than this program, before the last event, or suspiciously late. */
export function clockDoubt(config: Calendar, lastEventAt: number, now: number): ClockDoubt | null {
  if (!config.day.guardsClock) return null;
  if (now < earliestMs) return 'tooOld';
  if (lastEventAt === 0) return null;
  if (now < lastEventAt) return 'behind';
  const limit = nextOpenings(config, lastEventAt, missableOpenings)[missableOpenings - 1];
  return limit !== undefined && now > limit ? 'ahead' : null;
}

/** The weekday (1: Monday) whose hours a date has. */
function weekdayOf(config: Calendar, date: ServiceDate): number {
  const { timetable } = config;
  if (timetable.kind === 'weekly' && publicDay(config, date)?.isWorking) return timetable.makeUpWeekday;
  return Temporal.PlainDate.from(date).dayOfWeek;
}

function wholeDay(config: Calendar, date: ServiceDate): Hours[] {
  const day = Temporal.PlainDate.from(date);
  return [{ from: instant(config, day, config.day.changesAt), to: instant(config, day.add({ days: 1 }), config.day.changesAt) }];
}

/** A stretch that a change of the clock leaves nothing of is none. */
function instants(config: Calendar, date: ServiceDate, stretches: readonly Stretch[] = []): Hours[] {
  const day = Temporal.PlainDate.from(date);
  const hours = stretches.map(({ from, to }) => ({ from: instant(config, day, from), to: instant(config, to <= from ? day.add({ days: 1 }) : day, to) }));
  return hours.filter(({ from, to }) => from < to);
}

function* datesFrom(date: ServiceDate): Generator<ServiceDate> {
  let day = Temporal.PlainDate.from(date);
  for (let searched = 0; searched <= longestSearchDays; searched += 1) {
    yield brand(day);
    day = day.add({ days: 1 });
  }
}

function instant({ timeZone, known }: Calendar, date: Temporal.PlainDate, time: string): number {
  if (!known) return momentOf(timeZone, date, time);
  const key = `${date.toString()} ${time}`;
  const at = known.get(key) ?? momentOf(timeZone, date, time);
  known.set(key, at);
  return at;
}

/** Of a repeated hour the first; a time that the clock jumps over is the moment of the jump. */
function momentOf(timeZone: string, date: Temporal.PlainDate, time: string): number {
  const plainTime = Temporal.PlainTime.from(time);
  const zoned = date.toZonedDateTime({ timeZone, plainTime });
  if (zoned.toPlainTime().equals(plainTime)) return zoned.epochMilliseconds;
  // Only a jump of the clock leaves a time out.
  return (zoned.add({ milliseconds: 1 }).getTimeZoneTransition('previous') as Temporal.ZonedDateTime).epochMilliseconds;
}

/** Temporal's own text of a date is what the schema of ServiceDate accepts. */
const brand = (date: Temporal.PlainDate): ServiceDate => date.toString() as ServiceDate;
