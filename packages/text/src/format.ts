// Numbers, times and money as a person reads them. All digits are ASCII, hours run 0–23.
import { htmlLang, type Language } from './language.ts';

const noBreakSpace = '\u00a0';
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/**
 * The one display shape of a ticket number on every screen and slip: `A 012`, `ZB 1000`.
 * The space does not break (U+00A0; a printer's codec turns it into a plain space).
 */
export function formatNumber(prefix: string, n: number): string {
  return `${prefix}${noBreakSpace}${String(n).padStart(3, '0')}`;
}

/** Something with how many of it there are, where it is more than one: `身份证换领 × 2`. */
export const formatCounted = (name: string, count: number): string => (count > 1 ? `${name}${noBreakSpace}×${noBreakSpace}${count}` : name);

/** Hour and minute in the hall's time zone (IANA name): `09:05`. */
export function formatTime(ms: number, language: Language, timeZone: string): string {
  return clock(ms, language, { timeZone, hour: '2-digit', minute: '2-digit' });
}

/** Hour, minute and second in the hall's time zone, for logs and the board's clock: `09:05:07`. */
export function formatTimeSeconds(ms: number, language: Language, timeZone: string): string {
  return clock(ms, language, { timeZone, hour: '2-digit', minute: '2-digit', second: '2-digit' });
}

/** Date with weekday in the hall's time zone: `2026年11月22日星期日`, `Sunday 22 November 2026`. */
export function formatDate(ms: number, language: Language, timeZone: string): string {
  const parts = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone,
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    weekday: 'long',
  }).formatToParts(ms);
  return parts.map((part) => (part.type === 'literal' ? part.value.replace(', ', ' ') : part.value)).join('');
}

/** Date and time in the hall's time zone, alike in every language and in order as text: `2026-11-22 09:05`. */
export function formatStamp(ms: number, timeZone: string): string {
  // Swedish writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(ms);
}

/** Minutes with one decimal, for figures that stand in columns: `11.3`. */
export function formatMinutes(ms: number, language: Language): string {
  return new Intl.NumberFormat(htmlLang[language], { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(ms / minuteMs);
}

/** A part of a whole (0 to 1): `37.5%`. */
export function formatPercent(part: number, language: Language): string {
  return new Intl.NumberFormat(htmlLang[language], { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(part);
}

/** A count with thousands separators: `1,234`. */
export function formatCount(count: number, language: Language): string {
  return new Intl.NumberFormat(htmlLang[language]).format(count);
}

/** A span of time to the minute (seconds below one minute): `3分钟`, `1 hour 5 minutes`. */
export function formatDuration(ms: number, language: Language): string {
  const span = Math.max(0, ms);
  if (span < minuteMs) return amount(Math.floor(span / 1000), 'second', language);
  const hours = Math.floor(span / hourMs);
  const minutes = Math.floor((span % hourMs) / minuteMs);
  const parts = [];
  if (hours > 0) parts.push(amount(hours, 'hour', language));
  if (minutes > 0) parts.push(amount(minutes, 'minute', language));
  return parts.join(language === 'zh' ? '' : ' ');
}

/** A fee given in fen (1/100 yuan): `20元`, `CNY 20`, `CNY 0.50`. */
export function formatFee(fen: number, language: Language): string {
  const digits = fen % 100 === 0 ? 0 : 2;
  const yuan = new Intl.NumberFormat(htmlLang[language], {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(fen / 100);
  return language === 'zh' ? `${yuan}元` : `CNY${noBreakSpace}${yuan}`;
}

/** `1、2、3`, `1, 2, 3`. */
export function formatList(words: readonly string[], language: Language): string {
  return words.join(language === 'zh' ? '、' : ', ');
}

/** An English count with its noun in the right form: `plural(1, 'person', 'people')` → `1 person`. */
export function plural(count: number, one: string, other: string): string {
  const form = new Intl.PluralRules('en').select(count) === 'one' ? one : other;
  return `${formatCount(count, 'en')} ${form}`;
}

function clock(ms: number, language: Language, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(htmlLang[language], { ...options, hourCycle: 'h23' }).format(ms);
}

function amount(count: number, unit: 'second' | 'minute' | 'hour', language: Language): string {
  return new Intl.NumberFormat(htmlLang[language], { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}
