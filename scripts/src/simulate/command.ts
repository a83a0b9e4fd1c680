// What was asked for on the command line of `npm run simulate`. Unknown words and options are named, never guessed.
import { parseArgs } from 'node:util';
import { dayNames, type DayName } from './profile.ts';
import { Unusable } from './unusable.ts';

export type SimulateCommand = {
  readonly what: { readonly kind: 'day'; readonly day: DayName; readonly seed: number } | { readonly kind: 'replay'; readonly file: string };
  /** Virtual time passes at most so many times as fast as it does; null: as fast as the machine can. */
  readonly speed: number | null;
  readonly log: string | null;
  readonly config: string | null;
};

const options = {
  day: { type: 'string' }, seed: { type: 'string' }, speed: { type: 'string' }, replay: { type: 'string' }, log: { type: 'string' }, config: { type: 'string' },
} as const;
type Values = Readonly<Partial<Record<keyof typeof options, string>>>;

/** Throws `Unusable`. */
export function readSimulateCommand(args: readonly string[]): SimulateCommand {
  const { values, tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind !== 'option') throw new Unusable({ code: 'option.unknown', option: args[token.index] ?? '' });
    if (!Object.hasOwn(options, token.name) || !token.value) throw new Unusable({ code: 'option.unknown', option: token.rawName });
  }
  const { speed, log = null, config = null, ...what } = values as Values;
  return { what: readWhat(what), log, config, speed: speed === undefined ? null : readSpeed(speed) };
}

function readWhat({ day, seed, replay }: Values): SimulateCommand['what'] {
  if ((day === undefined) === (replay === undefined)) throw new Unusable({ code: 'usage' });
  if (replay !== undefined) {
    if (seed !== undefined) throw new Unusable({ code: 'option.unknown', option: '--seed' });
    return { kind: 'replay', file: replay };
  }
  const known = dayNames.find((name) => name === day);
  if (!known) throw new Unusable({ code: 'day.unknown', value: day ?? '' });
  return { kind: 'day', day: known, seed: readSeed(seed ?? '1') };
}

function readSeed(text: string): number {
  if (!/^\d{1,15}$/u.test(text)) throw new Unusable({ code: 'seed.invalid', value: text });
  return Number(text);
}

function readSpeed(text: string): number {
  const speed = /^\d{1,7}$/u.test(text) ? Number(text) : 0;
  if (speed < 1) throw new Unusable({ code: 'speed.invalid', value: text });
  return speed;
}
