import { expect, test } from 'vitest';
import { isIdNumber, readIdNumber } from './id-number.ts';

test('[PE1] what is no identity number by its form or its check digit is not taken for one (both examples are the standard’s own)', () => {
  expect(['11010519491231002X', '440524188001010014', '11010519491231020X', '11010519491231002x', '1101051949123100', '11010519491231002XX', ''].map(isIdNumber)).toEqual([true, true, false, false, false, false, false]);
  expect([' 110105 19491231 002x ', 'A1010519491231002X'].map(readIdNumber)).toEqual(['11010519491231002X', null]);
});

test('[PE1] a typed one is read with its check digit, and in no other form', () => {
  for (const digit of '0123456789') expect(readIdNumber(`11010519491231002${digit}`)).toBeNull();
  for (const wrong of ['11010519491231020X', '1101051949123100', '11010519491231002XX', '']) expect(readIdNumber(wrong)).toBeNull();
  expect(readIdNumber('440524188001010014')).toBe('440524188001010014');
});
