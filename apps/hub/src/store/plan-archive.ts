// Up to where the log may be archived: whole closed days, never the newest ones, and nothing that a later day still needs.
import type { ServiceDate } from '@hallcall/domain';
import type { Database } from 'better-sqlite3';
import { archiveBoundary, type Boundary } from './archive-boundary.ts';
import { Refusal } from './refusal.ts';

/** Service days that always stay: agents may still tell of them, and people ask about them. */
const keptDays = 31;
/** How long tickets and events are kept where nobody says otherwise. */
const retentionYears = 3;

export type ArchivePlan = {
  readonly after: Boundary;
  /** The last event to go; the next one opens the first day that stays. */
  readonly last: Boundary;
  /** The first day that stays. */
  readonly firstKept: string;
  /** Days that go, and the last of them. */
  readonly days: number;
  readonly until: string;
};

type Opening = { readonly seq: number; readonly date: ServiceDate; readonly at: number };

/** Throws `Refusal` when there is nothing that may go. `before` null: the retention decides. */
export function planArchive(db: Database, before: ServiceDate | null): ArchivePlan {
  const days = db.prepare<[], ServiceDate>('select date from day order by date desc').pluck().all();
  const [newest, latest] = [days[0], days[keptDays - 1]];
  if (newest === undefined || latest === undefined || days.length <= keptDays) throw new Refusal({ code: 'archive.tooRecent', latest: null, days: keptDays });
  if (before !== null && before > latest) throw new Refusal({ code: 'archive.tooRecent', latest, days: keptDays });
  const limit = before ?? earlier(latest, yearsBefore(newest));
  const openings = db.prepare<[], Opening>(`select seq, day as date, at from event where type = 'day.opened' order by seq`).all();
  const first = firstToKeep(db, openings, { limit, newest });
  const gone = openings.filter(({ seq }) => first !== undefined && seq < first.seq);
  const until = gone.at(-1)?.date;
  if (!first || until === undefined) throw new Refusal({ code: 'archive.nothing', before: limit });
  const hash = db.prepare<[number], Buffer>('select hash from event where seq = ?').pluck().get(first.seq - 1);
  if (!hash) throw new Error(`event ${first.seq - 1} is missing`);
  return { after: archiveBoundary(db), last: { seq: first.seq - 1, hash }, firstKept: first.date, days: gone.length, until };
}

const earlier = (a: string, b: string): string => (a < b ? a : b);

/** For comparing alone: 29 February of a common year sorts where it should. */
const yearsBefore = (date: ServiceDate): string => `${String(Number(date.slice(0, 4)) - retentionYears).padStart(4, '0')}${date.slice(4)}`;

/** The first day from the limit on; earlier when a notice or a pass of an older day is still in use. */
function firstToKeep(db: Database, openings: readonly Opening[], { limit, newest }: { readonly limit: string; readonly newest: string }): Opening | undefined {
  const wanted = openings.find(({ date }) => date >= limit);
  if (!wanted) return undefined;
  const needed = db
    .prepare<[{ seq: number; at: number; newest: string }], number | null>(`
      select min(issue_seq) from ticket where issue_seq < :seq and (
        exists (select 1 from notice where notice.ticket_id = ticket.ticket_id and (status = 'open' or changed_at >= :at))
        or exists (select 1 from return_pass pass where pass.ticket_id = ticket.ticket_id and voided = 0 and valid_until >= :newest))`)
    .pluck()
    .get({ seq: wanted.seq, at: wanted.at, newest });
  return needed === null || needed === undefined ? wanted : openings.findLast(({ seq }) => seq < needed);
}
