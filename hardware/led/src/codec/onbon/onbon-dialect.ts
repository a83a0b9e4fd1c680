import type { BarContent } from '../../bar-content.ts';
import { columnsOf, type OnbonProfile } from '../../profile.ts';
import type { Dialect, EncodedRequest } from '../dialect.ts';
import { columnsOfText, encodeText } from '../text.ts';
import { type DynamicArea, dynamicAreaCommand } from './command.ts';
import { anyScreen, encodeFrame } from './frame.ts';
import { createOnbonReader } from './reply-reader.ts';

/*
 * One dynamic area over the whole bar: it lies in the card's RAM, so it may be drawn as often as wanted, and is gone
 * after a power cut. The programs stored in the card are never touched.
 */

const areaId = 0;
const colourCodes = { red: '\\C1', green: '\\C2', amber: '\\C3' } as const;
const lineBreak = '\\n';
const pixelsOfLine = 16;
/** The card's buffer is 1024 bytes. */
const longestText = 900;
/** From here on addresses mean computers and broadcasts without reply. */
const firstReserved = 0x8000;

/** Speaks to BX-5K and BX-6K cards. */
export function createOnbonDialect(profile: OnbonProfile): Dialect {
  const frame = (screen: number, data: Uint8Array, missing: readonly string[]): EncodedRequest => {
    if (screen < 0 || (screen >= firstReserved && screen !== anyScreen)) {
      return { ok: false, problem: `screen number ${screen} must be 0 to ${firstReserved - 1}, or ${anyScreen} for a single bar` };
    }
    return { ok: true, bytes: encodeFrame({ screen, deviceType: profile.deviceType, data }), missing };
  };
  return {
    draw(address, content) {
      const { bytes, missing } = encodeText(content.text, profile.charset);
      if (bytes.length > longestText) return { ok: false, problem: `${bytes.length} bytes of text are too long for the bar` };
      return frame(address, dynamicAreaCommand([areaOf(profile, content, bytes)], []), missing);
    },
    clear: (address) => frame(address, dynamicAreaCommand([], [areaId]), []),
    createReader: createOnbonReader,
    anyAddress: anyScreen,
  };
}

/** Text that fits stands still or blinks; longer text moves to the left. */
function areaOf(profile: OnbonProfile, content: BarContent, encoded: Uint8Array): DynamicArea {
  const { width, height, units, speed } = profile;
  const hasOneLine = height < 2 * pixelsOfLine;
  const fits = columnsOfText(content.text) <= columnsOf(profile);
  const blinks = content.blink && fits && hasOneLine && profile.blink === 'pages';
  const colour = Buffer.from(colourCodes[colourOf(profile, content)]);
  const text = Buffer.concat([colour, encoded, Buffer.from(blinks ? `${lineBreak} ` : '')]);
  const place = { id: areaId, x: 0, y: 0, width, height, units };
  const still = { singleLine: false, wraps: !hasOneLine, motion: 'static', speed: 0, holdHalfSeconds: 8 } as const;
  if (!fits) return { ...place, ...still, singleLine: true, wraps: false, motion: 'left', speed, holdHalfSeconds: 0, text, sound: null };
  if (blinks) return { ...place, ...still, motion: 'instant', holdHalfSeconds: 1, text, sound: null };
  return { ...place, ...still, text, sound: null };
}

function colourOf({ colours }: OnbonProfile, { colour }: BarContent): BarContent['colour'] {
  return colours.includes(colour) ? colour : (colours[0] ?? colour);
}
