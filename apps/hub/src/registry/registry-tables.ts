// Clerks, sessions, devices, their number bands and open pairings: plain rows, read and written in this folder only.
import type { BoardId, ClerkId, DeviceId, WindowId } from '@hallcall/domain';
import type { Database } from 'better-sqlite3';

export type StaffRole = 'clerk' | 'bank' | 'manager';

export type ClerkRow = {
  readonly clerkId: ClerkId; readonly name: string; readonly role: StaffRole; readonly pinHash: string;
  readonly failures: number; readonly lockedUntil: number; readonly disabledAt: number | null;
};
export type SessionRow = {
  readonly clerkId: ClerkId; readonly windowId: WindowId | null; readonly expiresAt: number;
  readonly name: string; readonly role: StaffRole;
};
export type DeviceRow = {
  readonly deviceId: DeviceId; readonly kind: 'agent' | 'display'; readonly name: string; readonly boardId: BoardId | null;
  readonly pairedAt: number; readonly first: number | null; readonly last: number | null;
};
export type PairingRow = {
  readonly pairingId: string; readonly kind: 'agent' | 'display'; readonly name: string; readonly secretHash: Buffer;
  readonly code: string; readonly expiresAt: number; readonly deviceId: DeviceId | null;
};
export type SlotRow = { readonly first: number; readonly last: number; readonly freedOn: string | null };

/** The bank's clerks are clerks who may also confirm payments. */
const roleOf = `iif(is_bank, 'bank', role) as role`;
const clerkColumns = `clerk_id as clerkId, name, ${roleOf}, pin_hash as pinHash, failures, locked_until as lockedUntil, disabled_at as disabledAt`;
const deviceColumns = `device.device_id as deviceId, kind, name, board_id as boardId, paired_at as pairedAt, slot.first, slot.last
  from device left join slot on slot.device_id = device.device_id and freed_on is null where revoked_at is null`;
const pairingColumns = 'pairing_id as pairingId, kind, name, secret_hash as secretHash, code, expires_at as expiresAt, device_id as deviceId';

export type Read<P extends unknown[], Row> = { readonly get: (...parameters: P) => Row | undefined; readonly all: (...parameters: P) => Row[] };
export type Write<P extends unknown[]> = { readonly run: (...parameters: P) => unknown };

export type RegistryTables = ReturnType<typeof prepareRegistry>;

export function prepareRegistry(db: Database) {
  const row = <P extends unknown[], Row>(sql: string): Read<P, Row> => db.prepare<P, Row>(sql);
  const value = <P extends unknown[], Value>(sql: string): Read<P, Value> => db.prepare<P, Value>(sql).pluck();
  const change = <P extends unknown[]>(sql: string): Write<P> => db.prepare<P>(sql);
  return {
    clerk: row<[string], ClerkRow>(`select ${clerkColumns} from clerk where clerk_id = ?`),
    /** By what a person types: capitals do not matter, but whoever is written exactly so comes first. */
    clerkTyped: row<[string, string], ClerkRow>(`select ${clerkColumns} from clerk where clerk_id = ? collate nocase order by clerk_id = ? desc, clerk_id limit 1`),
    clerks: row<[], ClerkRow>(`select ${clerkColumns} from clerk order by clerk_id`),
    putClerk: change<[Pick<ClerkRow, 'clerkId' | 'name' | 'role' | 'pinHash' | 'disabledAt'>]>(`
      insert into clerk (clerk_id, name, role, is_bank, pin_hash, disabled_at)
      values (:clerkId, :name, iif(:role = 'manager', 'manager', 'clerk'), :role = 'bank', :pinHash, :disabledAt)
      on conflict (clerk_id) do update set name = :name, role = excluded.role, is_bank = excluded.is_bank, pin_hash = :pinHash, disabled_at = :disabledAt,
        failures = 0, locked_until = 0`),
    attempt: change<[number, number, string]>('update clerk set failures = ?, locked_until = ? where clerk_id = ?'),
    otherManagers: value<[string], number>(`select count(*) from clerk where role = 'manager' and disabled_at is null and clerk_id <> ?`),

    session: row<[Buffer], SessionRow>(`
      select session.clerk_id as clerkId, window_id as windowId, expires_at as expiresAt, name, ${roleOf}
      from session join clerk on clerk.clerk_id = session.clerk_id where token_hash = ? and disabled_at is null`),
    addSession: change<[Buffer, string, string | null, number, number]>(
      'insert or ignore into session (token_hash, clerk_id, window_id, created_at, expires_at) values (?, ?, ?, ?, ?)',
    ),
    endSession: change<[Buffer]>('delete from session where token_hash = ?'),
    endSessionsOf: change<[string]>('delete from session where clerk_id = ?'),
    endOldSessions: change<[number]>('delete from session where expires_at < ?'),

    device: row<[string], DeviceRow>(`select ${deviceColumns} and device.device_id = ?`),
    deviceByToken: row<[Buffer], DeviceRow>(`select ${deviceColumns} and token_hash = ?`),
    devices: row<[], DeviceRow>(`select ${deviceColumns} order by device.device_id`),
    putDevice: change<[Pick<DeviceRow, 'deviceId' | 'kind' | 'name' | 'boardId' | 'pairedAt'>]>(`
      insert into device (device_id, kind, name, board_id, paired_at) values (:deviceId, :kind, :name, :boardId, :pairedAt)
      on conflict (device_id) do update set kind = :kind, name = :name, board_id = :boardId, paired_at = :pairedAt, revoked_at = null,
        token_hash = null`),
    setToken: change<[Buffer, string]>('update device set token_hash = ? where device_id = ?'),
    revoke: change<[number, string]>('update device set revoked_at = ?, token_hash = null where device_id = ?'),

    slots: row<[], SlotRow>('select first, last, freed_on as freedOn from slot'),
    takeSlot: change<[string, number, number, number]>(
      'insert into slot (device_id, first, last, taken_at) values (?, ?, ?, ?)',
    ),
    freeSlot: change<[string, string]>('update slot set freed_on = ? where device_id = ? and freed_on is null'),

    pairing: row<[string], PairingRow>(`select ${pairingColumns} from pairing where pairing_id = ?`),
    pairingByCode: row<[string], PairingRow>(`select ${pairingColumns} from pairing where code = ?`),
    openPairings: value<[], number>('select count(*) from pairing'),
    addPairing: change<[string, string, string, Buffer, string, number]>(
      'insert into pairing (pairing_id, kind, name, secret_hash, code, expires_at) values (?, ?, ?, ?, ?, ?)',
    ),
    confirmPairing: change<[string, string]>('update pairing set device_id = ? where pairing_id = ?'),
    endPairing: change<[string]>('delete from pairing where pairing_id = ?'),
    endPairingsOf: change<[string]>('delete from pairing where device_id = ?'),
    endOldPairings: change<[number]>('delete from pairing where expires_at < ?'),
  };
}
