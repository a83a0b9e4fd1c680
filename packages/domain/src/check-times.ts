// Hours that a hall or a queue could not keep, each with its place in the document.
import { Temporal } from 'temporal-polyfill';
import type { ConfigProblem } from './check-config.ts';
import type { HallConfig } from './config.ts';
import type { Timetable, Week } from './timetable.ts';

type Stretch = { readonly from: string; readonly to: string };
type Day = readonly [path: string, stretches: readonly Stretch[]];

/** F1: an unknown time zone, and hours of hall and queues that are disordered, outside their day or never open. */
export function timeProblems({ timeZone, timetable, day, queues }: HallConfig): ConfigProblem[] {
  return [
    ...(isTimeZone(timeZone) ? [] : [{ code: 'timeZone.unknown' as const, path: 'timeZone', timeZone }]),
    ...hallProblems(timetable, day.changesAt),
    ...queues.flatMap(({ hours }, i) => (hours === null ? [] : queueProblems(`queues[${i}].hours`, hours, { timetable, changesAt: day.changesAt }))),
  ];
}

/** A name of the IANA's: an offset, or an instant that brings one, passes as a zone here, but not in the browsers of the hall. */
function isTimeZone(timeZone: string): boolean {
  if (!/^[A-Za-z]/.test(timeZone)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timeZone);
    return true;
  } catch {
    return false;
  }
}

function hallProblems(timetable: Timetable, changesAt: string): ConfigProblem[] {
  if (timetable.kind === 'always') return [];
  const special = Object.entries(timetable.special).map(([date, day]): Day => [`timetable.special.${date}`, day]);
  return daysProblems('timetable', [...daysOf('timetable.week', timetable.week), ...special], changesAt);
}

function queueProblems(path: string, hours: Week, { timetable, changesAt }: { readonly timetable: Timetable; readonly changesAt: string }): ConfigProblem[] {
  const problems = daysProblems(path, daysOf(path, hours), changesAt);
  if (problems.length > 0 || timetable.kind === 'always') return problems;
  const { issuesInBreaks } = timetable;
  return hours.flatMap((day, i) => {
    const hall = timetable.week.slice(i, i + 1).flat().map((stretch) => span(stretch, changesAt));
    const around = issuesInBreaks ? hall.flatMap(([opens]) => hall.map(([, closes]) => [opens, closes] as const)) : hall;
    const isWithin = day.map((stretch) => span(stretch, changesAt)).every(([from, to]) => around.some(([opens, closes]) => opens <= from && to <= closes));
    return isWithin ? [] : [{ code: 'hours.outsideHall' as const, path: `${path}[${i}]` }];
  });
}

/** Minutes since the service day began. */
function span({ from, to }: Stretch, changesAt: string): readonly [from: number, to: number] {
  const [opens, closes] = [minutesAfter(from, changesAt), minutesAfter(to, changesAt)];
  return [opens, closes <= opens ? closes + dayMinutes : closes];
}

const dayMinutes = 24 * 60;
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const minutesAfter = (time: string, start: string): number => (minutesOf(time) - minutesOf(start) + dayMinutes) % dayMinutes;

const daysOf = (path: string, week: Week): Day[] => week.map((day, i): Day => [`${path}[${i}]`, day]);

/** Hours lie within their service day, which begins and ends at `changesAt`: what lies outside would never be open. */
function daysProblems(path: string, days: readonly Day[], changesAt: string): ConfigProblem[] {
  const isOutside = ({ from, to }: Stretch) => from < changesAt || (to <= from && to > changesAt);
  const disordered = days.filter(([, day]) =>
    day.some((stretch, i) => isOutside(stretch) || stretch.from < (day[i - 1]?.to ?? '') || isPastMidnight(day[i - 1])),
  );
  const problems: ConfigProblem[] = disordered.map(([place]) => ({ code: 'hours.disordered', path: place }));
  if (days.every(([, day]) => day.length === 0)) problems.push({ code: 'hours.never', path });
  return problems;
}

const isPastMidnight = (stretch: Stretch | undefined): boolean => stretch !== undefined && stretch.to <= stretch.from;
