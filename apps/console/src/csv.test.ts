import { expect, test } from 'vitest';
import { csvOf } from './csv.ts';

test('commas, quotes and line ends are quoted, lines end with CRLF, and the file begins with its mark', () => {
  expect(csvOf([['a', 'b,c', 'd"e'], ['f\ng', '', null], [1, -2.5, 0]])).toBe('\uFEFFa,"b,c","d""e"\r\n"f\ng",,\r\n1,-2.5,0\r\n');
  expect(csvOf([])).toBe('\uFEFF');
});

test('what a spreadsheet would run as a formula is text, also inside quotes; a negative number stays one', () => {
  const bad = ['=1+1', '+1', '-1', '@sum(a1)', '\t=1', '\r=1', '=cmd|"/c calc"!a1,2'];
  expect(csvOf([bad])).toBe(`\uFEFF'=1+1,'+1,'-1,'@sum(a1),'\t=1,"'\r=1","'=cmd|""/c calc""!a1,2"\r\n`);
  expect(csvOf([[-1, 'a=1']])).toBe('\uFEFF-1,a=1\r\n');
});

test('full-width signs begin a formula too', () => {
  expect(csvOf([['＝1+1', '＋1', '－1', '＠sum(a1)', '１＝１']])).toBe(`\uFEFF'＝1+1,'＋1,'－1,'＠sum(a1),１＝１\r\n`);
});

test('sixteen digits and more stay as they are: a spreadsheet would round them', () => {
  expect(csvOf([['123456789012345', '1234567890123456', ' 12345678901234567890 ', '１２３４５６７８９０１２３４５６', '1234-5678-9012-3456', 1234567]]))
    .toBe(`\uFEFF123456789012345,'1234567890123456,' 12345678901234567890 ,'１２３４５６７８９０１２３４５６,1234-5678-9012-3456,1234567\r\n`);
});

test('a number with zeros in front, or one that reads as a power of ten, stays as it is', () => {
  expect(csvOf([['000123', '０１２', '12E3', '7e10', '0', '120', '0.5', '09:00', '2026-01-05', 'E3']])).toBe(`\uFEFF'000123,'０１２,'12E3,'7e10,0,120,0.5,09:00,2026-01-05,E3\r\n`);
});
