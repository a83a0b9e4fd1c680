import { expect, test } from 'vitest';
import { jsonFaultAt } from './json-fault.ts';

test.each<readonly [text: string, line: number, column: number]>([
  ['', 1, 1],
  ['{\n  "a": 1,', 2, 10],
  ['{\n  "a": 1,\n}', 3, 1],
  ['{ // a hall\n}', 1, 3],
  ['{\n  “a”: 1\n}', 2, 3],
  ['{\n  "a": 1，\n  "b": 2\n}', 2, 9],
  ['{\r\n  "a": １０\r\n}', 2, 8],
  ['{ "a": NaN }', 1, 8],
  ['{ "a": 1 }}', 1, 11],
  ['{ "a": [1, 2 }', 1, 14],
  ['{ "a": "C:\\dir" }', 1, 12],
  ['{ "a": "x\ny" }', 1, 10],
  ['{ "a": tru }', 1, 11],
  ['{ "a": - }', 1, 9],
])('[F1] the place where %j stops being JSON has a line and a column', (text, line, column) => {
  expect(jsonFaultAt(text)).toEqual({ line, column });
});

test('[F1] JSON has no such place', () => {
  for (const text of ['{}', ' [1, -2.5e3, true, null, "\\u4e2d"] \n', '7']) expect(jsonFaultAt(text)).toBeNull();
});
