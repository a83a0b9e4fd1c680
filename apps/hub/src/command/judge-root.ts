// Is a root from paper the root of one of the days that a log tells of, and if not, what is different?
import type { DayRoot } from '@hallcall/domain';
import type { RootClaim } from '@hallcall/protocol';

/** What following the chain has shown. `archivedTo`: events up to there were not looked at. */
export type Evidence = { readonly hallId: string; readonly closings: readonly DayRoot[]; readonly archivedTo: number } & (
  | { readonly kind: 'whole'; readonly events: number }
  | { readonly kind: 'broken'; readonly seq: number }
);

export type Verdict =
  | { readonly code: 'matches'; readonly date: string; readonly firstSeq: number; readonly lastSeq: number }
  | { readonly code: 'otherHall'; readonly own: string; readonly found: string }
  /** The root is of a day, but not of the one that was asked about. */
  | { readonly code: 'otherDate'; readonly date: string; readonly found: string }
  | { readonly code: 'differs'; readonly date: string; readonly root: string }
  /** The log ends, or could be followed, only up to `seq`. */
  | { readonly code: 'cutOff'; readonly lastSeq: number; readonly seq: number }
  | { readonly code: 'archived'; readonly archivedTo: number }
  | { readonly code: 'noSuchDay'; readonly date: string }
  /** No day of this log has this root: written anew, or another hall's. */
  | { readonly code: 'unknown' };

/** `date` is what somebody asked for; null: what the claim says itself, if anything. */
export function judgeRoot({ root, place }: RootClaim, date: string | null, evidence: Evidence): Verdict {
  const { hallId, closings } = evidence;
  if (place && place.hallId !== hallId) return { code: 'otherHall', own: hallId, found: place.hallId };
  const wanted = date ?? place?.date ?? null;
  const found = closings.find((closing) => closing.root === root);
  if (found) return wanted === null || found.date === wanted ? { code: 'matches', ...found } : { code: 'otherDate', date: wanted, found: found.date };
  if (place && place.lastSeq <= evidence.archivedTo) return { code: 'archived', archivedTo: evidence.archivedTo };
  const reached = evidence.kind === 'broken' ? evidence.seq - 1 : evidence.archivedTo + evidence.events;
  if (place && place.lastSeq > reached) return { code: 'cutOff', lastSeq: place.lastSeq, seq: reached };
  if (wanted === null) return { code: 'unknown' };
  const other = closings.findLast((closing) => closing.date === wanted);
  return other ? { code: 'differs', date: wanted, root: other.root } : { code: 'noSuchDay', date: wanted };
}
