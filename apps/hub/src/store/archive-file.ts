// A file of archived events: a heading, then one event a line as it was hashed, with its hash. Read without any database.
import { closeSync, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { z } from 'zod';
import type { Boundary } from './archive-boundary.ts';
import type { EventRow } from './event-log.ts';
import { Refusal } from './refusal.ts';

const Hash = z.string().regex(/^[0-9a-f]{64}$/).transform((hex) => Buffer.from(hex, 'hex'));
const Heading = z.strictObject({
  hallcallArchive: z.literal(1), hallId: z.string(),
  /** The event before the first one here. */
  after: z.strictObject({ seq: z.int().min(0), hash: Hash }),
  /** The last one here. */
  last: z.strictObject({ seq: z.int().min(1), hash: Hash }),
});

export type ArchiveHeading = { readonly hallId: string; readonly after: Boundary; readonly last: Boundary };

const Line = z.tuple([z.int(), z.int(), z.string().nullable(), z.number(), z.string(), z.string().nullable(), z.int(), z.string(), z.string(), Hash]);

export type Archive = ArchiveHeading & { readonly file: string; /** From the file, one at a time. Throws `Refusal`. */ readonly rows: () => Generator<EventRow> };

const pieceBytes = 1 << 20;

/** Makes a private file with all of it on the disk; `file` must not exist. */
export function writeArchive(file: string, { hallId, after, last }: ArchiveHeading, rows: Iterable<EventRow>): void {
  const handle = openSync(file, 'wx', 0o600);
  try {
    let piece = `${JSON.stringify({ hallcallArchive: 1, hallId, after: placeOf(after), last: placeOf(last) })}\n`;
    for (const row of rows) {
      piece += `${JSON.stringify([row.seq, row.epoch, row.day, row.at, row.actor, row.command_id, row.ordinal, row.type, row.body, row.hash.toString('hex')])}\n`;
      if (piece.length < pieceBytes) continue;
      writeWhole(handle, piece);
      piece = '';
    }
    writeWhole(handle, piece);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

const placeOf = ({ seq, hash }: Boundary) => ({ seq, hash: hash.toString('hex') });

/** A write may take less than it was given. */
function writeWhole(handle: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let done = 0; done < bytes.length;) done += writeSync(handle, bytes, done);
}

/** Reads the heading. Throws `Refusal` when the file is none of ours. */
export function openArchive(file: string): Archive {
  const [first] = linesOf(file);
  const { hallId, after, last } = parsed(Heading, first ?? '', { file, line: 1 });
  return { file, hallId, after, last, rows: () => rowsOf(file) };
}

function* rowsOf(file: string): Generator<EventRow> {
  let line = 0;
  for (const text of linesOf(file)) {
    line += 1;
    if (line === 1) continue;
    const [seq, epoch, day, at, actor, command_id, ordinal, type, body, hash] = parsed(Line, text, { file, line });
    yield { seq, epoch, day, at, actor, command_id, ordinal, type, body, hash };
  }
}

function parsed<T>(schema: z.ZodType<T>, text: string, at: { readonly file: string; readonly line: number }): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw new Refusal({ code: 'archive.damaged', ...at }, { cause: error });
  }
}

/** A last line without its end is given too: it is cut off, and whoever parses it will say so. */
function* linesOf(file: string): Generator<string> {
  const handle = openFile(file);
  try {
    if (!fstatSync(handle).isFile()) throw new Refusal({ code: 'archive.damaged', file, line: 1 });
    const buffer = Buffer.alloc(pieceBytes);
    let rest = Buffer.alloc(0);
    for (let count = readSync(handle, buffer); count > 0; count = readSync(handle, buffer)) {
      const bytes = Buffer.concat([rest, buffer.subarray(0, count)]);
      let begin = 0;
      for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, begin)) {
        yield bytes.toString('utf8', begin, end);
        begin = end + 1;
      }
      rest = bytes.subarray(begin);
    }
    if (rest.length > 0) yield rest.toString('utf8');
  } finally {
    closeSync(handle);
  }
}

function openFile(file: string): number {
  try {
    return openSync(file, 'r');
  } catch (error) {
    throw new Refusal({ code: 'file.missing', file }, { cause: error });
  }
}
