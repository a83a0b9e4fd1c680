// The last day that a hub's database has closed, with the hall it was run by: for programs that look back.
import type { HallConfig, HallEvent, TimedEvent } from '@hallcall/domain';
import { versionAfter } from '../report/read-statistics.ts';
import { checkChain } from './chain.ts';
import { createConfigTable } from './config-table.ts';
import { createEventLog } from './event-log.ts';
import { damaged, openReadOnly } from './inspect-database.ts';

/** From its opening to its close. */
export type ClosedDay = { readonly events: readonly TimedEvent[]; readonly hall: HallConfig };

/** Reads only, also beside a running hub; null when no day has been closed yet. Throws `Refusal` for a damaged or missing file. */
export function readClosedDay(file: string): ClosedDay | null {
  const db = openReadOnly(file);
  try {
    const chain = checkChain(db, 1);
    if (!chain.isWhole) throw damaged(file, { seq: chain.seq }, null);
    const last = (type: HallEvent['type'], before: number) =>
      db.prepare<[string, number], number | null>('select max(seq) from event where type = ? and seq < ?').pluck().get(type, before) ?? null;
    const closed = last('day.closed', Number.MAX_SAFE_INTEGER);
    const opened = closed === null ? null : last('day.opened', closed);
    if (closed === null || opened === null) return null;
    const log = createEventLog(db);
    const events = log.read(opened, closed);
    const version = events.reduce<number>((before, { event }) => versionAfter(event) ?? before, 0);
    const config = createConfigTable(db).get(version);
    if (!config) throw damaged(file, 'noConfig', null);
    return { events, hall: config.hall };
  } finally {
    db.close();
  }
}
