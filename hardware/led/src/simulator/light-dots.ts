import type { DotFont } from './dot-font.ts';
import { type Area, type DotColour, type TextLine, textOf } from './screen.ts';

/** The dots of a bar, row by row: 0 dark, else the place of its colour in `dotColours` plus 1. */
export type Dots = { readonly width: number; readonly height: number; readonly lit: Uint8Array };

/** The colours by their number in Dots, from 1. */
export const dotColours: readonly DotColour[] = ['red', 'green', 'amber'];

const lineHeight = 16;

/**
 * Which dots are lit `elapsedMs` after the areas were drawn; null asks for a picture that does not depend on the
 * moment: blinking text lit, moving text at its beginning.
 */
export function lightDots(areas: readonly Area[], size: { width: number; height: number }, elapsedMs: number | null, font: DotFont): Dots {
  const dots = { ...size, lit: new Uint8Array(size.width * size.height) };
  for (const area of areas) {
    if (area.motion === 'left') drawMoving(dots, area, elapsedMs, font);
    else drawPage(dots, area, pageNow(area, elapsedMs), font);
  }
  return dots;
}

function pageNow({ pages, holdMs }: Area, elapsedMs: number | null): readonly TextLine[] {
  if (elapsedMs === null) return pages.find((page) => textOf(page) !== '') ?? [];
  const index = holdMs > 0 ? Math.floor(elapsedMs / holdMs) % Math.max(1, pages.length) : 0;
  return pages[index] ?? [];
}

function drawPage(dots: Dots, area: Area, lines: readonly TextLine[], font: DotFont): void {
  lines.forEach((line, index) => drawLine(dots, area, line, { x: 0, y: index * lineHeight }, font));
}

/** All pages as one long line that comes in from the right and leaves to the left. */
function drawMoving(dots: Dots, area: Area, elapsedMs: number | null, font: DotFont): void {
  const line = area.pages.flat(2);
  const length = line.reduce((sum, run) => sum + Array.from(run.text).reduce((width, char) => width + font.glyph(char).width, 0), 0);
  const moved = elapsedMs === null ? area.width : Math.floor((elapsedMs * area.dotsPerSecond) / 1000) % (length + area.width);
  drawLine(dots, area, line, { x: area.width - moved, y: 0 }, font);
}

function drawLine(dots: Dots, area: Area, line: TextLine, at: { x: number; y: number }, font: DotFont): void {
  let { x } = at;
  for (const run of line) {
    const colour = dotColours.indexOf(run.colour) + 1;
    for (const char of run.text) {
      const glyph = font.glyph(char);
      glyph.dots.forEach((dot, index) => {
        const column = x + (index % glyph.width);
        const row = at.y + Math.floor(index / glyph.width);
        if (dot === 1 && column >= 0 && column < area.width && row < area.height) light(dots, area.x + column, area.y + row, colour);
      });
      x += glyph.width;
    }
  }
}

function light({ width, height, lit }: Dots, x: number, y: number, colour: number): void {
  if (x < width && y < height) lit[y * width + x] = colour;
}
