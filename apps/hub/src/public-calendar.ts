// Public holidays, and days off that are worked instead (调休), from a kept library: looked up when a document is taken over and
// written into it, so that the version in force keeps what it was decided by, whatever a later library knows.
import { ServiceDate, type HallConfig, type PublicCalendar } from '@hallcall/domain';
import chineseDays from 'chinese-days';

/** No hall of this program opened before. */
const firstYear = 2025;
const dayMs = 86_400_000;

/** The document with the calendar of its country, or with none; what somebody wrote there by hand goes. */
export function withPublicCalendar(hall: HallConfig): HallConfig {
  const { timetable } = hall;
  if (timetable.kind === 'always') return hall;
  return { ...hall, timetable: { ...timetable, calendar: timetable.holidays === 'none' ? null : chineseCalendar() } };
}

/** Every year that the library covers without a gap; one that it does not know has no day of its own there. */
function chineseCalendar(): PublicCalendar {
  const calendar: PublicCalendar = { source: 'chinese-days', years: [], days: {} };
  for (let year = firstYear; ; year += 1) {
    const days = publicDays(year);
    if (days.length === 0) return calendar;
    calendar.years.push(year);
    Object.assign(calendar.days, Object.fromEntries(days));
  }
}

type PublicDay = PublicCalendar['days'][ServiceDate];

function publicDays(year: number): [ServiceDate, PublicDay][] {
  const days: [ServiceDate, PublicDay][] = [];
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += dayMs) {
    const date = new Date(at).toISOString().slice(0, 10);
    const { name, work } = chineseDays.getDayDetail(date);
    // `Spring Festival,春节,4`; an ordinary day has the name of its weekday.
    const [en, zh] = name.split(',');
    if (en !== undefined && zh !== undefined) days.push([ServiceDate.parse(date), { name: { zh, en }, isWorking: work }]);
  }
  return days;
}
