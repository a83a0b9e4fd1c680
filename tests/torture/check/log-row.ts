// The log as it lies in the file, read beside the running hub.
import type { HallEvent } from '@hallcall/domain';
import type { Database } from 'better-sqlite3';

export type LogRow = {
  readonly seq: number; readonly epoch: number; readonly day: string | null; readonly at: number;
  readonly commandId: string | null; readonly ordinal: number; readonly event: HallEvent;
};

type Raw = Omit<LogRow, 'event'> & { readonly body: string };

/** Rows behind `seq`, in order. */
export function readLog(db: Database, seq: number): LogRow[] {
  const rows = db.prepare<[number], Raw>('select seq, epoch, day, at, command_id as commandId, ordinal, body from event where seq > ? order by seq').all(seq);
  // The hub's own text; its hash chain is checked beside this.
  return rows.map(({ body, ...row }) => ({ ...row, event: JSON.parse(body) as HallEvent }));
}
