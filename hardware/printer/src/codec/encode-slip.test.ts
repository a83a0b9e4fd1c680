import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTicketFont } from '../font/ticket-font.ts';
import { loadProfile, parseProfile, profiles } from '../profile.ts';
import type { Slip, SlipLine } from '../slip.ts';
import { cleanText } from './clean-text.ts';
import { encodeTicket } from './encode-slip.ts';
import { createEscPosWriter } from './escpos-writer.ts';
import { columnsOf, encodeGb18030, isInPrinterFont } from './gb18030.ts';
import { layOut } from './lay-out.ts';
import { wrapBalanced, wrapText } from './wrap-text.ts';

const font = createTicketFont();
const profile = loadProfile('gsH-80mm');

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

function slip(...lines: SlipLine[]): Slip {
  return { language: 'zh', lines };
}

function encode(lines: SlipLine[], name = 'gsH-80mm'): string {
  return hex(encodeTicket(slip(...lines), loadProfile(name), 'ab12', font).bytes);
}

function qrOf(length: number): SlipLine {
  return { kind: 'qr', text: 'x'.repeat(length) };
}

function fontsWith(char: string): boolean[] {
  return (['gb18030', 'gbk', 'gb2312'] as const).map((name) => isInPrinterFont(char, name));
}

test('the golden ticket comes out byte for byte', () => {
  const writer = createEscPosWriter();
  writer.prologue(true);
  writer.align('center');
  writer.textLine('政务服务中心');
  writer.textLine('¥0.00 € 龘 㐂 𠮷');
  writer.textLine('前面等候 12 人');
  writer.qr('号A012窗口', 6);
  writer.cut('full');
  // Read back by an independent PHP parser and iconv, the QR payload included.
  const golden = `
    1b 40 1b 74 00 1c 26  1b 61 01
    d5 fe ce f1 b7 fe ce f1 d6 d0 d0 c4 0a
    81 30 84 36 30 2e 30 30 20 a2 e3 20 fd 93 20 81 39 ef 31 20 95 34 b2 35 0a
    c7 b0 c3 e6 b5 c8 ba f2 20 31 32 20 c8 cb 0a
    1d 28 6b 04 00 31 41 32 00  1d 28 6b 03 00 31 43 06  1d 28 6b 03 00 31 45 31
    1d 28 6b 10 00 31 50 30 e5 8f b7 41 30 31 32 e7 aa 97 e5 8f a3
    1d 28 6b 03 00 31 51 30  1b 64 04 1b 64 04 1d 56 00 1b 40`;
  expect(hex(writer.bytes())).toBe(golden.replaceAll(/\s/g, ''));
  expect(writer.bytes()).toHaveLength(128);
});

test('any text encodes to GB18030 that ICU reads back', () => {
  const decoder = new TextDecoder('gb18030');
  fc.assert(
    fc.property(fc.string({ unit: fc.integer({ min: 0x20, max: 0x2_ff_ff }).filter(isMapped).map(String.fromCodePoint) }), (text) => {
      expect(decoder.decode(encodeGb18030(text))).toBe(text);
    }),
  );
});

/** Assigned characters outside the few private-use codes in which the editions of GB18030 differ. */
function isMapped(code: number): boolean {
  return !/[\p{Cs}\p{Co}\p{Cn}]/u.test(String.fromCodePoint(code));
}

test('龘 stays text, 㐂 and 𠮷 make a picture of their own line only, ¥ becomes ￥', () => {
  const rows = layOut(
    slip(
      { kind: 'text', text: '龘 ¥5' },
      { kind: 'text', text: '㐂' },
      { kind: 'text', text: '𠮷先生' },
      { kind: 'text', text: '王先生' },
    ),
    profile,
  );
  expect(rows.map((row) => row.kind === 'text' && [row.cells[0]?.text, row.isPicture])).toEqual([
    ['龘 ￥5', false],
    ['㐂', true],
    ['𠮷先生', true],
    ['王先生', false],
  ]);
  expect(encode([{ kind: 'text', text: '龘¥' }])).toContain('fd93a3a40a');
});

test('what a smaller Chinese font lacks becomes a picture', () => {
  expect(['政', '龘', '€', '㐂', 'A', 'é', '\u{E000}'].map(fontsWith)).toEqual([
    [true, true, true],
    [true, true, false],
    [true, false, false],
    [false, false, false],
    [true, true, true],
    [true, true, true],
    [false, false, false],
  ]);
});

test('a printer without a Chinese font gets no text at all, and is not put into Chinese mode', () => {
  const lines: SlipLine[] = [{ kind: 'text', text: 'A 012' }, { kind: 'rule' }, { kind: 'pair', left: 'a', right: 'b' }];
  const rows = layOut(slip(...lines), loadProfile('raster-80mm'));
  expect(rows.every((row) => row.kind === 'blank' || row.kind === 'qr' || row.isPicture)).toBe(true);
  expect(encode(lines, 'raster-80mm').startsWith('1b401b74001d61ff1d28440300140100')).toBe(true);
  expect(encode(lines, 'raster-80mm').slice(0, 32)).not.toContain('1c26');
  expect(encode(lines).slice(0, 32)).toContain('1c26');
});

test('GS ( D goes before the first picture, and only then', () => {
  const disable = '1d28440300140100';
  const bytes = encode([{ kind: 'text', text: '王' }, { kind: 'text', text: '𠮷' }]);
  expect(bytes.indexOf(disable)).toBeGreaterThan(0);
  expect(bytes.indexOf(disable)).toBeLessThan(bytes.indexOf('1d763030'));
  expect(encode([{ kind: 'text', text: '王' }])).not.toContain(disable);
});

test('the acknowledgement is the last thing asked for', () => {
  expect(encode([{ kind: 'blank' }]).endsWith('1d28480600303061623132')).toBe(true);
  expect(encode([{ kind: 'blank' }], 'gsR-80mm').endsWith('1d56011b401d61ff1d7201')).toBe(true);
  expect(encode([{ kind: 'blank' }], 'none-80mm').endsWith('1d56001b40')).toBe(true);
  expect(() => encodeTicket(slip(), profile, 'ab1\n', font)).toThrow('four printable ASCII characters');
});

test('no text can carry a printer command', () => {
  const bytes = encode([{ kind: 'text', text: 'A\u001B@\u001Dv0\u0010\u0014B\n\u0000C\u200B\uFEFF' }]);
  expect(bytes).toContain(hex(Buffer.from('A@v0B C\n')));
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('zh' as const, 'en' as const), (text, language) => {
      expect(encodeGb18030(cleanText(text, language)).every((byte) => byte >= 0x20 && byte !== 0x7f)).toBe(true);
    }),
  );
});

test('English slips use ASCII marks, which a Chinese font would draw twice as wide', () => {
  expect(cleanText('You’re “next” – wait…', 'en')).toBe('You\'re "next" - wait...');
  expect(cleanText('“好”', 'zh')).toBe('“好”');
});

test('lines break between words and Chinese characters, never before a closing mark', () => {
  expect(wrapText('please wait near window 12', 12)).toEqual(['please wait', 'near window', '12']);
  expect(wrapText('请到导办台恢复，当日有效。', 14)).toEqual(['请到导办台恢', '复，当日有效。']);
  expect(wrapText('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij']);
  expect(wrapText('', 10)).toEqual(['']);
  expect(wrapBalanced('一二三四五六七八九十', 18)).toEqual(['一二三四五', '六七八九十']);
});

test('wrapping loses nothing and overflows nothing', () => {
  const unit = fc.constantFrom('a', 'b', ' ', '政', '务', '，', '（', '𠮷', '1');
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 80 }), fc.integer({ min: 2, max: 20 }), (text, columns) => {
      const lines = wrapText(text, columns);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      expect(Math.max(...lines.map(columnsOf))).toBeLessThanOrEqual(columns);
    }),
  );
});

test('a pair stands at both edges, and its value goes below when both do not fit', () => {
  const fit = encode([{ kind: 'pair', left: '前面等候', right: '7 人' }]);
  expect(fit).toContain(hex(encodeGb18030(`前面等候${' '.repeat(36)}7 人\n`)));
  const rows = layOut(slip({ kind: 'pair', left: 'a'.repeat(40), right: 'b'.repeat(20) }), profile);
  expect(rows).toHaveLength(2);
});

test('columns share the line and each cell wraps in its own', () => {
  const rows = layOut(slip({ kind: 'columns', cells: ['窗口', '号码', '时间'] }), profile);
  expect(rows).toHaveLength(1);
  expect(encode([{ kind: 'columns', cells: ['ab', 'cd', 'ef'] }])).toContain(
    hex(Buffer.from(`ab${' '.repeat(21)}cd${' '.repeat(21)}ef\n`)),
  );
});

test('a character that no font has is reported and shown as 〓', () => {
  const encoded = encodeTicket(slip({ kind: 'text', text: '王\u{10FFFD}' }), profile, 'ab12', font);
  expect(encoded.missing).toEqual(['\u{10FFFD}']);
  expect(font.runs('\u{10FFFD}').map((run) => run.text)).toEqual(['〓']);
});

test('a QR code that cannot fit is refused with a sentence', () => {
  // 412 bytes of payload and 3 of the function, and cells small enough for 58 mm paper.
  expect(encode([qrOf(412)], 'gsH-58mm')).toMatch(/1d286b0300314304.*1d286b9f01315030/);
  expect(() => encode([qrOf(413)])).toThrow('at most 412 bytes');
});

test('every shipped profile is sound and a broken one is refused by field', () => {
  expect(Object.keys(profiles)).toEqual(['gsH-80mm', 'gsR-80mm', 'none-80mm', 'mute-80mm', 'gsH-58mm', 'raster-80mm']);
  expect(() => loadProfile('x')).toThrow('there is no printer profile "x"; known are gsH-80mm');
  expect(() => parseProfile({ ...profile, ack: 'maybe' })).toThrow('field ack is "maybe": it must be gsH, gsR, none');
  expect(() => parseProfile({ ...profile, dots: 570 })).toThrow('multiple of 8');
  expect(() => parseProfile({ ...profile, asb: 1 })).toThrow('field asb is 1');
  expect(() => parseProfile(null)).toThrow('must be an object');
});
