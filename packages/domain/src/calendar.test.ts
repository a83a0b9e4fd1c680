import { Temporal } from 'temporal-polyfill';
import { testConfig } from '@hallcall/testkit';
import { expect, test } from 'vitest';
import type { QueueId, ServiceDate } from './ids.ts';
import { clockDoubt, dayHours, givingHours, isOpenAt, isOver, nextOpenDates, nextStart, queueHours, serviceDateAt } from './service-day.ts';

const instant = (text: string) => Temporal.Instant.from(text).epochMilliseconds;
// Dates as the hub's schema brands them.
const date = (text: string) => text as ServiceDate;
const stretch = (from: string, to: string) => ({ from, to });
const daily = (...stretches: unknown[]) => Array.from({ length: 7 }, () => stretches);
const office = [stretch('08:30', '12:00'), stretch('14:00', '17:30')];
const short = [stretch('09:00', '11:00')];
const off = (zh: string) => ({ name: { zh, en: zh }, isWorking: false });

const spring = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`2026-02-${15 + i}`, off('春节')]));
const chinese = testConfig({
  timetable: {
    kind: 'weekly', week: [office, office, short, office, office, [], []], holidays: 'CN', makeUpWeekday: 3, special: { '2026-02-20': short },
    calendar: { source: 'test', years: [2026], days: { ...spring, '2026-02-28': { name: { zh: '春节', en: 'Spring' }, isWorking: true } } },
  },
});
const shanghai = (text: string) => instant(`${text}+08:00`);
const hoursOn = (config: typeof chinese, day: string) => dayHours(config, date(day)).length;

test('[D9] a holiday closes the hall, a worked day off has the hours of its weekday, and the hall’s own date comes before both', () => {
  expect(['2026-02-13', '2026-02-16', '2026-02-20', '2026-02-24', '2026-02-27', '2026-02-28', '2026-03-01'].map((day) => hoursOn(chinese, day))).toEqual([2, 0, 1, 2, 2, 1, 0]);
  expect(isOpenAt(chinese, shanghai('2026-02-28T10:00:00'))).toBe(true);
  expect(nextOpenDates(chinese, date('2026-02-27'), 2)).toEqual(['2026-02-28', '2026-03-02']);
  expect(nextOpenDates(chinese, date('2026-02-27'), 0)).toEqual([]);
});

test('[D7] [D9] nine days of holidays are no reason to doubt the clock', () => {
  const before = shanghai('2026-02-14T17:00:00');
  const doubts = ['2026-02-24T08:30:00', '2026-02-25T09:00:01'].map((text) => clockDoubt(chinese, before, shanghai(text)));
  expect(doubts).toEqual([null, 'ahead']);
  const unaware = testConfig({ timetable: { kind: 'weekly', week: chinese.timetable.kind === 'weekly' && chinese.timetable.week, special: {} } });
  expect(clockDoubt(unaware, before, shanghai('2026-02-24T08:30:00'))).toBe('ahead');
});

const lunch = (issuesInBreaks: boolean) => testConfig({
  timetable: { kind: 'weekly', week: daily(...office), special: { '2026-01-06': [] }, issuesInBreaks },
  queues: testConfig().queues.map((queue) => (queue.id === 'q-tax' ? { ...queue, hours: daily(stretch('11:00', '15:00')) } : queue)),
});
const tax = 'q-tax' as QueueId;
const monday = date('2026-01-05');

test('[D10] at lunch no number is given unless the hall says so; the hours stay what they are', () => {
  const noon = shanghai('2026-01-05T13:00:00');
  expect([false, true].map((gives) => isOpenAt(lunch(gives), noon))).toEqual([false, true]);
  expect([false, true].map((gives) => givingHours(lunch(gives), monday).length)).toEqual([2, 1]);
  expect(dayHours(lunch(true), monday)).toEqual(dayHours(lunch(false), monday));
  expect(givingHours(lunch(true), date('2026-01-06'))).toEqual([]);
  expect(givingHours(testConfig(), monday)).toHaveLength(1);
});

const clock = (at: number) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('Asia/Shanghai').toPlainTime().toString({ smallestUnit: 'minute' });

test('[D11] a queue’s hours end where the hall’s do, day by day', () => {
  const written = (gives: boolean, day: string) => queueHours(lunch(gives), tax, date(day)).map(({ from, to }) => `${clock(from)}-${clock(to)}`);
  expect(written(false, '2026-01-05')).toEqual(['11:00-12:00', '14:00-15:00']);
  expect(written(true, '2026-01-05')).toEqual(['11:00-15:00']);
  expect(written(true, '2026-01-06')).toEqual([]);
  expect(queueHours(lunch(false), 'q-bank' as QueueId, monday)).toEqual(dayHours(lunch(false), monday));
  expect(queueHours(lunch(false), 'gone' as QueueId, monday)).toEqual(dayHours(lunch(false), monday));
});

test('[D11] the next start lies behind a break, a night or a holiday, or nowhere', () => {
  const hall = lunch(false);
  const next = (text: string) => nextStart(hall, shanghai(text), (day) => givingHours(hall, day));
  expect(['2026-01-05T12:30:00', '2026-01-05T17:30:00'].map(next)).toEqual([shanghai('2026-01-05T14:00:00'), shanghai('2026-01-07T08:30:00')]);
  expect(nextStart(hall, shanghai('2026-01-05T12:30:00'), () => [])).toBe(null);
});

const berlin = (changesAt: string, ...stretches: unknown[]) =>
  testConfig({ timeZone: 'Europe/Berlin', day: { changesAt, guardsClock: true }, timetable: { kind: 'weekly', week: daily(...stretches), special: {} } });
const [jump, jumpsAt] = [date('2026-03-29'), instant('2026-03-29T01:00:00Z')];
const repeat = date('2026-10-25');

test('[D16] a time that the clock jumps over is the moment of the jump; what lies in the jump alone is nothing', () => {
  const begins = (from: string, to: string) => dayHours(berlin('01:00', stretch(from, to)), jump).map((hours) => hours.from);
  expect([begins('02:00', '06:00'), begins('02:30', '06:00'), begins('03:00', '06:00')]).toEqual([[jumpsAt], [jumpsAt], [jumpsAt]]);
  expect(begins('02:15', '02:45')).toEqual([]);
  expect(begins('01:30', '02:45')).toEqual([instant('2026-03-29T00:30:00Z')]);
  expect(serviceDateAt(berlin('02:30'), jumpsAt - 1)).toBe('2026-03-28');
  expect(serviceDateAt(berlin('02:30'), jumpsAt)).toBe('2026-03-29');
});

test('[D16] of a repeated hour the first one counts, and the date never goes back in it', () => {
  const [hours] = dayHours(berlin('01:00', stretch('02:30', '03:30')), repeat);
  expect(hours).toEqual({ from: instant('2026-10-25T00:30:00Z'), to: instant('2026-10-25T02:30:00Z') });
  const dates = Array.from({ length: 13 }, (_, i) => serviceDateAt(berlin('02:30'), instant('2026-10-25T00:00:00Z') + i * 600_000));
  expect(dates).toEqual([...Array<string>(3).fill('2026-10-24'), ...Array<string>(10).fill('2026-10-25')]);
});

test('[D16] a hall through the night of a change is open an hour less in spring and more in autumn', () => {
  const night = berlin('12:00', stretch('22:00', '06:00'));
  const lengths = ['2026-03-27', '2026-03-28', '2026-10-24'].map((day) => dayHours(night, date(day)).map(({ from, to }) => (to - from) / 3_600_000));
  expect(lengths).toEqual([[8], [7], [9]]);
  expect(isOver(night, date('2026-10-24'), instant('2026-10-25T04:59:59Z'))).toBe(false);
  expect(isOver(night, date('2026-10-24'), instant('2026-10-25T05:00:00Z'))).toBe(true);
});
