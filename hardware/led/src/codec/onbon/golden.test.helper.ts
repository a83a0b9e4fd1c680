import { anyScreen, encodeFrame } from './frame.ts';
import { clearCommand, dynamicAreaCommand, type DynamicArea, powerCommand } from './command.ts';

/** A frame that others made, and how ours is made. */
export type GoldenFrame = { name: string; source: string; hex: string; encode: () => Uint8Array };

const vendor = 'packed by the vendor\'s onbonlab/bx.k.java (HEAD c4c3a84), length and CRC recomputed independently';
const site = 'example for a 6K3 card on the vendor\'s developer site, iledev.com/Data/Data.html';

const toAny = (data: Uint8Array): Uint8Array => encodeFrame({ screen: anyScreen, deviceType: 0xfe, data });
const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));

/** The vendor's defaults on a 128×16 bar. */
const plain: DynamicArea = {
  id: 0, x: 0, y: 0, width: 128, height: 16, units: 'pixels', singleLine: false, wraps: false, motion: 'static', speed: 0,
  holdHalfSeconds: 8, text: new Uint8Array(), sound: null,
};
const draw = (area: Partial<DynamicArea>): Uint8Array => toAny(dynamicAreaCommand([{ ...plain, ...area }], []));
const redCall = bytes('5c 43 31 c7 eb 41 30 31 32 ba c5');

/** Frames that others made, both ways: the encoder must make these bytes, the simulator must read them. */
export const goldenFrames: readonly GoldenFrame[] = [
  {
    name: 'screen on',
    source: vendor,
    hex: 'a5a5a5a5a5a5a5a5 fe ff 00 80 00 00 00 00 00 00 fe 02 06 00 a3 00 01 00 00 01 5d f1 5a',
    encode: () => toAny(powerCommand(true)),
  },
  {
    name: 'screen off',
    source: vendor,
    hex: 'a5a5a5a5a5a5a5a5 fe ff 00 80 00 00 00 00 00 00 fe 02 06 00 a3 00 01 00 00 02 1d f0 5a',
    encode: () => toAny(powerCommand(false)),
  },
  {
    name: 'clear screen',
    source: vendor,
    hex: 'a5a5a5a5a5a5a5a5 fe ff 00 80 00 00 00 00 00 00 fe 02 05 00 a3 10 01 00 00 75 dc 5a',
    encode: () => toAny(clearCommand()),
  },
  {
    name: 'a red call, static, 5K: width in bytes',
    source: vendor,
    hex: `a5a5a5a5a5a5a5a5 fe ff 00 80 00 00 00 00 00 00 fe 02 2f 00 a3 06 01 00 00 00 01 26 00 00 00 00 00 00 10 00 10 00
          00 00 00 05 00 00 00 00 02 01 01 00 00 08 0b 00 00 00 5c 43 31 c7 eb 41 30 31 32 ba c5 7b 34 5a`,
    encode: () => draw({ units: 'bytes', text: redCall }),
  },
  {
    name: 'the same on 6K: width in pixels',
    source: vendor,
    hex: `a5a5a5a5a5a5a5a5 fe ff 00 80 00 00 00 00 00 00 fe 02 2f 00 a3 06 01 00 00 00 01 26 00 00 00 00 00 00 80 00 10 00
          00 00 00 05 00 00 00 00 02 01 01 00 00 08 0b 00 00 00 5c 43 31 c7 eb 41 30 31 32 ba c5 bb 04 5a`,
    encode: () => draw({ text: redCall }),
  },
  {
    name: 'text with the card\'s own voice',
    source: vendor,
    hex: `a5a5a5a5a5a5a5a5 fe ff 00 80 00 00 00 00 00 00 fe 02 40 00 a3 06 01 00 00 00 01 37 00 00 00 00 00 00 80 00 10 00
          00 00 00 05 00 02 10 0a 05 11 00 00 00 c7 eb 41 30 31 32 ba c5 b5 bd 33 ba c5 b4 b0 bf da
          00 00 02 01 02 00 00 08 04 00 00 00 41 30 31 32 2a e5 5a`,
    encode: () =>
      draw({
        motion: 'instant',
        text: bytes('41 30 31 32'),
        sound: { repeat: 1, person: 0, volume: 10, speed: 5, text: bytes('c7 eb 41 30 31 32 ba c5 b5 bd 33 ba c5 b4 b0 bf da') },
      }),
  },
  {
    name: 'text "Z[", which must be escaped',
    source: vendor,
    hex: `a5a5a5a5a5a5a5a5 fe ff 00 80 00 00 00 00 00 00 fe 02 26 00 a3 06 01 00 00 00 01 1d 00 00 00 00 00 00 40 00 10 00
          00 00 00 05 00 00 00 00 02 01 02 00 00 08 02 00 00 00 5b 02 5b 01 d4 9e 5a`,
    encode: () => draw({ width: 64, motion: 'instant', text: bytes('5a 5b') }),
  },
];

/** Not our defaults (10 s timeout), so only read, never made: the one frame with the pixel flag. */
export const flaggedPixels = {
  name: '欢迎光临 on 128×32, x and width with the pixel flag',
  source: site,
  hex: `a5a5a5a5a5a5a5a5 fe ff 00 80 00 00 00 00 00 00 fe 02 2c 00 a3 06 01 00 00 00 01 23 00 00 00 80 00 00 80 80 20 00
        00 00 00 0a 00 00 00 00 02 01 01 00 02 0a 08 00 00 00 bb b6 d3 ad b9 e2 c1 d9 3c 49 5a`,
};

/** What cards answer. */
export const goldenReplies = [
  {
    name: 'ack that repeats our header',
    source: `${vendor}; the vendor's parser says isAck`,
    hex: 'a5a5a5a5a5a5a5a5 fe ff 00 80 00 00 00 00 00 00 fe 02 05 00 a0 00 00 00 00 64 dc 5a',
  },
  {
    name: 'ack with the bar as sender, and nine head bytes',
    source: 'example 3 of chapter 5.1.2 of the vendor\'s protocol as printed by deanled.cn (Document, aid 194)',
    hex: 'a5a5a5a5a5a5a5a5a5 00 80 fe ff 00 00 00 00 00 00 fe 02 05 00 a0 00 00 00 00 14 ac 5a',
  },
];

/** The bytes of a listing. */
export function hexBytes(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex.replaceAll(/\s/g, ''), 'hex'));
}
