import { expect, test } from 'vitest';
import { createDotFont } from './dot-font.ts';
import { type Dots, lightDots } from './light-dots.ts';
import { readScreenText } from './screen-text.ts';
import type { Area } from './screen.ts';

const font = createDotFont();
const size = { width: 128, height: 16 };

function area(text: string, look: Partial<Area> = {}): Area {
  const pages = readScreenText(Buffer.from(text, 'latin1'), { columns: null, lines: 1, isOneLine: look.motion === 'left' });
  return { x: 0, y: 0, ...size, motion: 'turns', holdMs: 500, dotsPerSecond: 48, pages, ...look };
}

function litIn({ width, lit }: Dots, from: number, to: number): number {
  return lit.filter((dot, index) => dot > 0 && index % width >= from && index % width < to).length;
}

test('characters stand in cells of 8 and 16 dots, in the colour they were given', () => {
  const dots = lightDots([area('\\C1A\\C2\xba\xc5')], size, 0, font);
  expect([litIn(dots, 0, 8) > 15, litIn(dots, 8, 24) > 40, litIn(dots, 24, 128)]).toEqual([true, true, 0]);
  expect(new Set(dots.lit)).toEqual(new Set([0, 1, 2]));
  expect(dots.lit.every((dot, index) => dot === 0 || (dot === 1) === index % 128 < 8)).toBe(true);
});

test('characters that differ in a stroke differ in dots', () => {
  const glyphs = Array.from('未末土士日曰己已巳人入0O1lI38', (char) => font.glyph(char).dots.join(''));
  expect(new Set(glyphs).size).toBe(glyphs.length);
});

test('a blinking text is lit, dark, lit; a still picture shows it lit', () => {
  const blinking = [area('\\C1A012\\n ')];
  const lit = [0, 499, 500, 999, 1000, null].map((at) => litIn(lightDots(blinking, size, at, font), 0, 128) > 0);
  expect(lit).toEqual([true, true, false, false, true, true]);
});

test('a moving text comes in from the right and has left after its own length and the bar\'s', () => {
  const moving = [area('A012', { motion: 'left' })];
  const at = (ms: number): Dots => lightDots(moving, size, ms, font);
  expect(litIn(at(0), 0, 128)).toBe(0);
  expect([litIn(at(600), 0, 100), litIn(at(600), 100, 128) > 0]).toEqual([0, true]);
  expect(at(1000).lit).toEqual(at(1000 + ((128 + 32) * 1000) / 48).lit);
  expect(litIn(lightDots(moving, size, null, font), 0, 32)).toBeGreaterThan(50);
});

test('what does not fit into an area or onto the bar is cut off', () => {
  const dots = lightDots([area('AAAAAAAA', { x: 120, width: 16 })], size, 0, font);
  expect([litIn(dots, 0, 120), litIn(dots, 120, 128) > 0]).toEqual([0, true]);
});
