import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';
import { columnsOfChar } from './screen-text.ts';

/*
 * The 16-dot font of a simulated bar, made of Noto Sans SC: each character is drawn large at several places of the dot
 * grid and the one whose dots are clearest (most nearly full or empty) is kept.
 */

/** A character in dots, 16 high and 8 or 16 wide; rows from the top, 1 = lit. */
export type Glyph = { readonly width: number; readonly dots: Uint8Array };

/** The font; characters are drawn when they are first needed and kept. */
export type DotFont = { glyph(char: string): Glyph };

const height = 16;
/** Drawn pixels to a dot. */
const scale = 8;
/** Dots around a character that its place may shift into. */
const margin = 2;
const sizes = [15, 15.5, 16];
const weight = 500;
const baseline = { latin: 12.8, chinese: 13.6 };
/** The share of a dot that must be covered to light it. */
const threshold = 0.43;

/** Reads the table of the font's slices; a slice is loaded when one of its characters is needed. */
export function createDotFont(): DotFont {
  const familyOf = createFamilies();
  const glyphs = new Map<string, Glyph>();
  return {
    glyph(char) {
      const known = glyphs.get(char);
      if (known) return known;
      const glyph = drawGlyph(char, familyOf(char));
      glyphs.set(char, glyph);
      return glyph;
    },
  };
}

function drawGlyph(char: string, family: string): Glyph {
  const width = columnsOfChar(char) * 8;
  const blank = { width, dots: new Uint8Array(width * height) };
  if (char.trim() === '') return blank;
  const candidates = sizes.flatMap((size) => placements(coverage(char, { family, width, size }), width));
  return candidates.reduce((best, next) => (next.clarity > best.clarity ? next : best), { ...blank, clarity: -1 });
}

type Coverage = { alpha: Uint8ClampedArray; stride: number };

/** The character large, squeezed into its cell when it is wider, with a margin around. */
function coverage(char: string, { family, width, size }: { family: string; width: number; size: number }): Coverage {
  const stride = (width + 2 * margin) * scale;
  const rows = (height + 2 * margin) * scale;
  const context: SKRSContext2D = createCanvas(stride, rows).getContext('2d');
  context.font = `${weight} ${size * scale}px "${family}"`;
  const natural = context.measureText(char).width / scale;
  const left = margin + Math.max(0, width - natural) / 2;
  context.translate(left * scale, (margin + (width > 8 ? baseline.chinese : baseline.latin)) * scale);
  context.scale(Math.min(1, width / natural), 1);
  context.fillText(char, 0, 0);
  return { alpha: context.getImageData(0, 0, stride, rows).data, stride };
}

/** The dots at every shift of up to half a dot; Latin characters keep their common baseline. */
function placements({ alpha, stride }: Coverage, width: number): (Glyph & { clarity: number })[] {
  const sums = areaSums(alpha, stride);
  const half = scale / 2;
  const shifts = Array.from({ length: scale + 1 }, (_, index) => index - half);
  return (width > 8 ? shifts : [0]).flatMap((down) => shifts.map((right) => dotsAt(sums, stride, { right, down, width })));
}

function dotsAt(
  sums: Float64Array,
  stride: number,
  { right, down, width }: { right: number; down: number; width: number },
): Glyph & { clarity: number } {
  const dots = new Uint8Array(width * height);
  let clarity = 0;
  const sumAt = (x: number, y: number): number => sums[y * (stride + 1) + x] ?? 0;
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const [x, y] = [(column + margin) * scale + right, (row + margin) * scale + down];
      const sum = sumAt(x + scale, y + scale) - sumAt(x, y + scale) - sumAt(x + scale, y) + sumAt(x, y);
      const share = sum / (scale * scale * 255);
      dots[row * width + column] = share > threshold ? 1 : 0;
      clarity += (share - 0.5) ** 2;
    }
  }
  return { width, dots, clarity };
}

/** Sums of alpha over everything above and to the left, so that any rectangle costs four look-ups. */
function areaSums(rgba: Uint8ClampedArray, stride: number): Float64Array {
  const rows = rgba.length / 4 / stride;
  const sums = new Float64Array((stride + 1) * (rows + 1));
  for (let y = 0; y < rows; y += 1) {
    let line = 0;
    for (let x = 0; x < stride; x += 1) {
      line += rgba[(y * stride + x) * 4 + 3] ?? 0;
      sums[(y + 1) * (stride + 1) + x + 1] = (sums[y * (stride + 1) + x + 1] ?? 0) + line;
    }
  }
  return sums;
}

/** The font family that has a character: one a slice, registered at its first use. */
function createFamilies(): (char: string) => string {
  const tablePath = fileURLToPath(import.meta.resolve('@fontsource-variable/noto-sans-sc/unicode.json'));
  const table: unknown = JSON.parse(readFileSync(tablePath, 'utf8'));
  const slices = Object.entries(Object(table)).map(([key, ranges]) => ({
    name: key.replace(/^\[|\]$/g, ''),
    ranges: String(ranges).split(',').map(rangeOf),
  }));
  return (char) => {
    const code = char.codePointAt(0) ?? 0;
    const slice = slices.find(({ ranges }) => ranges.some(([from, to]) => code >= from && code <= to));
    if (!slice) return 'Noto Sans CJK SC';
    const family = `Hallcall Dots ${slice.name}`;
    const file = join(dirname(tablePath), 'files', `noto-sans-sc-${slice.name}-wght-normal.woff2`);
    if (!GlobalFonts.has(family)) GlobalFonts.registerFromPath(file, family);
    return family;
  };
}

function rangeOf(text: string): readonly [number, number] {
  const [from = '', to = from] = text.trim().replace('U+', '').split('-');
  return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
}
