import { DayRoot } from '@hallcall/domain';
import { expect, test } from 'vitest';
import { readRootText, rootLines, rootText } from './root-text.ts';

const root = DayRoot.parse({ date: '2026-11-23', epoch: 2, firstSeq: 12, lastSeq: 4711, root: '0123456789abcdef'.repeat(4), at: 0 });

test('the text of the code and the digits of the paper are read back, however they were typed', () => {
  const text = rootText('hall-1', root);
  expect(text).toBe(`hallcall-root:1:hall-1:2026-11-23:2:12-4711:${root.root}`);
  expect(readRootText(` ${text}\n`)).toEqual({ root: root.root, place: { hallId: 'hall-1', date: '2026-11-23', epoch: 2, firstSeq: 12, lastSeq: 4711 } });
  const lines = rootLines(root.root);
  expect(lines).toEqual(Array.from({ length: 4 }, () => '0123 4567 89ab cdef'));
  expect(readRootText(lines.join('\n').toUpperCase())).toEqual({ root: root.root, place: null });
});

test('what is neither is refused, also digits too few or too many', () => {
  expect(['', root.root.slice(1), `${root.root}0`, root.root.replace('0', 'g'), rootText('hall-1', root).replace('12-4711', '12')].map(readRootText)).toEqual([null, null, null, null, null]);
});
