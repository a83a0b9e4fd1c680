// A backup made beside the running hub and put back later; and a page that went bad.
import { execFile } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createSeeded } from '@hallcall/testkit';
import Database from 'better-sqlite3';
import { hubProgram, startHubProcess } from '../../chaos/hub-process.ts';
import { pause } from '../../chaos/until.ts';
import { closingsOf } from '../check/roots.ts';
import type { TortureHall } from '../hall.ts';
import type { Stage } from '../stage.ts';

const hubCommand = async (data: string, ...args: readonly string[]): Promise<unknown> =>
  promisify(execFile)(process.execPath, [hubProgram, ...args, '--data', data, '--sample']);

type Damaged = Pick<Stage, 'hall'> & { readonly killed: () => void };

/** The hall goes on for a while behind the backup; what it did since is then forgotten, but nothing that is on paper. Resolves with how much the epoch has risen. */
export async function restoreOlder({ hall, account, book, forgottenRoots, killed }: Damaged & Pick<Stage, 'account' | 'book' | 'forgottenRoots'>, forMs: number): Promise<number> {
  const file = join(hall.data, 'backup.db');
  rmSync(file, { force: true });
  await hubCommand(hall.data, 'backup', file);
  await pause(forMs);
  await hall.killHub();
  killed();
  const epoch = epochOf(hall);
  const { seq, bookingIds } = contentOf(file);
  for (const { lastSeq, root } of hall.read(closingsOf)) if (lastSeq > seq) forgottenRoots.add(root);
  await hubCommand(hall.data, 'restore', file);
  account.forgetAfter(seq);
  book.keepOnly(bookingIds);
  await hall.startHub();
  return epochOf(hall) - epoch;
}

const epochOf = ({ read }: TortureHall): number => read((db) => db.prepare<[], number>('select max(epoch) from event').pluck().get() ?? 0);

function contentOf(file: string): { readonly seq: number; readonly bookingIds: ReadonlySet<string> } {
  const db = new Database(file, { readonly: true });
  try {
    const seq = db.prepare<[], number>('select max(seq) from event').pluck().get() ?? 0;
    return { seq, bookingIds: new Set(db.prepare<[], string>('select booking_id from booking').pluck().all()) };
  } finally {
    db.close();
    for (const suffix of ['-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
  }
}

/** Rejects when a hub starts on a copy of the hall in which one page of the day's log is nonsense. */
export async function damagePage({ hall, killed }: Damaged, dice: number): Promise<number> {
  await hall.killHub();
  killed();
  const copy = join(hall.data, 'damaged');
  for (const name of ['hall.db', 'hall.db-wal', 'sample.json']) cpSync(join(hall.data, name), join(copy, name));
  spoilPage(join(copy, 'hall.db'), dice);
  const refusal = await startHubProcess({ data: copy, port: 0, under: [], args: [] }).then((hub) => hub.kill('SIGKILL').then(() => null), String);
  if (refusal === null) throw new Error('the hub started on a damaged page');
  // Also a fall ends with 1, but tells where it fell.
  if (!refusal.includes('ended with 1 ') || /\n\s+at /.test(refusal)) throw new Error(`the hub did not refuse a damaged page but fell: ${refusal}`);
  rmSync(copy, { recursive: true });
  await hall.startHub();
  return 1;
}

function spoilPage(file: string, dice: number): void {
  const db = new Database(file);
  db.pragma('wal_checkpoint(truncate)');
  const size = Number(db.pragma('page_size', { simple: true }));
  const hash = db.prepare<[], Buffer>('select hash from event order by seq desc limit 1').pluck().get();
  db.close();
  const bytes = readFileSync(file);
  const page = Math.floor(bytes.indexOf(hash ?? '') / size);
  const seeded = createSeeded(dice);
  Uint8Array.from({ length: size }, () => seeded.below(256)).forEach((byte, index) => (bytes[page * size + index] = byte));
  writeFileSync(file, bytes);
}
