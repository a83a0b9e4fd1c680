// The devices beside this agent, from a JSON file: LED lines, a speaker and a reader of ID cards. A faulty entry costs that device alone: it is
// named in health, everything else starts.
import { readFileSync } from 'node:fs';
import { parsePipeAddress, type PipeAddress } from '@hallcall/link';
import { z } from 'zod';

/** One line with bars: `bus` as the hall's configuration names it, `address` as in `--printer`, `profile` by name. */
const LedLine = z.strictObject({ bus: z.string().min(1).max(48), address: z.string().min(1), profile: z.string().min(1) });
/** `command`: a program that takes raw s16le, mono, 48 kHz on its standard input; `{title}` in an argument is filled in. */
const Speaker = z.discriminatedUnion('sink', [
  z.strictObject({ sink: z.enum(['paplay', 'aplay']) }),
  z.strictObject({ sink: z.literal('command'), command: z.array(z.string().min(1)).min(1) }),
  z.strictObject({ sink: z.literal('wav'), folder: z.string().min(1) }),
]);
const IdReaderEntry = z.strictObject({ address: z.string().min(1) });
export type SpeakerChoice = z.infer<typeof Speaker>;

export type LedLineChoice = { readonly bus: string; readonly address: PipeAddress; readonly profile: string };

/** `problems`: what could not be taken from the file, each with its place. */
export type Devices = {
  readonly led: readonly LedLineChoice[];
  readonly speaker: SpeakerChoice | null;
  readonly idReader: PipeAddress | null;
  readonly problems: readonly { readonly place: string; readonly problem: string }[];
};

export const noDevices: Devices = { led: [], speaker: null, idReader: null, problems: [] };

/** Reads the file; whatever is wrong with it ends up in `problems`, never in a throw. */
export function readDevices(file: string): Devices {
  const document = readJson(file);
  if (!document.ok) return { ...noDevices, problems: [{ place: file, problem: document.problem }] };
  const shape = z.strictObject({ led: z.array(z.unknown()).default([]), speaker: z.unknown().optional(), idReader: z.unknown().optional() }).safeParse(document.value);
  if (!shape.success) return { ...noDevices, problems: problemsOf(file, shape.error) };
  const lines = firstOfEach(shape.data.led.map((entry, index) => ledLine(entry, `led[${index}]`)));
  const speaker = shape.data.speaker === undefined ? null : Speaker.safeParse(shape.data.speaker);
  const reader = shape.data.idReader === undefined ? null : idReader(shape.data.idReader);
  return {
    led: lines.flatMap((line) => (line.ok ? [line.value] : [])),
    speaker: speaker?.success === true ? speaker.data : null,
    idReader: reader?.ok === true ? reader.value : null,
    problems: [
      ...lines.flatMap((line) => (line.ok ? [] : line.problems)),
      ...(speaker?.success === false ? problemsOf('speaker', speaker.error) : []),
      ...(reader?.ok === false ? reader.problems : []),
    ],
  };
}

type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: Devices['problems'] };

function ledLine(entry: unknown, place: string): Read<LedLineChoice> {
  const parsed = LedLine.safeParse(entry);
  if (!parsed.success) return { ok: false, problems: problemsOf(place, parsed.error) };
  const { bus, address, profile } = parsed.data;
  const at = pipeAt(address, `${place}.address`);
  return at.ok ? { ok: true, value: { bus, address: at.value, profile } } : at;
}

/** Readers of ID cards speak at 115200 baud where nothing else is said. */
function idReader(entry: unknown): Read<PipeAddress> {
  const parsed = IdReaderEntry.safeParse(entry);
  if (!parsed.success) return { ok: false, problems: problemsOf('idReader', parsed.error) };
  const { address } = parsed.data;
  return pipeAt(/^serial:[^?]*$/.test(address) ? `${address}?baud=115200` : address, 'idReader.address');
}

function pipeAt(address: string, place: string): Read<PipeAddress> {
  try {
    return { ok: true, value: parsePipeAddress(address) };
  } catch (error) {
    return { ok: false, problems: [{ place, problem: messageOf(error) }] };
  }
}

/** Of two entries for one line the first is driven. */
function firstOfEach(lines: readonly Read<LedLineChoice>[]): readonly Read<LedLineChoice>[] {
  const seen = new Set<string>();
  return lines.map((line, index) => {
    if (!line.ok) return line;
    const { bus } = line.value;
    if (seen.has(bus)) return { ok: false, problems: [{ place: `led[${index}].bus`, problem: `${bus} is named twice` }] };
    seen.add(bus);
    return line;
  });
}

function readJson(file: string): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: string } {
  try {
    return { ok: true, value: JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, '')) };
  } catch (error) {
    return { ok: false, problem: messageOf(error) };
  }
}

const problemsOf = (place: string, error: z.ZodError): Devices['problems'] =>
  error.issues.map(({ path, message }) => ({ place: [place, ...path.map(String)].join('.'), problem: message }));

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
