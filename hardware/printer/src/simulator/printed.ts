import type { QrMatrix } from './qr-matrix.ts';

/** How a run of characters is printed; sizes are factors of 12 × 24 dots (Chinese: 24 × 24). */
export type TextStyle = { width: number; height: number; isBold: boolean; isUnderlined: boolean; isInverse: boolean };

/** A run of characters from the dot `x`. */
export type PrintedRun = TextStyle & { text: string; x: number };

/** One thing burnt into the paper, from the line `y` on; all measures in dots. */
export type PrintedItem =
  | { kind: 'text'; y: number; height: number; runs: PrintedRun[] }
  | { kind: 'raster'; x: number; y: number; height: number; width: number; bits: Uint8Array; scaleX: number; scaleY: number }
  | { kind: 'qr'; x: number; y: number; height: number; cell: number; payload: string; matrix: QrMatrix };

/** What has come out since the last cut. */
export type PaperStrip = { items: PrintedItem[]; length: number };

const cellDots = 12;

/** Dots a text takes at width 1. */
export function widthOf(text: string): number {
  let width = 0;
  for (const char of text) width += (char.codePointAt(0) ?? 0) < 0x80 || char === '·' ? cellDots : cellDots * 2;
  return width;
}
