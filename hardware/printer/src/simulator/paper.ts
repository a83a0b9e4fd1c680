import { createQrMatrix, type QrMatrix } from './qr-matrix.ts';
import type { Token } from './tokenizer.ts';

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

/** The print head: turns commands into marks on the strip. */
export type Paper = {
  /** Applies a command; returns how many dots of paper it moved. */
  apply(token: Token): number;
  strip(): PaperStrip;
  /** Takes the strip off, as the knife or a hand does. */
  takeOff(): PaperStrip;
  /** Back to the state after power-on, the strip stays. */
  reset(): void;
};

type Align = 0 | 1 | 2;
type Placed = TextStyle & { bytes: number[]; isChinese: boolean; at: number | null };

const cellDots = 12;
const charDots = 24;
const defaultSpacing = 30;

/** Paper under a head of `dots` dots. */
export function createPaper(dots: number): Paper {
  let style: TextStyle = plainStyle();
  let align: Align = 0;
  let isChinese = false;
  let spacing = defaultSpacing;
  let line: Placed[] = [];
  let nextAt: number | null = null;
  let y = 0;
  let items: PrintedItem[] = [];
  let qr = { cell: 3, level: 1, payload: '' };
  let stored: Raster | null = null;

  const reset = (): void => {
    style = plainStyle();
    align = 0;
    isChinese = false;
    spacing = defaultSpacing;
    line = [];
    nextAt = null;
    qr = { cell: 3, level: 1, payload: '' };
    stored = null;
  };
  const startOf = (width: number): number => Math.max(0, align === 1 ? (dots - width) >> 1 : align === 2 ? dots - width : 0);
  const addByte = (byte: number): void => {
    const last = line.at(-1);
    if (last && nextAt === null && last.isChinese === isChinese && isSameStyle(last, style)) last.bytes.push(byte);
    else line.push({ ...style, bytes: [byte], isChinese, at: nextAt });
    nextAt = null;
  };
  const endLine = (): void => {
    for (const runs of breakLine(line, dots)) {
      const width = Math.max(0, ...runs.map((run) => run.x + widthOf(run.text) * run.width));
      const height = Math.max(charDots, ...runs.map((run) => charDots * run.height));
      const start = startOf(width);
      const moved = runs.map((run) => ({ ...run, x: run.x + start }));
      if (runs.length > 0) items.push({ kind: 'text', y, height, runs: moved });
      y += Math.max(spacing, runs.length > 0 ? height : 0);
    }
    line = [];
    nextAt = null;
  };
  const endOpenLine = (): void => {
    if (line.length > 0) endLine();
  };
  const addRaster = (raster: Raster): void => {
    endOpenLine();
    const height = raster.height * raster.scaleY;
    items.push({ kind: 'raster', x: startOf(raster.width * raster.scaleX), y, ...raster, height });
    y += height;
  };
  const addQr = (): void => {
    if (qr.payload === '') return;
    endOpenLine();
    const matrix = createQrMatrix(qr.payload, qr.level);
    const size = matrix.size * qr.cell;
    items.push({ kind: 'qr', x: startOf(size), y, height: size, cell: qr.cell, payload: qr.payload, matrix });
    y += size;
  };
  const applyQr = (bytes: Uint8Array): void => {
    const fn = bytes[6];
    if (bytes[5] !== 0x31) return;
    if (fn === 67) qr.cell = bytes[7] ?? 3;
    if (fn === 69) qr.level = (bytes[7] ?? 49) - 48;
    if (fn === 80) qr.payload = new TextDecoder().decode(bytes.subarray(8));
    if (fn === 81) addQr();
  };
  const applyGraphics = (bytes: Uint8Array, from: number): void => {
    const fn = bytes[from + 1];
    if (fn === 112) stored = storedRaster(bytes.subarray(from + 2));
    if ((fn === 50 || fn === 2) && stored) addRaster(stored);
  };
  const applyCommand = (name: string, bytes: Uint8Array): void => {
    const n = bytes[2] ?? 0;
    switch (name) {
      case 'ESC @': return reset();
      case 'ESC a': align = toAlign(n); return;
      case 'ESC E': case 'ESC G': style = { ...style, isBold: (n & 1) === 1 }; return;
      case 'ESC -': style = { ...style, isUnderlined: (n & 3) !== 0 && n !== 48 }; return;
      case 'ESC !': style = selectedStyle(n, style); return;
      case 'GS !': style = { ...style, width: ((n >> 4) & 7) + 1, height: (n & 7) + 1 }; return;
      case 'GS B': style = { ...style, isInverse: (n & 1) === 1 }; return;
      case 'FS &': isChinese = true; return;
      case 'FS .': isChinese = false; return;
      case 'ESC 2': spacing = defaultSpacing; return;
      case 'ESC 3': spacing = n; return;
      case 'ESC $': nextAt = n + (bytes[3] ?? 0) * 256; return;
      case 'ESC d': endOpenLine(); y += n * Math.max(spacing, 1); return;
      case 'ESC J': endOpenLine(); y += n; return;
      case 'GS v 0': return addRaster(rasterOf(bytes));
      case 'GS ( k': return applyQr(bytes);
      case 'GS ( L': return applyGraphics(bytes, 5);
      case 'GS 8 L': return applyGraphics(bytes, 7);
      default: return;
    }
  };

  return {
    apply(token) {
      const before = y;
      if (token.kind === 'char') addByte(token.byte);
      else if (token.kind === 'control' && token.byte === 0x0a) endLine();
      else if (token.kind === 'command') applyCommand(token.name, token.bytes);
      return y - before;
    },
    strip: () => ({ items, length: y }),
    takeOff() {
      const strip = { items, length: y };
      items = [];
      y = 0;
      return strip;
    },
    reset,
  };
}

type Raster = { width: number; height: number; bits: Uint8Array; scaleX: number; scaleY: number };

function rasterOf(bytes: Uint8Array): Raster {
  const [, , , mode = 0, xLow = 0, xHigh = 0, yLow = 0, yHigh = 0] = bytes;
  return {
    width: (xLow + xHigh * 256) * 8,
    height: yLow + yHigh * 256,
    bits: bytes.slice(8),
    scaleX: (mode & 1) + 1,
    scaleY: ((mode >> 1) & 1) + 1,
  };
}

/** Function 112: tone, horizontal and vertical factor, colour, width and height in dots, data. */
function storedRaster(bytes: Uint8Array): Raster {
  const [, scaleX = 1, scaleY = 1, , xLow = 0, xHigh = 0, yLow = 0, yHigh = 0] = bytes;
  const width = Math.ceil((xLow + xHigh * 256) / 8) * 8;
  return { width, height: yLow + yHigh * 256, bits: bytes.slice(8), scaleX, scaleY };
}

function plainStyle(): TextStyle {
  return { width: 1, height: 1, isBold: false, isUnderlined: false, isInverse: false };
}

function selectedStyle(n: number, style: TextStyle): TextStyle {
  const width = (n & 0x20) === 0 ? 1 : 2;
  const height = (n & 0x10) === 0 ? 1 : 2;
  return { ...style, width, height, isBold: (n & 8) !== 0, isUnderlined: (n & 0x80) !== 0 };
}

function isSameStyle(a: TextStyle, b: TextStyle): boolean {
  const keys = ['width', 'height', 'isBold', 'isUnderlined', 'isInverse'] as const;
  return keys.every((key) => a[key] === b[key]);
}

function toAlign(n: number): Align {
  const value = n >= 48 ? n - 48 : n;
  return value === 1 ? 1 : value === 2 ? 2 : 0;
}

/** Decodes the bytes of a line and breaks it where it meets the edge, as the printer does. */
function breakLine(line: readonly Placed[], dots: number): PrintedRun[][] {
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

/** Dots a text takes at width 1. */
export function widthOf(text: string): number {
  let width = 0;
  for (const char of text) width += (char.codePointAt(0) ?? 0) < 0x80 || char === '·' ? cellDots : cellDots * 2;
  return width;
}
