// An announcer with a loudspeaker, in a fake hall; everything it does is written down.
import type { CallId, SpeechCall, VoiceView, ZoneId, ZoneVoice } from '@hallcall/domain';
import { createAnnouncer } from '../announcer/announcer.ts';
import type { Announcer, Speaking, SpeechEntry } from '../announcer/announcer-deps.ts';
import type { ScriptCall, VoiceBank } from '../types.ts';
import type { FakeClock } from './fake-clock.ts';
import type { FakeHall } from './fake-hall.ts';
import { createFakeSink, type FakeSink } from './fake-sink.ts';

export type Seen = { readonly at: number; readonly view: VoiceView | null };
export type FakeDevice = {
  readonly announcer: Announcer;
  readonly sink: FakeSink;
  readonly reports: SpeechEntry[];
  readonly speaking: { readonly at: number; readonly state: Speaking | null; /** As this device last saw the hall. */ readonly view: VoiceView | null }[];
  readonly asked: { readonly callId: CallId; readonly at: number; readonly durationMs: number; readonly view: VoiceView | null }[];
  /** Claimed at the hub without this device's knowledge. */
  readonly unanswered: Set<CallId>;
  readonly seen: () => Seen | null;
  /** `lost`: the hub hears and grants, the answer does not come back. `down`: it never hears. */
  line: 'works' | 'refuses' | 'lost' | 'never' | 'down';
  /** Its reports reach nobody. */
  isDead: boolean;
  /** Loses its view and is no longer told. */
  readonly cut: () => void;
  readonly plug: () => void;
};

export type FakeDeviceOptions = {
  readonly clock: FakeClock;
  readonly hall: FakeHall;
  readonly deviceId: string;
  readonly bank: () => VoiceBank;
  readonly voice: (zone: ZoneId) => ZoneVoice | null;
  readonly latencyMs: () => number;
  readonly minutes?: () => number;
  readonly department?: ScriptCall['department'];
};

export function createFakeDevice({ clock, hall, deviceId, bank, voice, latencyMs, minutes = () => 600, department = null }: FakeDeviceOptions): FakeDevice {
  const { now, timers } = clock;
  const sink = createFakeSink(clock, 20);
  let seen: Seen | null = null;
  let disconnect: (() => void) | null = null;
  const later = <T>(make: () => T): Promise<T> => new Promise((resolve) => void timers.after(latencyMs(), () => resolve(make())));

  async function claim(callId: CallId, zone: ZoneId, durationMs: number): Promise<'granted' | 'refused' | null> {
    device.asked.push({ callId, at: now(), durationMs, view: seen?.view ?? null });
    const { line } = device;
    if (line === 'never' || line === 'lost') device.unanswered.add(callId);
    if (line === 'never') return new Promise(() => undefined);
    if (line === 'down') return null;
    const answer = await later(() => (line === 'refuses' ? 'refused' : hall.claim(deviceId, callId, zone, durationMs)));
    return later(() => (line === 'lost' ? null : answer));
  }

  const names = ({ number, windowId }: SpeechCall): ScriptCall => ({ number, windowLabel: windowId.slice(1), department });
  const announcer = createAnnouncer({
    now, timers, bank, sink, names, zoneVoice: voice, wallMinutes: minutes, claim,
    report(entry) {
      device.reports.push(entry);
      if (!device.isDead) timers.after(latencyMs(), () => hall.report(entry));
    },
    onSpeaking: (state) => void device.speaking.push({ at: now(), state, view: seen?.view ?? null }),
  });
  const take = (view: VoiceView | null): void => {
    seen = { at: now(), view };
    announcer.update(view);
  };
  const device: FakeDevice = {
    announcer, sink, reports: [], speaking: [], asked: [], unanswered: new Set(), seen: () => seen, line: 'works', isDead: false,
    cut() {
      disconnect?.();
      take(null);
    },
    plug() {
      disconnect = hall.connect(deviceId, take);
    },
  };
  device.plug();
  return device;
}
