import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columnsOfText, encodeText } from './text.ts';

const hex = (text: string, charset: 'gb2312' | 'gbk' | 'gb18030' | 'ascii'): string =>
  Buffer.from(encodeText(text, charset).bytes).toString('hex');

test('GB2312 has its 682 symbols and 6763 Chinese characters, by the codes ICU gives them', () => {
  const decoder = new TextDecoder('gb18030');
  const characters = new Set<string>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const text = decoder.decode(Uint8Array.of(lead, trail));
      // Not one character; or one that is cleaned into another before it is encoded.
      if (text.length !== 1 || text !== text.normalize('NFC')) continue;
      if (encodeText(text, 'gb2312').missing.length === 0) characters.add(text);
    }
  }
  expect(characters.size).toBe(682 + 6763);
});

test('what the font lacks becomes 〓 and is named once; nothing is dropped', () => {
  expect(encodeText('张龘𠮷龘', 'gb2312')).toEqual({ bytes: Uint8Array.from(Buffer.from('d5c5a1fea1fea1fe', 'hex')), missing: ['龘', '𠮷'] });
  expect(encodeText('张龘𠮷', 'gbk').missing).toEqual(['𠮷']);
  expect(encodeText('张龘𠮷', 'gb18030').missing).toEqual([]);
  expect(encodeText('A é 3', 'ascii')).toEqual({ bytes: Uint8Array.from(Buffer.from('A ? 3')), missing: ['é'] });
  expect(encodeText('€', 'gbk').missing).toEqual(['€']);
  expect(encodeText('a\uD800b', 'gb18030').missing).toEqual(['\uFFFD']);
});

test('¥ becomes the ￥ of Chinese fonts, lines become one, invisible characters go', () => {
  expect(hex('¥5', 'gb2312')).toBe('a3a435');
  expect(hex('A\n\tB\u200b\u0007C', 'gb2312')).toBe('41204243');
});

test('no backslash gets through from a text, in any encoding', () => {
  expect(hex('\\C2', 'gb2312')).toBe('a3dc4332');
  expect(hex('\\C2', 'ascii')).toBe('2f4332');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(encodeText(`\\${text}\\`, 'gb2312').bytes.includes(0x5c)).toBe(false);
    }),
  );
});

test('every text decodes back by ICU, 〓 where a character was missing', () => {
  const decoder = new TextDecoder('gb18030');
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...Array.from('A0号窗口请龘𠮷€，《Ωかя')) }), (text) => {
      for (const charset of ['gb2312', 'gbk', 'gb18030'] as const) {
        const { bytes, missing } = encodeText(text, charset);
        expect(decoder.decode(bytes)).toBe(Array.from(text, (char) => (missing.includes(char) ? '〓' : char)).join(''));
      }
    }),
  );
});

test('a Chinese character takes two columns', () => {
  expect(columnsOfText('请A012号')).toBe(8);
});
