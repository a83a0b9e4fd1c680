import type { HallConfig } from '../config.ts';
import type { DeviceId, ZoneId } from '../ids.ts';
import type { ReadonlyHall } from '../state.ts';
import type { SpeechCall, VoicePresence, VoiceView, VoiceZone } from './types.ts';

const calls = 30;

/** What a device has to say in the zones it announces: live calls that nobody has begun, and when it may begin. */
export function voiceView(state: ReadonlyHall, config: HallConfig, deviceId: DeviceId, voice: VoicePresence): VoiceView {
  const mine = config.zones.filter(({ id }) => voice.announcerByZone.get(id) === deviceId);
  return { deviceId, zones: mine.map(({ id }) => voiceZone(state, id, deviceId, voice)), emergency: state.emergency };
}

function voiceZone(state: ReadonlyHall, zone: ZoneId, deviceId: DeviceId, { claimByCall }: VoicePresence): VoiceZone {
  const open = state.calls.filter((call) => call.zone === zone && call.speech === null && !claimByCall.has(call.callId));
  const others = [...claimByCall.values()].filter((claim) => claim.zone === zone && claim.deviceId !== deviceId && !claim.isOver);
  return {
    zone,
    isMuted: state.mutedZones.has(zone),
    calls: open.flatMap((call): SpeechCall[] => {
      const ticket = state.ticketById.get(call.ticketId);
      const stop = ticket?.stops[call.stop];
      if (!ticket || stop?.life.status !== 'called' || stop.life.calls.at(-1)?.callId !== call.callId) return [];
      const { callId, windowId, attempt, at } = call;
      return [{ callId, number: ticket.number, windowId, queueId: stop.queueId, language: ticket.language, attempt, at }];
    }).slice(0, calls),
    busyUntil: others.length > 0 ? Math.max(...others.map(({ endsAt }) => endsAt)) : null,
  };
}
