// The service day in the words of the timetable: what is open today and why, what comes next, what it waits for (RULES.md, D17, D18).
import type { HallConfig } from '../config.ts';
import { isIssuing } from '../decide/ticket-issue.ts';
import { stillHere } from '../decide/overtime.ts';
import type { ServiceDate } from '../ids.ts';
import { clockDoubt, dayHours, givingHours, nextStart, publicDay, serviceDateAt } from '../service-day.ts';
import type { ReadonlyHall } from '../state.ts';
import type { NoNumbers, ServiceView } from './service-types.ts';

/** A year whose holidays are missing is told this long before it begins, ms. */
const foresightMs = 45 * 24 * 3_600_000;

/** At `now` (epoch ms). */
export function serviceView(state: ReadonlyHall, hall: HallConfig, now: number): ServiceView {
  const config = { ...hall, known: new Map<string, number>() };
  const date = serviceDateAt(config, now);
  const isAlways = config.timetable.kind === 'always';
  return {
    hours: isAlways ? null : dayHours(config, date),
    reason: reasonOf(config, date),
    nextOpeningAt: isAlways ? null : nextStart(config, now, (day) => givingHours(config, day)),
    overtime: overtime(state, config, now),
    clock: clock(state, config, { date, now }),
    unknownYear: yearWithoutHolidays(config, now),
  };
}

/** What boards say while a day is open without numbers; null: they are given, or there is no day. */
export function noNumbers(state: ReadonlyHall, config: HallConfig, now: number): NoNumbers | null {
  if (!state.day || state.day.closed || isIssuing(state, { config, now })) return null;
  return { until: givingHours(config, state.day.date).find(({ from }) => from > now)?.from ?? null };
}

function reasonOf(config: HallConfig, date: ServiceDate): ServiceView['reason'] {
  if (config.timetable.kind === 'weekly' && config.timetable.special[date]) return { kind: 'special' };
  const day = publicDay(config, date);
  return day && { kind: 'public', ...day };
}

function overtime(state: ReadonlyHall, config: HallConfig, now: number): ServiceView['overtime'] {
  if (!state.day || state.day.closed || config.timetable.kind === 'always') return null;
  const since = dayHours(config, state.day.date).at(-1)?.to;
  return since === undefined || now < since ? null : { since, isByManager: state.day.openedBy === 'manager', ...stillHere(state, config) };
}

/** Nothing is in doubt while today's day is open. */
function clock({ day, lastEventAt }: ReadonlyHall, config: HallConfig, { date, now }: { readonly date: ServiceDate; readonly now: number }): ServiceView['clock'] {
  const doubt = day?.date === date && !day.closed ? null : clockDoubt(config, lastEventAt, now);
  return doubt && { doubt, lastEventAt };
}

/** D18: this year, or one that begins soon, whose public holidays the configuration does not hold; null: none. */
export function yearWithoutHolidays(config: HallConfig, now: number): number | null {
  const { timetable } = config;
  if (timetable.kind === 'always' || timetable.holidays === 'none') return null;
  const known = timetable.calendar?.years ?? [];
  const years = [now, now + foresightMs].map((at) => Number(serviceDateAt(config, at).slice(0, 4)));
  return years.find((year) => !known.includes(year)) ?? null;
}
