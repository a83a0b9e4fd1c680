import gsH58 from './profile/gsH-58mm.json' with { type: 'json' };
import gsH80 from './profile/gsH-80mm.json' with { type: 'json' };
import gsR80 from './profile/gsR-80mm.json' with { type: 'json' };
import mute80 from './profile/mute-80mm.json' with { type: 'json' };
import none80 from './profile/none-80mm.json' with { type: 'json' };
import raster80 from './profile/raster-80mm.json' with { type: 'json' };

const choices = {
  cjkFont: ['gb18030', 'gbk', 'gb2312', 'none'],
  cutter: ['full', 'partial', 'none'],
  ack: ['gsH', 'gsR', 'none'],
} as const;

/** What one printer model can do: data, not code. */
export type PrinterProfile = {
  readonly name: string;
  /** The Chinese characters in its own font; a line with any other character is sent as a picture. */
  readonly cjkFont: (typeof choices.cjkFont)[number];
  /** Dots across the printable width: 576 on 80 mm paper, 384 on 58 mm. */
  readonly dots: number;
  /** Latin characters in a line; a Chinese one takes two. */
  readonly cols: number;
  readonly cutter: (typeof choices.cutter)[number];
  /** How it confirms a job: `GS ( H` with an id, `GS r` without one, or not at all. */
  readonly ack: (typeof choices.ack)[number];
  /** Whether it reports changes by itself (automatic status back, `GS a`). */
  readonly asb: boolean;
  /** Whether it answers `DLE EOT`. */
  readonly realtimeStatus: boolean;
  /** The highest picture, in lines, that it takes in one piece. */
  readonly maxBand: number;
};

/** The profiles that ship, by name. */
export const profiles: Readonly<Record<string, PrinterProfile>> = Object.fromEntries(
  [gsH80, gsR80, none80, mute80, gsH58, raster80].map((source) => [source.name, parseProfile(source)]),
);

/** The shipped profile of that name. Throws an Error that lists the known names. */
export function loadProfile(name: string): PrinterProfile {
  const profile = profiles[name];
  if (profile) return profile;
  throw new Error(`there is no printer profile "${name}"; known are ${Object.keys(profiles).join(', ')}`);
}

/** Checks a profile that was read from a file. Throws an Error that names the field. */
export function parseProfile(source: unknown): PrinterProfile {
  if (typeof source !== 'object' || source === null) throw new Error('a printer profile must be an object');
  const fields = new Map<string, unknown>(Object.entries(source));
  const name = fields.get('name');
  if (typeof name !== 'string' || name === '') throw new Error('a printer profile needs a name');
  const dots = wholeNumber(fields, 'dots', 64, 2040);
  if (dots % 8 !== 0) throw new Error(`printer profile field dots is ${dots}: it must be a multiple of 8`);
  return {
    name,
    cjkFont: oneOf(fields, 'cjkFont', choices.cjkFont),
    dots,
    cols: wholeNumber(fields, 'cols', 16, 255),
    cutter: oneOf(fields, 'cutter', choices.cutter),
    ack: oneOf(fields, 'ack', choices.ack),
    asb: flag(fields, 'asb'),
    realtimeStatus: flag(fields, 'realtimeStatus'),
    maxBand: wholeNumber(fields, 'maxBand', 8, 65_535),
  };
}

function oneOf<T extends string>(fields: Map<string, unknown>, key: string, known: readonly T[]): T {
  const value = fields.get(key);
  const found = known.find((choice) => choice === value);
  if (found !== undefined) return found;
  throw new Error(`printer profile field ${key} is ${JSON.stringify(value)}: it must be ${known.join(', ')}`);
}

function wholeNumber(fields: Map<string, unknown>, key: string, from: number, to: number): number {
  const value = fields.get(key);
  if (typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to) return value;
  throw new Error(`printer profile field ${key} is ${JSON.stringify(value)}: it must be a whole number ${from} to ${to}`);
}

function flag(fields: Map<string, unknown>, key: string): boolean {
  const value = fields.get(key);
  if (typeof value === 'boolean') return value;
  throw new Error(`printer profile field ${key} is ${JSON.stringify(value)}: it must be true or false`);
}
