// What is heard: the outcome of announcements, zones switched silent, the emergency that is spoken over everything.
import type { CommandOf } from '../command.ts';
import { accept, reject, type Context, type Decision } from '../context.ts';
import type { EventOf, HallEvent } from '../event.ts';
import { awaitsSpeech, speakableSince } from '../speakable.ts';
import type { Call, ReadonlyHall } from '../state.ts';

/** An announcer has this long after a call's expiry to say what became of it, ms. */
const reportGraceMs = 30_000;

/** H1, H6: the first word about a call in its own zone becomes an event, after an interruption the next one too; everything else is known already. */
export function reportSpeech(state: ReadonlyHall, command: CommandOf<'speech.report'>, { now }: Context): Decision {
  const first = new Map<string, EventOf<'call.spoken'>>();
  for (const { callId, zone, outcome, reason, at } of command.speech) {
    const call = state.callById.get(callId);
    if (!call || !awaitsSpeech(call) || (reason === 'interrupted' && !mayBeInterrupted(state, call)) || call.zone !== zone || first.has(callId)) continue;
    first.set(callId, { type: 'call.spoken', callId, zone, outcome, reason, at: Math.min(now, Math.max(at, call.at)) });
  }
  return accept(...first.values());
}

/** H6: once an emergency: another interruption needs another emergency. */
function mayBeInterrupted({ emergency, emergencyEndedAt }: ReadonlyHall, { speech }: Pick<Call, 'speech'>): boolean {
  return speech === null || emergencyEndedAt > speech.at || (emergency !== null && emergency.since > speech.at);
}

/** H2: an announcer that vanished in the middle of a call is not repeated by another; the clerk is told. */
export function loseSpeech(state: ReadonlyHall, command: CommandOf<'speech.lose'>, { now }: Context): Decision {
  const lost = command.calls.filter(({ callId }) => {
    const call = state.callById.get(callId);
    return call !== undefined && awaitsSpeech(call);
  });
  return accept(...lost.map(({ callId, zone }): HallEvent => failed(callId, zone, 'announcerLost', now)));
}

/** H3: nobody spoke the call while it could be spoken; in an emergency it could not. Silent zones promise no announcement. */
export function unspokenCalls(state: ReadonlyHall, { config, now }: Context): HallEvent[] {
  if (state.emergency) return [];
  const expiry = new Map(config.zones.map(({ id, voice }) => [id, voice.announcers.length > 0 ? voice.expiresAfterMs + reportGraceMs : Infinity]));
  return state.calls
    .filter((call) => awaitsSpeech(call) && !call.isUndone && now - speakableSince(state, call) >= (expiry.get(call.zone) ?? Infinity))
    .map((call) => failed(call.callId, call.zone, 'noAnnouncer', now));
}

const failed = (callId: EventOf<'call.spoken'>['callId'], zone: EventOf<'call.spoken'>['zone'], reason: 'announcerLost' | 'noAnnouncer', at: number): HallEvent =>
  ({ type: 'call.spoken', callId, zone, outcome: 'failed', reason, at });

/** H4: a manager switches the voice of a zone off and on; doing it twice changes nothing. */
export function muteZone(state: ReadonlyHall, { zone, isMuted }: CommandOf<'zone.mute'>, { config }: Context): Decision {
  if (!config.zones.some(({ id }) => id === zone)) return reject({ code: 'zone.unknown', zone });
  return state.mutedZones.has(zone) === isMuted ? accept() : accept({ type: 'zone.muted', zone, isMuted });
}

/** H5: one emergency at a time, heard in every zone, muted ones included, until it is ended. */
export function beginEmergency(state: ReadonlyHall, { kind }: CommandOf<'emergency.begin'>): Decision {
  return state.emergency ? accept() : accept({ type: 'emergency.begun', kind });
}

/** H5 */
export function endEmergency(state: ReadonlyHall): Decision {
  return state.emergency ? accept({ type: 'emergency.ended' }) : accept();
}
