import iconv from 'iconv-lite';

/*
 * Text as the bytes of a bar's own font. Nothing disappears without a word: what the font lacks becomes 〓 and is named.
 * A backslash never gets through, because bars take it as the start of a command (\C1 = red).
 */

/** The characters a bar's font has. */
export type Charset = 'gb2312' | 'gbk' | 'gb18030' | 'ascii';

/** The bytes, and the characters the font lacks (each once). */
export type EncodedText = { readonly bytes: Uint8Array; readonly missing: readonly string[] };

/** Cleans and encodes one line of text. */
export function encodeText(text: string, charset: Charset): EncodedText {
  const missing = new Set<string>();
  const fallback = encodeChar(charset === 'ascii' ? '?' : '〓', charset) ?? [];
  const bytes = Array.from(cleanText(text, charset)).flatMap((char) => {
    const code = encodeChar(char, charset);
    if (code === null) missing.add(char);
    return code ?? fallback;
  });
  return { bytes: Uint8Array.from(bytes), missing: [...missing] };
}

/** Columns of half a square: 1 for ASCII, 2 for everything Chinese fonts draw square. */
export function columnsOfText(text: string): number {
  let columns = 0;
  for (const char of text) columns += (char.codePointAt(0) ?? 0) < 0x80 ? 1 : 2;
  return columns;
}

/** One line, composed accents, without control and invisible characters; ¥ and the backslash as fonts have them. */
function cleanText(text: string, charset: Charset): string {
  const line = text
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/[\s\u0085]+/gu, ' ')
    .replaceAll(/[\p{Cc}\p{Cf}\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}]/gu, '');
  return charset === 'ascii' ? line.replaceAll('\\', '/') : line.replaceAll('\\', '＼').replaceAll('¥', '￥');
}

function encodeChar(char: string, charset: Charset): number[] | null {
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x80) return [code];
  // Private use: codes without a picture. U+FFFD: what was broken before it came here.
  if (charset === 'ascii' || /[\p{Co}\uFFFD]/u.test(char)) return null;
  const bytes = Array.from(iconv.encode(char, 'gb18030'));
  if (charset === 'gb18030') return bytes;
  const [lead = 0, trail = 0] = bytes;
  const isIn = bytes.length === 2 && (charset === 'gbk' ? isInGbk(lead, trail) : isInGb2312(lead, trail));
  return isIn ? bytes : null;
}

/** Two-byte GB18030 without what it added to GBK: the euro sign, the vertical forms, row A8 BF. */
function isInGbk(lead: number, trail: number): boolean {
  if (lead === 0xa2) return trail !== 0xe3;
  if (lead === 0xa6) return trail < 0xd9;
  return !(lead === 0xa8 && trail === 0xbf);
}

/** The cells of GB 2312-80 by row (lead byte − A0), inclusive. Rows not named are full (16–87) or empty. */
const symbolCells: Readonly<Record<number, readonly (readonly [number, number])[]>> = {
  1: [[1, 94]],
  2: [[17, 66], [69, 78], [81, 92]],
  3: [[1, 94]],
  4: [[1, 83]],
  5: [[1, 86]],
  6: [[1, 24], [33, 56]],
  7: [[1, 33], [49, 81]],
  8: [[1, 26], [37, 73]],
  9: [[4, 79]],
  55: [[1, 89]],
};

function isInGb2312(lead: number, trail: number): boolean {
  const [row, cell] = [lead - 0xa0, trail - 0xa0];
  if (cell < 1) return false;
  const cells = symbolCells[row];
  return cells ? cells.some(([from, to]) => cell >= from && cell <= to) : row >= 16 && row <= 87;
}
