import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';

/**
 * The font of everything that is drawn: Noto Sans SC as it comes from npm, cut into slices that are registered only
 * when one of their characters is needed, and the system's Noto Sans CJK for what the slices lack.
 */
export type TicketFont = {
  /** The text in runs of one font each; a character no font has becomes 〓 and is reported. */
  runs(text: string): { text: string; family: string }[];
  /** Characters of the text for which no font has a picture. */
  missing(text: string): string[];
};

type Slice = { file: string; family: string; isRegistered: boolean };

const systemFamily = 'Noto Sans CJK SC';
const replacement = '〓';

/** Loads the table of slices (no font yet) and returns the font. */
export function createTicketFont(): TicketFont {
  const sliceByRange = readSlices();
  const familyByChar = new Map<string, string | null>();

  const familyOf = (char: string): string | null => {
    const known = familyByChar.get(char);
    if (known !== undefined) return known;
    const family = findFamily(char, sliceByRange);
    familyByChar.set(char, family);
    return family;
  };

  return {
    runs(text) {
      const runs: { text: string; family: string }[] = [];
      for (const char of text) {
        const family = familyOf(char);
        const drawn = family === null ? replacement : char;
        const drawnIn = family ?? familyOf(replacement) ?? systemFamily;
        const last = runs.at(-1);
        if (last?.family === drawnIn) last.text += drawn;
        else runs.push({ text: drawn, family: drawnIn });
      }
      return runs;
    },
    missing: (text) => Array.from(new Set(text)).filter((char) => familyOf(char) === null),
  };
}

type Range = { from: number; to: number; slice: Slice };

function readSlices(): Range[] {
  const tablePath = fileURLToPath(import.meta.resolve('@fontsource-variable/noto-sans-sc/unicode.json'));
  const folder = dirname(tablePath);
  const table: unknown = JSON.parse(readFileSync(tablePath, 'utf8'));
  return Object.entries(Object(table)).flatMap(([key, ranges]) => {
    const name = key.replace(/^\[|\]$/g, '');
    const file = join(folder, 'files', `noto-sans-sc-${name}-wght-normal.woff2`);
    const slice: Slice = { file, family: `Hallcall Sans ${name}`, isRegistered: false };
    return String(ranges).split(',').map((range) => rangeOf(range, slice));
  });
}

function rangeOf(text: string, slice: Slice): Range {
  const [from = '', to = from] = text.trim().replace('U+', '').split('-');
  return { from: Number.parseInt(from, 16), to: Number.parseInt(to, 16), slice };
}

function findFamily(char: string, ranges: readonly Range[]): string | null {
  const code = char.codePointAt(0) ?? 0;
  for (const { from, to, slice } of ranges) {
    if (code < from || code > to) continue;
    if (!slice.isRegistered) {
      slice.isRegistered = true;
      if (!GlobalFonts.has(slice.family)) GlobalFonts.registerFromPath(slice.file, slice.family);
    }
    if (hasPicture(char, slice.family)) return slice.family;
  }
  return hasPicture(char, systemFamily) ? systemFamily : null;
}

/** The canvas has no question for this: a character without a picture is drawn like one that no font can have. */
function hasPicture(char: string, family: string): boolean {
  if (char.trim() === '') return true;
  const drawn = draw(char, family);
  return !drawn.equals(draw('\u{10FFFF}', family)) && drawn.some((byte) => byte !== 0);
}

function draw(char: string, family: string): Buffer {
  const size = 32;
  const context: SKRSContext2D = createCanvas(size, size).getContext('2d');
  context.font = `24px "${family}"`;
  context.fillText(char, 2, 26);
  return Buffer.from(context.getImageData(0, 0, size, size).data.buffer);
}
