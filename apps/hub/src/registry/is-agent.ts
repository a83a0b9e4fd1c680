// Whether a device is an agent that is paired now: only such a one prints anything.
import type { DeviceId } from '@hallcall/domain';
import type { Database } from 'better-sqlite3';

export function createIsAgent(db: Database): (deviceId: DeviceId) => boolean {
  const paired = db.prepare<[string], number>(`select 1 from device where device_id = ? and kind = 'agent' and revoked_at is null`).pluck();
  return (deviceId) => paired.get(deviceId) !== undefined;
}
