// A day's log as a file of lines: each event with its time, as the log stores it, chained by its hash. The first line also
// carries the hall's configuration and what made the day, so that the file can be played again anywhere.
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { chainHash, chainStart, readClosedDay, type ClosedDay, type EventRow } from '@hallcall/hub/in-process';
import { checkConfig, HallEvent, type HallConfig, type TimedEvent } from '@hallcall/domain';
import { Unusable } from './unusable.ts';

/** How a simulated day came about. */
export type Made = { readonly day: string; readonly seed: number };

export type DayLog = {
  /** From the last opening of a day on, to its close. */
  readonly events: readonly TimedEvent[];
  /** Null in a log that does not bring its hall along. */
  readonly hall: HallConfig | null;
  readonly seed: number | null;
  /** Hash of the last event, hex; null in a log without hashes. */
  readonly root: string | null;
};

/** Throws `Unusable` when there is something under `file` already, or nothing can be written there. */
export function refuseTarget(file: string): void {
  if (existsSync(file)) throw new Unusable({ code: 'log.exists', file });
  writeWhole(file, () => undefined);
  rmSync(file);
}

/** Writes all rows and brings them to the disk under `file`, or leaves nothing there. Throws `Unusable`. */
export function writeLog(file: string, rows: Iterable<EventRow>, { hall, made }: { readonly hall: HallConfig; readonly made: Made }): void {
  let first = `"hall":${JSON.stringify(hall)},"made":${JSON.stringify(made)},`;
  writeWhole(file, (write) => {
    const lines: string[] = [];
    for (const row of rows) {
      lines.push(lineOf(row, first));
      first = '';
      if (lines.length >= 1_000) write(lines.splice(0).join(''));
    }
    write(lines.join(''));
  });
}

/** Under another name until everything is on the disk. */
function writeWhole(file: string, content: (write: (text: string) => void) => void): void {
  const unfinished = `${file}.unfinished`;
  try {
    const handle = openSync(unfinished, 'w');
    try {
      content((text) => void writeSync(handle, text));
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw new Unusable({ code: 'log.unwritable', file }, { cause: error });
  }
}

function lineOf({ at, body, seq, epoch, day, actor, command_id: commandId, ordinal, hash }: EventRow, more: string): string {
  const rest = JSON.stringify({ seq, epoch, day, actor, commandId, ordinal, hash: hash.toString('hex') });
  return `{"at":${at},"event":${body},${more}${rest.slice(1)}\n`;
}

/**
 * Reads a whole day: a written log, or the last closed day of a hub's database (or of its backup). Throws `Unusable`, naming the
 * first line that is not what was written, or the hub's `Refusal`.
 */
export function readLog(file: string): DayLog {
  if (isDatabase(file)) return { ...databaseDay(file), seed: null, root: null };
  const lines = readText(file).split('\n');
  if (lines.pop() !== '') throw new Unusable({ code: 'log.cut', file });
  const chain: Chain = { head: chainStart, isHashed: null };
  const read = lines.map((line, index) => readLine(line, { file, line: index + 1, chain }));
  const opening = read.findLastIndex(({ event }) => event.type === 'day.opened');
  if (opening < 0 || read.at(-1)?.event.type !== 'day.closed') throw new Unusable({ code: 'log.cut', file });
  const { hall, seed } = readHead(lines[0] ?? '', file);
  return { events: read.slice(opening), hall, seed, root: chain.isHashed ? chain.head.toString('hex') : null };
}

/** How a file of SQLite begins. */
const databaseMark = 'SQLite format 3\0';

/** False also when it cannot be read: that is said later. */
function isDatabase(file: string): boolean {
  const start = Buffer.alloc(databaseMark.length);
  try {
    const handle = openSync(file, 'r');
    readSync(handle, start, 0, start.length, 0);
    closeSync(handle);
  } catch {
    return false;
  }
  return start.toString('latin1') === databaseMark;
}

function databaseDay(file: string): ClosedDay {
  const day = readClosedDay(file);
  if (!day) throw new Unusable({ code: 'log.cut', file });
  return day;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Unusable({ code: 'file.missing', file }, { cause: error });
  }
}

type Chain = { head: Buffer; isHashed: boolean | null };
type Stored = TimedEvent & { readonly seq?: number; readonly epoch?: number; readonly day?: string | null; readonly actor?: string; readonly commandId?: string | null; readonly ordinal?: number; readonly hash?: string };

function readLine(text: string, { file, line, chain }: { readonly file: string; readonly line: number; readonly chain: Chain }): TimedEvent {
  const stored = parseLine(text);
  const event = HallEvent.safeParse(stored?.event);
  if (!stored || !event.success || !Number.isSafeInteger(stored.at)) throw new Unusable({ code: 'log.damaged', file, line });
  const isHashed = stored.hash !== undefined;
  chain.isHashed ??= isHashed;
  if (isHashed !== chain.isHashed || (isHashed && !follows(stored, chain))) throw new Unusable({ code: 'log.damaged', file, line });
  return { at: stored.at, event: event.data };
}

function parseLine(text: string): Stored | null {
  try {
    // What of it is used is checked by the caller, the rest by its hash.
    return JSON.parse(text) as Stored | null;
  } catch {
    return null;
  }
}

/** The event's text comes out of JSON as it went in. */
function follows({ seq = 0, epoch = 0, day = null, at, actor = '', commandId = null, ordinal = 0, event, hash }: Stored, chain: Chain): boolean {
  chain.head = chainHash(chain.head, { seq, epoch, day, at, actor, command_id: commandId, ordinal, type: event.type, body: JSON.stringify(event) });
  return chain.head.toString('hex') === hash;
}

/** The hall that the log brings along must pass the check like any other. */
function readHead(line: string, file: string): Pick<DayLog, 'hall' | 'seed'> {
  const head = JSON.parse(line) as { readonly hall?: unknown; readonly made?: Partial<Made> };
  const seed = Number.isSafeInteger(head.made?.seed) ? (head.made?.seed ?? null) : null;
  if (head.hall === undefined) return { hall: null, seed };
  const checked = checkConfig(head.hall);
  if (!checked.ok) throw new Unusable({ code: 'config.refused', file, problems: checked.problems });
  return { hall: checked.config, seed };
}
