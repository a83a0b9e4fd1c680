import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Paper } from '../simulator/paper.ts';
import { createTokenizer } from '../simulator/tokenizer.ts';
import { packBitmap, rasterCommands } from './raster.ts';

const black = [0, 0, 0, 255];
const white = [255, 255, 255, 255];

/** What the simulated head burns, dot by dot, read by code that shares nothing with the packer. */
function printed(commands: Uint8Array[], width: number, height: number): boolean[] {
  const paper = new Paper(2040);
  const tokenizer = createTokenizer();
  for (const byte of commands.flatMap((command) => Array.from(command))) {
    const token = tokenizer.push(byte);
    if (token) paper.apply(token);
  }
  const dots: boolean[] = Array.from({ length: width * height }, () => false);
  for (const item of paper.strip().items) {
    if (item.kind !== 'raster') continue;
    for (let y = 0; y < item.height; y += 1) {
      for (let x = 0; x < Math.min(width, item.width); x += 1) {
        const byte = item.bits[(y * item.width) / 8 + (x >> 3)] ?? 0;
        dots[(item.y + y) * width + x] = (byte & (0x80 >> (x & 7))) !== 0;
      }
    }
  }
  return dots;
}

test('every picture is printed with 0 differing dots, in bands no higher than the printer takes', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 70 }),
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 30 }),
      fc.infiniteStream(fc.boolean()),
      (width, height, maxBand, stream) => {
        const dots = Array.from({ length: width * height }, () => stream.next().value === true);
        const pixels = Uint8ClampedArray.from(dots.flatMap((isBlack) => (isBlack ? black : white)));
        const commands = rasterCommands(packBitmap(width, height, pixels), maxBand);
        expect(printed(commands, width, height)).toEqual(dots);
        expect(commands.every((command) => (command[6] ?? 0) + (command[7] ?? 0) * 256 <= maxBand)).toBe(true);
      },
    ),
    { numRuns: 60 },
  );
});

test('the header of a full ticket is the proven one, and transparent or light pixels stay white', () => {
  const pixels = new Uint8ClampedArray(576 * 760 * 4).fill(0);
  pixels.set([255, 255, 255, 255, 0, 0, 0, 100, 127, 127, 127, 255, 129, 129, 129, 255], 0);
  pixels.set(black, 575 * 4);
  const [command = new Uint8Array()] = rasterCommands(packBitmap(576, 760, pixels), 65_535);
  expect(Buffer.from(command.subarray(0, 9)).toString('hex')).toBe('1d7630304800f80220');
  expect(command).toHaveLength(8 + 54_720);
});
