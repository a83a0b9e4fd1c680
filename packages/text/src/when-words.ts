import { htmlLang, type Language } from './language.ts';
import { formatTime } from './format.ts';
import type { Texts } from './texts.ts';

type Asked = { readonly now: number; readonly language: Language; readonly timeZone: string };

const dayMs = 86_400_000;
const days = { today: 0, tomorrow: 1, lastNamed: 6 };

/** An instant to come (epoch ms) as people say it at `now`: 今天 14:00, tomorrow at 08:30, 周一 08:30, further away with the date. */
export function whenWords({ hours: { when } }: Pick<Texts, 'hours'>, at: number, { now, language, timeZone }: Asked): string {
  const time = formatTime(at, language, timeZone);
  const inDays = (dateOf(at, timeZone) - dateOf(now, timeZone)) / dayMs;
  if (inDays === days.today) return when.today({ time });
  if (inDays === days.tomorrow) return when.tomorrow({ time });
  const weekday = part(at, language, { timeZone, weekday: 'short' });
  if (inDays > 0 && inDays <= days.lastNamed) return when.weekday({ weekday, time });
  return when.date({ date: part(at, language, { timeZone, month: 'long', day: 'numeric' }), weekday, time });
}

/** The calendar date in the hall's zone, as the midnight of that date in UTC. */
const dateOf = (at: number, timeZone: string): number =>
  Date.parse(new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at));

const part = (at: number, language: Language, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : htmlLang[language], options).format(at);
