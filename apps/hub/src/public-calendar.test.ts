import { HallConfig } from '@hallcall/domain';
import { expect, test } from 'vitest';
import { withPublicCalendar } from './public-calendar.ts';
import { sampleSource } from './sample/sample-hall.ts';

const week = Array.from({ length: 7 }, () => [{ from: '09:00', to: '17:00' }]);
const hallWith = (timetable: Record<string, unknown>) => HallConfig.parse({ ...sampleSource().hall, timetable: { kind: 'weekly', week, special: {}, ...timetable } });

test('the public calendar holds the holidays and worked days off of 2026 as published, and no year by halves', () => {
  const { timetable } = withPublicCalendar(hallWith({ holidays: 'CN' }));
  if (timetable.kind !== 'weekly' || timetable.calendar === null) throw new Error('no calendar');
  const { years, days: known } = timetable.calendar;
  const of2026 = Object.entries(known).filter(([date]) => date.startsWith('2026'));
  expect(years).toEqual(years.map((_, i) => 2025 + i));
  expect(of2026.filter(([, { isWorking }]) => isWorking).map(([date]) => date)).toEqual(['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10']);
  expect(of2026.filter(([, { isWorking }]) => !isWorking)).toHaveLength(33);
  expect(of2026.find(([date]) => date === '2026-10-01')?.[1].name).toEqual({ zh: '国庆节', en: 'National Day' });
});

test('a hall without public holidays, or without hours, has no calendar', () => {
  const calendar = { source: 'by hand', years: [2026], days: {} };
  expect(withPublicCalendar(hallWith({ calendar })).timetable).toMatchObject({ calendar: null });
  expect(withPublicCalendar(sampleSource().hall)).toEqual(sampleSource().hall);
});
