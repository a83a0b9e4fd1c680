import type { Slip } from '../slip.ts';

const asciiMarks: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '…': '...',
  '·': '-',
};

/**
 * Makes a text fit to be printed: one line, no control or invisible characters (a name must not carry printer
 * commands), composed accents, ¥ as the ￥ that Chinese printer fonts have, and in English ASCII marks.
 */
export function cleanText(text: string, language: Slip['language']): string {
  const plain = text
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/[\s\u0085]+/gu, ' ')
    .replaceAll(/[\p{Cc}\p{Cf}\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}]/gu, '')
    .replaceAll('¥', '￥');
  return language === 'en' ? plain.replaceAll(/[‘’“”–—…·]/gu, (mark) => asciiMarks[mark] ?? mark) : plain;
}
