import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const css = readFileSync(join(import.meta.dirname, 'theme.css'), 'utf8');
type Rgb = readonly [number, number, number];

function tokens(selector: string): Map<string, Rgb> {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf('}', start));
  const found = new Map<string, Rgb>();
  for (const [, name = '', r, g, b] of block.matchAll(/--hc-([a-z-]+): rgb\((\d+) (\d+) (\d+)\)/g)) {
    found.set(name, [Number(r), Number(g), Number(b)]);
  }
  return found;
}

function luminance(rgb: Rgb): number {
  const [r = 0, g = 0, b = 0] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: Rgb, b: Rgb): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

/** Text over ground, as the components pair them. */
const textPairs = [
  ['ink', 'paper'], ['ink', 'canvas'], ['ink', 'sunken'], ['ink', 'tint'], ['ink', 'late-tint'], ['ink', 'called-tint'], ['ink', 'done-tint'],
  ['soft', 'paper'], ['soft', 'canvas'], ['soft', 'sunken'],
  ['primary', 'paper'], ['primary', 'canvas'], ['primary', 'tint'], ['on-primary', 'primary'], ['on-primary', 'primary-deep'],
  ['called', 'paper'], ['called', 'called-tint'], ['on-called', 'called'], ['on-called-fill', 'called-fill'],
  ['done', 'paper'], ['done', 'done-tint'], ['on-done', 'done'],
  ['late', 'paper'], ['late', 'late-tint'], ['on-late', 'late'],
] as const;
const shapePairs = [['edge', 'paper'], ['edge', 'canvas'], ['focus', 'paper'], ['focus', 'canvas'], ['called', 'canvas'], ['late', 'canvas']] as const;

test.each([':root', ":root[data-tone='dark']", ":root[data-tone='contrast']"])('%s: text has 7:1, shapes 4.5:1', (selector) => {
  const token = tokens(selector);
  const of = (name: string): Rgb => {
    const rgb = token.get(name);
    if (rgb === undefined) throw new Error(`${selector} has no ${name}`);
    return rgb;
  };
  const low = [
    ...textPairs.filter(([text, ground]) => contrast(of(text), of(ground)) < 7),
    ...shapePairs.filter(([shape, ground]) => contrast(of(shape), of(ground)) < 4.5),
  ].map(([a, b]) => `${a} on ${b}: ${contrast(of(a), of(b)).toFixed(2)}`);
  expect(low).toEqual([]);
});

test('every tone gives every token', () => {
  const names = [...tokens(':root').keys()].toSorted();
  expect(names.length).toBeGreaterThan(20);
  expect([...tokens(":root[data-tone='dark']").keys()].toSorted()).toEqual(names);
  expect([...tokens(":root[data-tone='contrast']").keys()].toSorted()).toEqual(names);
});

test('no colour function that Chromium 109 lacks', () => {
  expect(css.replaceAll(/\/\*[^]*?\*\//g, '')).not.toMatch(/oklch|oklab|color-mix|light-dark/);
});
