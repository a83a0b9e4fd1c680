import { expect, test } from 'vitest';
import { formatCount, formatCounted, formatDate, formatDuration, formatFee, formatList, formatMinutes, formatNumber, formatPercent, formatStamp, formatTime, formatTimeSeconds, plural } from './format.ts';

const zone = 'Asia/Shanghai';
const instant = Date.UTC(2026, 10, 22, 1, 5, 7);

test('a number has three digits, four from 1000, and never breaks after its prefix', () => {
  expect([formatNumber('A', 1), formatNumber('A', 12), formatNumber('ZB', 999), formatNumber('ZB', 1000), formatNumber('A', 9999)]).toEqual([
    'A\u00a0001',
    'A\u00a0012',
    'ZB\u00a0999',
    'ZB\u00a01000',
    'A\u00a09999',
  ]);
});

test('time is 24-hour in the hall’s zone in both languages', () => {
  for (const language of ['zh', 'en'] as const) {
    expect(formatTime(instant, language, zone)).toBe('09:05');
    expect(formatTimeSeconds(instant, language, zone)).toBe('09:05:07');
    expect(formatTime(Date.UTC(2026, 10, 21, 16, 0), language, zone)).toBe('00:00');
    expect(formatTime(instant, language, 'UTC')).toBe('01:05');
  }
});

test('the date is that of the hall’s zone, with weekday', () => {
  expect(formatDate(instant, 'zh', zone)).toBe('2026年11月22日星期日');
  expect(formatDate(instant, 'en', zone)).toBe('Sunday 22 November 2026');
  expect(formatDate(Date.UTC(2026, 10, 22, 16, 0), 'en', zone)).toBe('Monday 23 November 2026');
});

test('a duration is told to the minute, seconds only below one', () => {
  const minute = 60_000;
  const spans = [-5, 0, 59_999, minute, 3.9 * minute, 60 * minute, 65 * minute, 121 * minute];
  expect(spans.map((ms) => formatDuration(ms, 'zh'))).toEqual([
    '0秒钟', '0秒钟', '59秒钟', '1分钟', '3分钟', '1小时', '1小时5分钟', '2小时1分钟',
  ]);
  expect(spans.map((ms) => formatDuration(ms, 'en'))).toEqual([
    '0 seconds', '0 seconds', '59 seconds', '1 minute', '3 minutes', '1 hour', '1 hour 5 minutes', '2 hours 1 minute',
  ]);
});

test('a fee shows yuan, with fen only where there are some', () => {
  expect([0, 2000, 50, 123_456].map((fen) => formatFee(fen, 'zh'))).toEqual(['0元', '20元', '0.50元', '1,234.56元']);
  expect([0, 2000, 50, 123_456].map((fen) => formatFee(fen, 'en'))).toEqual([
    'CNY\u00a00', 'CNY\u00a020', 'CNY\u00a00.50', 'CNY\u00a01,234.56',
  ]);
});

test('figures in columns: minutes and shares with one decimal, stamps that sort as text', () => {
  expect([0, 90_000, 74_034_000, -90_000].map((ms) => formatMinutes(ms, 'en'))).toEqual(['0.0', '1.5', '1,233.9', '-1.5']);
  for (const language of ['zh', 'en'] as const) expect([0, 0.375, 1].map((part) => formatPercent(part, language))).toEqual(['0.0%', '37.5%', '100.0%']);
  expect(formatStamp(instant, zone)).toBe('2026-11-22 09:05');
  expect(formatStamp(Date.UTC(2026, 10, 21, 16, 0), zone)).toBe('2026-11-22 00:00');
});

test('counts have separators and English nouns agree', () => {
  expect([formatCount(1234, 'zh'), formatCount(1234, 'en')]).toEqual(['1,234', '1,234']);
  expect([plural(1, 'copy', 'copies'), plural(0, 'copy', 'copies')]).toEqual(['1 copy', '0 copies']);
});

test('a list is written as its language writes one', () => {
  expect([formatList(['1', '2', '3'], 'zh'), formatList(['1', '2', '3'], 'en'), formatList(['1'], 'zh'), formatList([], 'en')]).toEqual(['1、2、3', '1, 2, 3', '1', '']);
});

test('how many of a thing stands behind its name where it is more than one', () => {
  expect([formatCounted('身份证换领', 1), formatCounted('身份证换领', 12)]).toEqual(['身份证换领', '身份证换领\u00a0× 12']);
});
