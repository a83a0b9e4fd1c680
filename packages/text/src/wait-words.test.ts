import { expect, test } from 'vitest';
import { texts } from './texts.ts';
import { waitWords } from './wait-words.ts';

test('an estimate in words: minutes, hours, and hardly anything', () => {
  expect([0, 1, 10, 55, 60, 65, 120].map((minutes) => waitWords(texts('en'), minutes))).toEqual([
    'less than a minute', 'about 1 minute', 'about 10 minutes', 'about 55 minutes', 'about 1 hour', 'about 1 hour 5 minutes', 'about 2 hours',
  ]);
  expect([0, 25, 60, 125].map((minutes) => waitWords(texts('zh'), minutes))).toEqual(['不到 1 分钟', '约 25 分钟', '约 1 小时', '约 2 小时 5 分钟']);
});
