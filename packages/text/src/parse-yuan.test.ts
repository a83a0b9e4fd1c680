import { expect, test } from 'vitest';
import { parseYuan, yuanOf } from './parse-yuan.ts';

test('amounts in yuan become whole fen', () => {
  const amounts = ['20', '20.5', '20.50', '0.29', '0', '1,234.56', '２０．５', ' 7 元', '¥8', '￥8.1', '100000000'];
  expect(amounts.map(parseYuan)).toEqual([2_000, 2_050, 2_050, 29, 0, 123_456, 2_050, 700, 800, 810, 10_000_000_000]);
});

test('what is no amount, negative, finer than a fen or too large is refused', () => {
  const wrong = ['', '.', '5.', '.5', '-1', '1.234', '1e3', 'twenty', '二十', '12,34', '100000000.01', '999999999', '1 2 a', '0x10'];
  expect(wrong.map(parseYuan)).toEqual(wrong.map(() => null));
});

test('an amount shown in a field is read back as it was', () => {
  const fen = [0, 1, 29, 50, 100, 2_050, 123_456, 10_000_000_000];
  expect(fen.map(yuanOf).map(parseYuan)).toEqual(fen);
});
