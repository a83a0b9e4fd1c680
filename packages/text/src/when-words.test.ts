import { expect, test } from 'vitest';
import { texts } from './texts.ts';
import { whenWords } from './when-words.ts';

const friday = Date.parse('2026-11-27T16:30:00+08:00');
const said = (text: string, language: 'zh' | 'en') => whenWords(texts(language), Date.parse(`${text}:00+08:00`), { now: friday, language, timeZone: 'Asia/Shanghai' });

test('a time to come is said as people say it: today, tomorrow, a weekday, and with its date from a week on', () => {
  const times = ['2026-11-27T18:00', '2026-11-28T00:30', '2026-11-30T08:30', '2026-12-03T08:30', '2026-12-04T08:30'];
  expect(times.map((time) => said(time, 'zh'))).toEqual(['今天 18:00', '明天 00:30', '周一 08:30', '周四 08:30', '12月4日（周五）08:30']);
  expect(times.map((time) => said(time, 'en'))).toEqual(['today at 18:00', 'tomorrow at 00:30', 'Mon at 08:30', 'Thu at 08:30', 'Fri 4 December at 08:30']);
});

test('tomorrow is tomorrow also where the day has 23 hours', () => {
  const zone = { now: Date.parse('2026-03-28T20:00:00Z'), language: 'zh', timeZone: 'Europe/Berlin' } as const;
  expect(whenWords(texts('zh'), Date.parse('2026-03-29T06:00:00Z'), zone)).toBe('明天 08:00');
});
