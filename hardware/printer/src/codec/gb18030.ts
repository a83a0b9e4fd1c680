import iconv from 'iconv-lite';

/** Text as GB18030: 1, 2 or 4 bytes a character. What no encoding has becomes U+FFFD, which takes 4 bytes. */
export function encodeGb18030(text: string): Uint8Array {
  return iconv.encode(text.toWellFormed(), 'gb18030');
}

// Codes that GB18030 maps to private-use characters, so printers hold no picture for them.
const privateUse = /\p{Co}/u;

/** Whether a printer with that font has a picture of the character (one code point) and takes it in 1 or 2 bytes. */
export function isInPrinterFont(char: string, font: 'gb18030' | 'gbk' | 'gb2312'): boolean {
  const [first = 0, second = 0, ...rest] = encodeGb18030(char);
  if (rest.length > 0 || privateUse.test(char)) return false;
  if (first < 0x80) return first >= 0x20 && first < 0x7f;
  if (font === 'gb18030') return true;
  // The euro sign and the ten vertical forms came with GB18030.
  if (font === 'gbk') return !(first === 0xa2 && second === 0xe3) && !(first === 0xa6 && second >= 0xd9);
  const row = first - 0xa0;
  const isChinese = row >= 16 && row <= 87;
  const isSymbol = row >= 1 && row <= 9 && !(row === 2 && second === 0xe3);
  return second >= 0xa1 && (isChinese || isSymbol);
}

/** Print columns a character takes: 1 for ASCII, 2 for everything a Chinese printer font draws square. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const char of text) columns += (char.codePointAt(0) ?? 0) < 0x80 ? 1 : 2;
  return columns;
}
