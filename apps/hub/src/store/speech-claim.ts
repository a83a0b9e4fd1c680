// Claims on speech on disk: a call that somebody has begun to speak stays begun, also after a restart of the hub. One that
// is over can be claimed anew: the rules offer a call again only when an emergency cut it off.
import type { CallId, DeviceId, SpeechClaim, ZoneId } from '@hallcall/domain';
import type { Database } from 'better-sqlite3';

export type SpeechClaimTable = {
  /** The newest claims, oldest first. */
  readonly newest: (limit: number) => readonly SpeechClaim[];
  /** False, and nothing is changed, while the call is claimed. */
  readonly add: (claim: SpeechClaim) => boolean;
  readonly end: (callId: CallId, at: number) => void;
};

type Row = { callId: CallId; zone: ZoneId; deviceId: DeviceId; startedAt: number; endsAt: number; reportsBefore: number; overAt: number | null };

export function createSpeechClaimTable(db: Database): SpeechClaimTable {
  const select = db.prepare<[number], Row>(
    `select call_id as callId, zone, device_id as deviceId, started_at as startedAt, ends_at as endsAt, reports_before as reportsBefore, over_at as overAt
     from speech_claim order by started_at desc limit ?`,
  );
  const insert = db.prepare<[CallId, ZoneId, DeviceId, number, number, number]>(
    `insert into speech_claim (call_id, zone, device_id, started_at, ends_at, reports_before) values (?, ?, ?, ?, ?, ?)
     on conflict (call_id) do update set device_id = excluded.device_id, started_at = excluded.started_at, ends_at = excluded.ends_at,
       reports_before = excluded.reports_before, over_at = null
     where over_at is not null`,
  );
  const end = db.prepare<[number, CallId]>('update speech_claim set over_at = ? where call_id = ? and over_at is null');
  return {
    newest: (limit) => select.all(limit).toReversed().map(({ overAt, ...row }) => ({ ...row, isOver: overAt !== null })),
    add: ({ callId, zone, deviceId, startedAt, endsAt, reportsBefore }) => insert.run(callId, zone, deviceId, startedAt, endsAt, reportsBefore).changes === 1,
    end: (callId, at) => void end.run(at, callId),
  };
}
