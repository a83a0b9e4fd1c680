import { type PrintedRun, type TextStyle, widthOf } from './printed.ts';

/** Character bytes that wait for the end of their line; `at` is a dot they were sent to. */
export type WaitingRun = TextStyle & { bytes: number[]; isChinese: boolean; at: number | null };

/** Decodes the bytes of a line and breaks it where it meets the edge, as the printer does. */
export function breakLine(line: readonly WaitingRun[], dots: number): PrintedRun[][] {
  const lines: PrintedRun[][] = [[]];
  let x = 0;
  for (const { bytes, isChinese, at, ...style } of line) {
    x = at ?? x;
    for (const char of decode(bytes, isChinese)) {
      const width = widthOf(char) * style.width;
      if (x + width > dots && x > 0) {
        lines.push([]);
        x = 0;
      }
      const current = lines.at(-1) ?? [];
      const last = current.at(-1);
      const isNext = last && isSameStyle(last, style) && last.x + widthOf(last.text) * last.width === x;
      if (isNext) last.text += char;
      else current.push({ ...style, text: char, x });
      x += width;
    }
  }
  return lines;
}

function decode(bytes: readonly number[], isChinese: boolean): string {
  if (isChinese) return new TextDecoder('gb18030').decode(Uint8Array.from(bytes));
  // Outside Chinese mode the upper half is a code page; this printer has none and shows a dot.
  return String.fromCharCode(...bytes.map((byte) => (byte < 0x80 ? byte : 0xb7)));
}

/** Whether two runs look alike. */
export function isSameStyle(a: TextStyle, b: TextStyle): boolean {
  const keys = ['width', 'height', 'isBold', 'isUnderlined', 'isInverse'] as const;
  return keys.every((key) => a[key] === b[key]);
}
