// Every device that showed a call, outside the log: the log keeps only the first proof of a zone.
import type { CallId, DeviceId, ZoneId } from '@hallcall/domain';
import type { Database } from 'better-sqlite3';

export type CallProof = { readonly callId: CallId; readonly deviceId: DeviceId; readonly zone: ZoneId; readonly at: number };

export type CallProofTable = { readonly add: (proof: CallProof) => void };

export function createCallProofTable(db: Database): CallProofTable {
  const insert = db.prepare<[CallProof]>(
    'insert or ignore into call_proof (call_id, device_id, zone, at) values (:callId, :deviceId, :zone, :at)',
  );
  return { add: (proof) => void insert.run(proof) };
}
