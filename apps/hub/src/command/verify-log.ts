// `verify-log`: is every event still what was written, and is this the log that a slip's root was printed from?
// Reads only, also beside a running hub, also a backup.
import { resolve } from 'node:path';
import { readRootText } from '@hallcall/protocol';
import { texts, type Language } from '@hallcall/text';
import type { Database } from 'better-sqlite3';
import type { Settings } from '../settings.ts';
import { archiveBoundary } from '../store/archive-boundary.ts';
import { openArchive, type Archive } from '../store/archive-file.ts';
import { checkChain, followChain } from '../store/chain.ts';
import { collectClosings } from '../store/closings.ts';
import { hallIdOf } from '../store/hall-id.ts';
import type { EventRow } from '../store/event-log.ts';
import { damaged, openReadOnly } from '../store/inspect-database.ts';
import { databaseFile } from '../store/open-store.ts';
import { judgeRoot, type Evidence, type Verdict } from './judge-root.ts';

export type Verification = {
  /** A database or a backup; null: the one in the data folder. */
  readonly file: string | null;
  /** First seq to look at, where no root is asked about. */
  readonly from: number;
  /** As typed from a slip, or read from its code. */
  readonly root: string | null;
  /** Of the day that the slip names. */
  readonly date: string | null;
  /** Files of archived events, in any order. */
  readonly archives: readonly string[];
};

/** What is checked without any wish. */
export const wholeLog: Verification = { file: null, from: 1, root: null, date: null, archives: [] };

/** 0 when the chain is whole and the root, if one was given, is of this log; otherwise 1 and why. */
export async function verifyLog({ data }: Pick<Settings, 'data'>, wanted: Verification, tell: (line: string) => void, language: Language): Promise<number> {
  const { commandLine: say, close } = texts(language);
  const file = wanted.file === null ? databaseFile(data) : resolve(wanted.file);
  const db = openReadOnly(file);
  try {
    if (wanted.root === null && wanted.archives.length === 0) {
      const last = lastSeq(db);
      // Every hall has at least adopted a configuration.
      if (last === 0) throw damaged(file, 'noEvents', null);
      if (wanted.from > last + 1) {
        tell(say.verifyEnds({ from: wanted.from, last }));
        return 1;
      }
      const chain = checkChain(db, wanted.from);
      tell(chain.isWhole ? say.verifyOk({ events: chain.events }) : say.verifyBroken({ seq: chain.seq }));
      if (chain.isWhole) tell(chain.head);
      return chain.isWhole ? 0 : 1;
    }
    const claim = wanted.root === null ? null : readRootText(wanted.root);
    if (wanted.root !== null && claim === null) {
      tell(close.verify.notARoot);
      return 1;
    }
    const evidence = readEvidence(db, wanted.archives);
    if (evidence.kind === 'broken') tell(close.verify.broken(evidence));
    else tell(say.verifyOk({ events: evidence.events }));
    if (claim === null) return evidence.kind === 'whole' ? 0 : 1;
    const verdict = judgeRoot(claim, wanted.date, evidence);
    tell(verdictText(verdict, language));
    return evidence.kind === 'whole' && verdict.code === 'matches' ? 0 : 1;
  } finally {
    db.close();
  }
}

const lastSeq = (db: Database): number => Math.max(archiveBoundary(db).seq, db.prepare<[], number | null>('select max(seq) from event').pluck().get() ?? 0);

/** The log from the earliest archive file given on, or from where the database begins. */
function readEvidence(db: Database, files: readonly string[]): Evidence {
  const boundary = archiveBoundary(db);
  const archives = files.map(openArchive).toSorted((a, b) => a.after.seq - b.after.seq);
  const start = archives[0]?.after ?? boundary;
  const closings = collectClosings();
  const chain = followChain(start, joined(archives, db, boundary.seq), closings.visit);
  const known = { closings: closings.all(), hallId: hallIdOf(db), archivedTo: start.seq };
  return chain.isWhole ? { kind: 'whole', events: chain.events, ...known } : { kind: 'broken', seq: chain.seq, ...known };
}

/** An event that stands in a file and in the database too is taken from the file. */
function* joined(archives: readonly Archive[], db: Database, boundary: number): Generator<EventRow> {
  for (const { rows } of archives) yield* rows();
  const first = Math.max(boundary, archives.at(-1)?.last.seq ?? 0) + 1;
  yield* db.prepare<[number], EventRow>('select * from event where seq >= ? order by seq').iterate(first);
}

function verdictText(verdict: Verdict, language: Language): string {
  const { verify } = texts(language).close;
  switch (verdict.code) {
    case 'matches': return verify.matches(verdict);
    case 'otherHall': return verify.otherHall(verdict);
    case 'otherDate': return verify.otherDate(verdict);
    case 'differs': return verify.differs(verdict);
    case 'cutOff': return verify.cutOff(verdict);
    case 'archived': return verify.archived(verdict);
    case 'noSuchDay': return verify.noSuchDay(verdict);
    case 'unknown': return verify.unknown;
  }
}
