import type { HallConfig } from '../config.ts';
import type { DeviceId, ZoneId } from '../ids.ts';
import { awaitsSpeech, speakableSince } from '../speakable.ts';
import type { ReadonlyHall } from '../state.ts';
import type { SpeechCall, SpeechClaim, VoicePresence, VoiceView, VoiceZone } from './types.ts';

const calls = 30;

/** What a device has to say in the zones it announces: live calls that nobody has begun, and when it may begin. */
export function voiceView(state: ReadonlyHall, config: HallConfig, deviceId: DeviceId, voice: VoicePresence): VoiceView {
  const mine = config.zones.filter(({ id }) => voice.announcerByZone.get(id) === deviceId);
  return { deviceId, zones: mine.map(({ id }) => voiceZone(state, id, deviceId, voice)), emergency: state.emergency };
}

function voiceZone(state: ReadonlyHall, zone: ZoneId, deviceId: DeviceId, { claimByCall }: VoicePresence): VoiceZone {
  const live = state.calls.flatMap((call) => (call.zone === zone && awaitsSpeech(call) ? (liveCall(state, call) ?? []) : []));
  const others = [...claimByCall.values()].filter((claim) => claim.zone === zone && claim.deviceId !== deviceId && !claim.isOver);
  return {
    zone,
    isMuted: state.mutedZones.has(zone),
    calls: live.filter(({ callId }) => claimByCall.get(callId)?.isOver ?? true).slice(0, calls),
    begun: live.flatMap(({ callId }) => (isBegun(claimByCall.get(callId), deviceId) ? [callId] : [])),
    busyUntil: others.length > 0 ? Math.max(...others.map(({ endsAt }) => endsAt)) : null,
  };
}

const isBegun = (claim: SpeechClaim | undefined, deviceId: DeviceId): boolean => claim?.deviceId === deviceId && !claim.isOver;

/** Null once the visitor is there, has been called again, missed or left. */
function liveCall(state: ReadonlyHall, call: ReadonlyHall['calls'][number]): SpeechCall | null {
  const { callId, ticketId, stop: index, windowId, attempt, at } = call;
  const ticket = state.ticketById.get(ticketId);
  const stop = ticket?.stops[index];
  if (!ticket || stop?.life.status !== 'called' || stop.life.calls.at(-1)?.callId !== callId) return null;
  return { callId, number: ticket.number, windowId, queueId: stop.queueId, language: ticket.language, attempt, at, agesFrom: speakableSince(state, call) };
}
