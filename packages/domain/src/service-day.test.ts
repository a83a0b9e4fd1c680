import { Temporal } from 'temporal-polyfill';
import { testConfig } from '@hallcall/testkit';
import { expect, test } from 'vitest';
import { clockDoubt, dayHours, isOpenAt, nextOpenings, serviceDateAt } from './service-day.ts';

const instant = (text: string) => Temporal.Instant.from(text).epochMilliseconds;
const officeHours = [{ from: '08:30', to: '12:00' }, { from: '14:00', to: '17:30' }];
const week = [officeHours, officeHours, officeHours, officeHours, officeHours, [], []];
const office = testConfig({ timetable: { kind: 'weekly', week, special: { '2026-10-01': [], '2026-10-03': [{ from: '09:00', to: '12:00' }] } } });
const night = testConfig({
  timeZone: 'Europe/Berlin', timetable: { kind: 'weekly', week: Array.from({ length: 7 }, () => [{ from: '20:00', to: '02:00' }]), special: {} },
});

test('[D1] the day changes at the hall’s hour in the hall’s zone', () => {
  const config = testConfig();
  expect(serviceDateAt(config, instant('2026-01-05T03:59:59+08:00'))).toBe('2026-01-04');
  expect(serviceDateAt(config, instant('2026-01-05T04:00:00+08:00'))).toBe('2026-01-05');
  expect(serviceDateAt(config, instant('2026-01-05T23:30:00Z'))).toBe('2026-01-06');
});

test('[D1] hours run past midnight and over a change of the clock', () => {
  const [hours] = dayHours(night, '2026-03-28' as never);
  expect(hours).toEqual({ from: instant('2026-03-28T20:00:00+01:00'), to: instant('2026-03-29T03:00:00+02:00') });
  expect(isOpenAt(night, instant('2026-03-29T01:30:00+01:00'))).toBe(true);
  expect(serviceDateAt(night, instant('2026-03-29T01:30:00+01:00'))).toBe('2026-03-28');
});

test('[D1] weekdays, noon, weekends and special dates', () => {
  const open = ['2026-01-05T09:00:00+08:00', '2026-01-05T13:00:00+08:00', '2026-01-10T09:00:00+08:00', '2026-10-01T09:00:00+08:00', '2026-10-03T11:00:00+08:00'];
  expect(open.map((text) => isOpenAt(office, instant(text)))).toEqual([true, false, false, false, true]);
  expect(isOpenAt(testConfig(), 0)).toBe(true);
});

test('[D7] the next openings skip weekends and holidays', () => {
  const openings = nextOpenings(office, instant('2026-01-09T09:00:00+08:00'), 3);
  expect(openings).toEqual(['2026-01-12', '2026-01-13', '2026-01-14'].map((date) => instant(`${date}T08:30:00+08:00`)));
  const closed = testConfig({ timetable: { kind: 'weekly', week: [[], [], [], [], [], [], []], special: { '2026-01-02': officeHours } } });
  expect(nextOpenings(closed, instant('2026-01-09T09:00:00+08:00'), 3)).toEqual([]);
});

test('[D7] a clock older than the program, before the last event or beyond the third opening is not believed', () => {
  const last = instant('2026-01-09T17:00:00+08:00');
  const at = (text: string) => clockDoubt(office, last, instant(text));
  expect(at('2026-01-09T16:59:59+08:00')).toBe('behind');
  expect(at('2026-01-14T08:30:00+08:00')).toBe(null);
  expect(at('2026-01-14T08:30:01+08:00')).toBe('ahead');
  expect([clockDoubt(office, 0, last), clockDoubt(office, 0, 0), clockDoubt(office, 0, instant('2000-01-03T09:00:00+08:00'))]).toEqual([null, 'tooOld', 'tooOld']);
  expect(clockDoubt(testConfig({ day: { changesAt: '04:00', guardsClock: false } }), last, 1)).toBe(null);
  const never = testConfig({ timetable: { kind: 'weekly', week: [[], [], [], [], [], [], []], special: {} } });
  expect(clockDoubt(never, last, last * 2)).toBe(null);
});
