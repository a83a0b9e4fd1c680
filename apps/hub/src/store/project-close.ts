// The part of the projection for what follows a close: the root, and which days have to be counted (again).
import type { EventOf, ServiceDate } from '@hallcall/domain';
import type { Projection } from './projection-sql.ts';

/** The root is the hash of the row of the close itself, which stands in the log already. */
export function projectClose(sql: Projection, seq: number, { date }: EventOf<'day.closed'>): void {
  sql.dayRoot.run({ seq, date });
  sql.rollupDue.run({ date });
}

/** A day that goes on has no figures until its next close; its root of the first close stays. */
export function forgetRollup(sql: Projection, { date }: EventOf<'day.reopened'>): void {
  sql.rollupGone.run({ date });
  if (sql.rollupHoursGone.run({ date }).changes === 0) return;
  sql.rollupMonthGone.run({ date });
  sql.rollupMonth.run({ date });
}

/** A fact of a closed day changes its figures. */
export function noteLate(sql: Projection, { lateDay }: { readonly lateDay?: ServiceDate | undefined }): void {
  if (lateDay !== undefined) sql.rollupStale.run({ date: lateDay });
}
