// Every device that showed a call, or was away while it could have, outside the log: the log keeps a zone's first proof.
import type { CallId, DeviceId, ZoneId } from '@hallcall/domain';
import type { Database } from 'better-sqlite3';

export type CallProof = {
  readonly callId: CallId; readonly deviceId: DeviceId; readonly zone: ZoneId; readonly at: number; readonly kind: 'shown' | 'away';
};

export type CallProofTable = {
  /** The first word of a device about a call counts; that it had been shown before the line was cut, said only now, counts more. */
  readonly add: (proof: CallProof) => void;
  readonly has: (callId: CallId, deviceId: DeviceId) => boolean;
};

/** What a page's idea of the hub's time may lag: a call painted only after the board came back does not count as shown in time. */
const clockErrorMs = 500;

export function createCallProofTable(db: Database): CallProofTable {
  const insert = db.prepare<[CallProof]>(
    `insert into call_proof (call_id, device_id, zone, at, kind) values (:callId, :deviceId, :zone, :at, :kind)
     on conflict (call_id, device_id) do update set zone = excluded.zone, at = excluded.at, kind = 'shown'
       where kind = 'away' and excluded.kind = 'shown' and excluded.at < call_proof.at - ${clockErrorMs}`,
  );
  const find = db.prepare<[CallId, DeviceId], number>('select 1 from call_proof where call_id = ? and device_id = ?').pluck();
  return { add: (proof) => void insert.run(proof), has: (callId, deviceId) => find.get(callId, deviceId) !== undefined };
}
