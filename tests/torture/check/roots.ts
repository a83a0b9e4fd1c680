// The roots of closed days: worked out once more from the log, kept by every agent, and on the papers of the close.
import type { Database } from 'better-sqlite3';
import { createHash } from 'node:crypto';
import type { Paper } from '../../chaos/kiosk-page.ts';
import { finding, type Finding } from '../findings.ts';
import type { KeptRoot } from '../kiosk.ts';

export type Closing = { readonly date: string; readonly lastSeq: number; readonly root: string };
type Row = { readonly seq: number; readonly type: string; readonly day: string | null; readonly fields: readonly unknown[] };

const allRows = 'select seq, type, day, epoch, at, actor, command_id, ordinal, body from event order by seq';

/** Every close of the log, with the hash of all that came before it as the log's own rows give it. */
export function closingsOf(db: Database): Closing[] {
  const found: Closing[] = [];
  // Before the first event the chain has zeros. Stored hashes are not read: each is worked out from what its row says.
  let before = Buffer.alloc(32);
  for (const { seq, type, day, fields } of rowsOf(db)) {
    before = createHash('sha256').update(before).update(JSON.stringify(fields)).digest();
    if (type === 'day.closed') found.push({ date: String(day), lastSeq: seq, root: before.toString('hex') });
  }
  return found;
}

const rowsOf = (db: Database): Row[] =>
  db.prepare<[], Record<string, unknown>>(allRows).all().map(({ seq, epoch, day, at, actor, command_id, ordinal, type, body }) => ({
    // The columns of a strict table.
    seq: seq as number, type: type as string, day: day as string | null, fields: [seq, epoch, day, at, actor, command_id, ordinal, type, body],
  }));

export type KeptBy = { readonly deviceId: string; readonly roots: readonly KeptRoot[] };

/** What agents have not been told yet. */
export const missingRoots = (closings: readonly Closing[], kept: readonly KeptBy[]): Finding[] =>
  kept.flatMap(({ deviceId, roots }) =>
    closings.filter(({ date, lastSeq }) => !roots.some((own) => own.date === date && own.lastSeq === lastSeq))
      .map(({ date, lastSeq }) => finding('lost', `${deviceId} does not keep the root of ${date}, event ${lastSeq}`)));

/** `forgotten`: roots of closes that came behind a backup that was put back: whoever was told keeps them. */
export function rootFindings(closings: readonly Closing[], kept: readonly KeptBy[], forgotten: ReadonlySet<string>): Finding[] {
  const isTrue = ({ date, lastSeq, root }: Closing): boolean => closings.some((one) => one.date === date && one.lastSeq === lastSeq && one.root === root);
  return kept.flatMap(({ deviceId, roots }) =>
    roots.flatMap((own) => {
      if (forgotten.has(own.root)) return [];
      if (!isTrue(own)) return [finding('disagreeing', `${deviceId} keeps another root of ${own.date}, event ${own.lastSeq}, than the log gives`)];
      return own.told === null ? [] : [finding('disagreeing', `${deviceId} was told another root of ${own.date}, event ${own.lastSeq}`)];
    }));
}

type Slip = { readonly part: string; readonly root: string };

const slipOn = ({ text, qr }: Pick<Paper, 'text' | 'qr'>): Slip => ({
  part: text.map((line) => /[12]\/2/.exec(line)?.[0]).find((part) => part !== undefined) ?? 'without a part', root: qr[0]?.split(':').at(-1) ?? '',
});

/** Each paper tells the root of a close, and lies there once, further copies aside. */
export function dayPaperFindings(closings: readonly Closing[], papers: readonly Pick<Paper, 'text' | 'qr' | 'isReprint'>[], forgotten: ReadonlySet<string>): Finding[] {
  const own = papers.filter(({ isReprint }) => !isReprint).map(slipOn);
  const known = new Set([...closings.map(({ root }) => root), ...forgotten]);
  const keys = own.map(({ part, root }) => `${part} of ${root}`);
  return [
    ...own.filter(({ root }) => !known.has(root)).map(({ part, root }) => finding('disagreeing', `paper ${part} tells the root ${root}, which no close has`)),
    ...[...new Set(keys)].filter((key, index) => keys.indexOf(key) !== keys.lastIndexOf(key) && index >= 0).map((key) => finding('doubled', `the paper ${key} was printed twice`)),
  ];
}

/** Papers of closes that are on record as printed and lie in no tray. */
export function missingDayPapers(db: Database, closings: readonly Closing[], papers: readonly Pick<Paper, 'text' | 'qr' | 'isReprint'>[]): Finding[] {
  const printed = db.prepare<[], { seq: number; part: string; jobId: string }>(`
    select ordered.seq, (ordered.body ->> 'part') || '/2' as part, ordered.body ->> 'jobId' as jobId from event ordered
    where ordered.type = 'dayPaper.ordered' and ordered.body ->> 'copy' = 0
      and exists (select 1 from event changed where changed.type = 'dayPaper.changed' and changed.body ->> 'jobId' = ordered.body ->> 'jobId' and changed.body ->> 'outcome' = 'printed')`).all();
  const lying = new Set(papers.map(slipOn).map(({ part, root }) => `${part} of ${root}`));
  return printed.flatMap(({ seq, part }) => {
    const closing = closings.findLast(({ lastSeq }) => lastSeq < seq);
    return closing && lying.has(`${part} of ${closing.root}`) ? [] : [finding('disagreeing', `paper ${part} of the close before event ${seq} is on record as printed, but there is none`)];
  });
}
