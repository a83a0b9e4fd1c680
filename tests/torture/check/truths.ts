// One truth: the hash chain, the read tables, a rebuild of them and the fold of the log.
import type { ReadonlyHall } from '@hallcall/domain';
import { checkChain, rebuildTables } from '@hallcall/hub/log';
import Database from 'better-sqlite3';
import { finding, type Finding } from '../findings.ts';

export function truthFindings(db: Database.Database, state: ReadonlyHall): Finding[] {
  const chain = checkChain(db, 1);
  return [
    ...(chain.isWhole ? [] : [finding('disagreeing', `the hash chain breaks at event ${chain.seq}`)]),
    ...rebuiltTables(db).map((table) => finding('disagreeing', `table ${table} is not what its log says`)),
    ...foldDiffers(db, state),
  ];
}

/** Tables that differ when they are made again, in a copy. */
function rebuiltTables(db: Database.Database): readonly string[] {
  const bytes = db.serialize();
  // The copy lies in memory, where there is no write-ahead log: bytes 18 and 19 of the header say so.
  bytes.fill(1, 18, 20);
  const copy = new Database(bytes);
  try {
    return rebuildTables(copy).differing;
  } finally {
    copy.close();
  }
}

type Stop = readonly [ticketId: string, stop: number, status: string, queueId: string, placeAt: number, bound: number | null, overtaken: number, paper: string];

const stopsOfDay = `
  select stop.ticket_id, stop, status, queue_id, place_at, bound, overtaken, paper from stop join ticket using (ticket_id)
  where day = ? order by stop.ticket_id, stop`;

function foldDiffers(db: Database.Database, { day, ticketById }: ReadonlyHall): Finding[] {
  const inTables = db.prepare<[string], Stop>(stopsOfDay).raw().all(day?.date ?? '').map((row) => JSON.stringify(row));
  const inFold = [...ticketById.values()].flatMap(({ ticketId, stops, paper }) =>
    stops.map(({ index, life, queueId, place, bound, overtaken }): Stop => [ticketId, index, life.status, queueId, place.at, bound, overtaken, paper]),
  ).map((stop) => JSON.stringify(stop));
  const [tables, fold] = [new Set(inTables), new Set(inFold)];
  return [
    ...inTables.filter((row) => !fold.has(row)).map((row) => finding('disagreeing', `only in the tables: ${row}`)),
    ...inFold.filter((row) => !tables.has(row)).map((row) => finding('disagreeing', `only in the fold: ${row}`)),
  ];
}
