import { u16, u32 } from './frame.ts';

/*
 * The data of the commands, to be put into a frame. Each asks for a reply. Sources: onbonlab/bx.k.java,
 * onbonlab/BX-K (appendix).
 */

/** How x and width of an area are written: 5K cards count bytes of 8 pixels; 6K pixels, with or without bit 15 set. */
export type AreaUnits = 'bytes' | 'pixels' | 'flaggedPixels';

/** What the card says with its own voice; person 0–5, volume 0–10, speed 0–10. */
export type OnbonSound = { repeat: number; person: number; volume: number; speed: number; text: Uint8Array };

/** One dynamic area: text in the card's RAM. Position and size in pixels, `holdHalfSeconds` in 0.5 s. */
export type DynamicArea = {
  id: number;
  x: number;
  y: number;
  width: number;
  height: number;
  units: AreaUnits;
  singleLine: boolean;
  /** Line breaks by the card; otherwise only those in the text. */
  wraps: boolean;
  motion: keyof typeof motions;
  /** 0 fastest to 24 slowest. */
  speed: number;
  holdHalfSeconds: number;
  /** In the card's encoding, with its inline escapes. */
  text: Uint8Array;
  sound: OnbonSound | null;
};

/** A local time for the card's clock; weekday 1 = Monday … 7 = Sunday. */
export type OnbonClock = { year: number; month: number; day: number; hour: number; minute: number; second: number; weekday: number };

const motions = { static: 1, instant: 2, left: 3, right: 4, up: 5, down: 6 } as const;
const replyWanted = 1;

/** Forces the screen on or off. */
export function powerCommand(isOn: boolean): Uint8Array {
  return Uint8Array.of(0xa3, 0x00, replyWanted, 0, 0, isOn ? 1 : 2);
}

/** Clears the screen. */
export function clearCommand(): Uint8Array {
  return Uint8Array.of(0xa3, 0x10, replyWanted, 0, 0);
}

/** Sets the clock. */
export function clockCommand(clock: OnbonClock): Uint8Array {
  const { year, month, day, hour, minute, second, weekday } = clock;
  const decimals = [year % 100, Math.floor(year / 100), month, day, hour, minute, second, weekday];
  return Uint8Array.of(0xa2, 0x03, replyWanted, 0, 0, ...decimals.map(bcd));
}

/** Draws dynamic areas and takes others away; ids run from 0 without gaps. */
export function dynamicAreaCommand(areas: readonly DynamicArea[], removedIds: readonly number[]): Uint8Array {
  const drawn = areas.map(areaBytes).flatMap((bytes) => [...u16(bytes.length), ...bytes]);
  // Process mode 0: what the areas show goes on until the new content is there.
  return Uint8Array.from([0xa3, 0x06, replyWanted, 0, 0, removedIds.length, ...removedIds, areas.length, ...drawn]);
}

const keepLooping = 0;
/** Only counts for run modes that end by themselves; the vendor's default. */
const timeoutS = 5;

function areaBytes(area: DynamicArea): number[] {
  const { id, y, height, sound, singleLine, wraps, motion, speed, holdHalfSeconds, text } = area;
  const place = [...horizontal(area.x, area.units), ...u16(y), ...horizontal(area.width, area.units), ...u16(height)];
  const look = [singleLine ? 1 : 2, wraps ? 2 : 1, motions[motion], 0, speed, holdHalfSeconds];
  const lineSpace = 0;
  const extensionAndAlignment = [0, 0];
  return [
    0, ...place, id, lineSpace, keepLooping, ...u16(timeoutS), ...soundBytes(sound), ...extensionAndAlignment, ...look,
    ...u32(text.length), ...text,
  ];
}

function horizontal(pixels: number, units: AreaUnits): number[] {
  if (units === 'bytes') return u16(pixels >> 3);
  return u16(units === 'pixels' ? pixels : pixels | 0x8000);
}

function soundBytes(sound: OnbonSound | null): number[] {
  if (sound === null) return [0];
  const { repeat, person, volume, speed, text } = sound;
  const speaksItsOwnText = 2;
  return [speaksItsOwnText, (repeat << 4) | person, volume, speed, ...u32(text.length), ...text];
}

function bcd(value: number): number {
  return Math.floor(value / 10) * 16 + (value % 10);
}
