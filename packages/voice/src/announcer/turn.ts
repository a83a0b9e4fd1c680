import type { VoiceZone } from '@hallcall/domain';
import type { Plan } from './plan.ts';
import { isExpired, untruth, type Dropped, type Queued, type ZoneFacts } from './queue.ts';

/** A call that the hub has granted. */
export type Turn = { readonly queued: Queued; readonly plan: Plan };

/** Why a call that was granted should not be begun after all; `zone` is null while nobody here knows better than the hub did. */
export function doubtAbout(queued: Queued, zone: VoiceZone | null, facts: (zone: VoiceZone) => ZoneFacts | null, now: number): Dropped['reason'] | null {
  const gone = zone && untruth(queued.call, zone);
  if (gone !== null) return gone;
  if (zone && facts(zone)?.isMuted === true) return 'muted';
  return isExpired(queued, now) ? 'expired' : null;
}
