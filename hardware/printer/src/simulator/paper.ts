import { breakLine, isSameStyle, type WaitingRun } from './break-line.ts';
import { type PaperStrip, type PrintedItem, type TextStyle, widthOf } from './printed.ts';
import { createQrMatrix } from './qr-matrix.ts';
import { type Raster, rasterOf, storedRaster } from './raster-command.ts';
import { plainStyle, selectedStyle } from './text-style.ts';
import type { Token } from './tokenizer.ts';

const charDots = 24;
const defaultSpacing = 30;

type Align = 0 | 1 | 2;

/** The print head: turns commands into marks on the strip of paper under it. */
export class Paper {
  readonly #dots: number;
  #style: TextStyle = plainStyle();
  #align: Align = 0;
  #isChinese = false;
  #spacing = defaultSpacing;
  #line: WaitingRun[] = [];
  #nextAt: number | null = null;
  #y = 0;
  #items: PrintedItem[] = [];
  #qr = { cell: 3, level: 1, payload: '' };
  #stored: Raster | null = null;

  /** `dots` is the width of the head. */
  constructor(dots: number) {
    this.#dots = dots;
  }

  /** Applies a command; returns how many dots of paper it moved. */
  apply(token: Token): number {
    const before = this.#y;
    if (token.kind === 'char') this.#addByte(token.byte);
    else if (token.kind === 'control' && token.byte === 0x0a) this.#endLine();
    else if (token.kind === 'command') this.#obey(token.name, token.bytes);
    return this.#y - before;
  }

  /** What has come out since the last cut. */
  strip(): PaperStrip {
    return { items: this.#items, length: this.#y };
  }

  /** Takes the strip off, as the knife or a hand does. */
  takeOff(): PaperStrip {
    const strip = this.strip();
    this.#items = [];
    this.#y = 0;
    return strip;
  }

  /** Back to the state after power-on; the strip stays. */
  reset(): void {
    this.#style = plainStyle();
    this.#align = 0;
    this.#isChinese = false;
    this.#spacing = defaultSpacing;
    this.#line = [];
    this.#nextAt = null;
    this.#qr = { cell: 3, level: 1, payload: '' };
    this.#stored = null;
  }

  #obey(name: string, bytes: Uint8Array): void {
    const n = bytes[2] ?? 0;
    const style = this.#styleAfter(name, n);
    if (style) {
      this.#style = style;
      return;
    }
    if (name === 'ESC @') this.reset();
    else if (name === 'ESC a') this.#align = toAlign(n);
    else if (name === 'FS &') this.#isChinese = true;
    else if (name === 'FS .') this.#isChinese = false;
    else if (name === 'ESC 2') this.#spacing = defaultSpacing;
    else if (name === 'ESC 3') this.#spacing = n;
    else if (name === 'ESC $') this.#nextAt = n + (bytes[3] ?? 0) * 256;
    else if (name === 'ESC d') this.#feed(n * Math.max(this.#spacing, 1));
    else if (name === 'ESC J') this.#feed(n);
    else if (name === 'GS v 0') this.#addRaster(rasterOf(bytes));
    else if (name === 'GS ( k') this.#obeyQr(bytes);
    else if (name === 'GS ( L') this.#obeyGraphics(bytes.subarray(5));
    else if (name === 'GS 8 L') this.#obeyGraphics(bytes.subarray(7));
  }

  #styleAfter(name: string, n: number): TextStyle | null {
    const style = this.#style;
    if (name === 'ESC !') return selectedStyle(n, style);
    if (name === 'ESC E' || name === 'ESC G') return { ...style, isBold: (n & 1) === 1 };
    if (name === 'ESC -') return { ...style, isUnderlined: (n & 3) !== 0 && n !== 48 };
    if (name === 'GS !') return { ...style, width: ((n >> 4) & 7) + 1, height: (n & 7) + 1 };
    return name === 'GS B' ? { ...style, isInverse: (n & 1) === 1 } : null;
  }

  #addByte(byte: number): void {
    const last = this.#line.at(-1);
    const isMore = last && this.#nextAt === null && last.isChinese === this.#isChinese && isSameStyle(last, this.#style);
    if (isMore) last.bytes.push(byte);
    else this.#line.push({ ...this.#style, bytes: [byte], isChinese: this.#isChinese, at: this.#nextAt });
    this.#nextAt = null;
  }

  #endLine(): void {
    for (const runs of breakLine(this.#line, this.#dots)) {
      const width = Math.max(0, ...runs.map((run) => run.x + widthOf(run.text) * run.width));
      const height = Math.max(charDots, ...runs.map((run) => charDots * run.height));
      const start = this.#startOf(width);
      const moved = runs.map((run) => ({ ...run, x: run.x + start }));
      if (runs.length > 0) this.#items.push({ kind: 'text', y: this.#y, height, runs: moved });
      this.#y += Math.max(this.#spacing, runs.length > 0 ? height : 0);
    }
    this.#line = [];
    this.#nextAt = null;
  }

  #endOpenLine(): void {
    if (this.#line.length > 0) this.#endLine();
  }

  #feed(dots: number): void {
    this.#endOpenLine();
    this.#y += dots;
  }

  #startOf(width: number): number {
    const free = Math.max(0, this.#dots - width);
    return this.#align === 1 ? free >> 1 : this.#align === 2 ? free : 0;
  }

  #addRaster(raster: Raster): void {
    this.#endOpenLine();
    const height = raster.height * raster.scaleY;
    this.#items.push({ kind: 'raster', x: this.#startOf(raster.width * raster.scaleX), y: this.#y, ...raster, height });
    this.#y += height;
  }

  /** `GS ( L`, `GS 8 L`: function 112 stores a picture, 50 prints it. */
  #obeyGraphics(body: Uint8Array): void {
    const fn = body[1];
    if (fn === 112) this.#stored = storedRaster(body.subarray(2));
    if ((fn === 50 || fn === 2) && this.#stored) this.#addRaster(this.#stored);
  }

  /** `GS ( k` for QR codes: 67 cell, 69 correction, 80 payload, 81 print. */
  #obeyQr(bytes: Uint8Array): void {
    const fn = bytes[6];
    if (bytes[5] !== 0x31) return;
    if (fn === 67) this.#qr.cell = bytes[7] ?? 3;
    if (fn === 69) this.#qr.level = (bytes[7] ?? 49) - 48;
    if (fn === 80) this.#qr.payload = new TextDecoder().decode(bytes.subarray(8));
    if (fn === 81 && this.#qr.payload !== '') this.#addQr();
  }

  #addQr(): void {
    this.#endOpenLine();
    const { cell, level, payload } = this.#qr;
    const matrix = createQrMatrix(payload, level);
    const height = matrix.size * cell;
    this.#items.push({ kind: 'qr', x: this.#startOf(height), y: this.#y, height, cell, payload, matrix });
    this.#y += height;
  }
}

function toAlign(n: number): Align {
  const value = n >= 48 ? n - 48 : n;
  return value === 1 ? 1 : value === 2 ? 2 : 0;
}
