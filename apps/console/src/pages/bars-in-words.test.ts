import { texts } from '@hallcall/text';
import { expect, test } from 'vitest';
import { barsInWords } from './bars-in-words.ts';

const said = (detail: string) => [barsInWords(texts('zh'), 'zh', detail), barsInWords(texts('en'), 'en', detail)];

test('bars that are out of order are told by address, those of one error together', () => {
  expect(said('4')).toEqual(['地址 4', 'No. 4']);
  expect(said('1 (busy), 3 (memory), 2 (busy), 9')).toEqual(['地址 1、2（忙） · 地址 3（内存不足） · 地址 9', 'No. 1, 2 (busy) · No. 3 (out of memory) · No. 9']);
  expect(said('5 (error 77)')).toEqual(['地址 5（error 77）', 'No. 5 (error 77)']);
});

test('a reason of the system stands as it is', () => {
  for (const detail of ['connect ECONNREFUSED 127.0.0.1:7', '', '1 (busy), cannot open', 'led-1: 4']) expect(barsInWords(texts('en'), 'en', detail)).toBeNull();
});
