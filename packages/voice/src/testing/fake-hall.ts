// The hub as announcers see it: live calls, one claim at a time and none after a word that was not an interruption, views that come a
// little later, lost announcers.
import type { CallId, DeviceId, Emergency, Language, SpeechCall, TicketNumber, VoiceView, WindowId, ZoneId, ZoneVoice } from '@hallcall/domain';
import type { SpeechEntry } from '../announcer/announcer-deps.ts';
import type { FakeClock } from './fake-clock.ts';

export type HallCall = SpeechCall & { readonly zone: ZoneId; isLive: boolean; /** The newest word about it. */ speech: SpeechEntry | null };
export type Claim = { readonly callId: CallId; readonly zone: ZoneId; readonly deviceId: string; readonly at: number; readonly endsAt: number; isOver: boolean };
export type Wanted = { readonly zone: string; readonly window: number; readonly n: number; readonly attempt?: number; readonly language?: Language };

export type FakeHall = {
  readonly calls: HallCall[];
  readonly claims: Map<CallId, Claim>;
  /** Claims given up because nobody reported them: the hall has said itself what became of the call. */
  readonly givenUp: Set<CallId>;
  readonly call: (wanted: Wanted) => CallId;
  /** The visitor is there, was missed or left. */
  readonly settle: (callId: CallId) => void;
  /** The same visitor again. */
  readonly recall: (callId: CallId) => CallId | null;
  readonly mute: (zone: string, isMuted: boolean) => void;
  readonly emergency: (isOn: boolean) => void;
  /** When the newest emergency before `at` ended; 0: there was none. */
  readonly calmSince: (at: number) => number;
  readonly assign: (zone: string, deviceId: string | null) => void;
  readonly connect: (deviceId: string, update: (view: VoiceView) => void) => () => void;
  readonly view: (deviceId: string) => VoiceView;
  readonly claim: (deviceId: string, callId: CallId, zone: ZoneId, durationMs: number) => 'granted' | 'refused';
  readonly report: (entry: SpeechEntry) => void;
  /** Gives up claims nobody has reported, as the hub does five seconds after their end. */
  readonly tick: () => void;
};

/** `latencyMs`: from a change to the view that shows it. */
export function createFakeHall({ now, timers }: FakeClock, latencyMs: () => number): FakeHall {
  const calls: HallCall[] = [];
  const claims = new Map<CallId, Claim>();
  const givenUp = new Set<CallId>();
  const announcerByZone = new Map<ZoneId, string>();
  const muted = new Set<ZoneId>();
  const connected = new Map<string, (view: VoiceView) => void>();
  const sending = new Set<string>();
  let emergency: Emergency | null = null;
  const ends: number[] = [];

  function touch(): void {
    for (const deviceId of connected.keys()) {
      if (sending.has(deviceId)) continue;
      sending.add(deviceId);
      timers.after(latencyMs(), () => {
        sending.delete(deviceId);
        connected.get(deviceId)?.(hall.view(deviceId));
      });
    }
  }

  function add({ zone, window, n, attempt = 1, language = 'zh' }: Wanted): CallId {
    // Brands are given by schemas, which have no place in this package.
    const callId = `call${String(calls.length).padStart(18, '0')}` as CallId;
    calls.push({
      callId, zone: zone as ZoneId, number: { prefix: 'A' as TicketNumber['prefix'], n }, windowId: `w${window}` as WindowId, queueId: 'q' as SpeechCall['queueId'],
      language, attempt, at: now(), agesFrom: now(), isLive: true, speech: null,
    });
    touch();
    return callId;
  }

  const find = (callId: CallId): HallCall | undefined => calls.find((call) => call.callId === callId);

  const hall: FakeHall = {
    calls, claims, givenUp, call: add,
    settle(callId) {
      const call = find(callId);
      if (call) call.isLive = false;
      touch();
    },
    recall(callId) {
      const call = find(callId);
      if (!call?.isLive) return null;
      call.isLive = false;
      return add({ zone: call.zone, window: Number(call.windowId.slice(1)), n: call.number.n, attempt: call.attempt + 1, language: call.language });
    },
    mute(zone, isMuted) {
      if (isMuted) muted.add(zone as ZoneId);
      else muted.delete(zone as ZoneId);
      touch();
    },
    emergency(isOn) {
      if (!isOn && emergency) ends.push(now());
      emergency = isOn ? { kind: 'evacuate', since: now() } : null;
      touch();
    },
    calmSince: (at) => ends.findLast((end) => end <= at) ?? 0,
    assign(zone, deviceId) {
      if (deviceId === null) announcerByZone.delete(zone as ZoneId);
      else announcerByZone.set(zone as ZoneId, deviceId);
      touch();
    },
    connect(deviceId, update) {
      connected.set(deviceId, update);
      touch();
      return () => void connected.delete(deviceId);
    },
    view(deviceId) {
      const mine = [...announcerByZone].filter(([, announcer]) => announcer === deviceId).map(([zone]) => zone);
      return {
        deviceId: deviceId as DeviceId, emergency,
        zones: mine.map((zone) => {
          const live = calls.filter((call) => call.zone === zone && call.isLive && awaitsSpeech(call));
          const others = [...claims.values()].filter((claim) => claim.zone === zone && claim.deviceId !== deviceId && !claim.isOver);
          return {
            zone, isMuted: muted.has(zone),
            calls: live.filter(({ callId }) => claims.get(callId)?.isOver ?? true).slice(0, 30).map((call) => asSpeechCall(call, hall.calmSince(now()))),
            begun: live.filter(({ callId }) => isBegun(claims.get(callId), deviceId)).map(({ callId }) => callId),
            busyUntil: others.length > 0 ? Math.max(...others.map(({ endsAt }) => endsAt)) : null,
          };
        }),
      };
    },
    claim(deviceId, callId, zone, durationMs) {
      const call = find(callId);
      if (!call?.isLive || !awaitsSpeech(call) || claims.get(callId)?.isOver === false || announcerByZone.get(zone) !== deviceId) return 'refused';
      claims.set(callId, { callId, zone, deviceId, at: now(), endsAt: now() + durationMs, isOver: false });
      touch();
      return 'granted';
    },
    report(entry) {
      const [call, claim] = [find(entry.callId), claims.get(entry.callId)];
      if (call && awaitsSpeech(call)) call.speech = entry;
      if (claim) claim.isOver = true;
      touch();
    },
    tick() {
      for (const { callId, zone, endsAt, isOver } of claims.values()) {
        if (isOver || now() <= endsAt + 5_000) continue;
        givenUp.add(callId);
        hall.report({ callId, zone, outcome: 'failed', reason: 'announcerLost', at: now() });
      }
    },
  };
  return hall;
}

const awaitsSpeech = ({ speech }: HallCall): boolean => speech === null || speech.reason === 'interrupted';
const isBegun = (claim: Claim | undefined, deviceId: string): boolean => claim?.deviceId === deviceId && !claim.isOver;

function asSpeechCall({ callId, number, windowId, queueId, language, attempt, at }: HallCall, calmSince: number): SpeechCall {
  return { callId, number, windowId, queueId, language, attempt, at, agesFrom: Math.max(at, calmSince) };
}

/** A zone's voice with the configuration's own defaults. */
export const zoneVoice = (changes: Partial<ZoneVoice>): ZoneVoice => ({
  announcers: [], languages: ['zh'], repeats: 1, digitOne: 'yao', namesDepartment: false, expiresAfterMs: 60_000, volume: 80, volumePlan: [], ...changes,
});
