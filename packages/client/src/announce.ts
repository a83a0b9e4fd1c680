// A device as an announcer: what its voice view asks for, spoken through its sink. Displays and agents use it alike.
import { createAnnouncer, type Announcer, type Sink, type VoiceBank } from '@hallcall/voice';
import type { CommandOf, HallConfig, SpeechCall, ZoneId } from '@hallcall/domain';
import type { Hub } from './connect-hub.ts';
import { createBatches } from './batches.ts';

export { clipTiming, openClipSource, type ClipSource } from './clip-source.ts';
export { fetchPacks } from './fetch-packs.ts';
export { unreadNames } from './unread-names.ts';

type Spoken = CommandOf<'speech.report'>['speech'][number];

/** What of a connection an announcer uses. */
export type AnnouncerHub = Pick<Hub, 'now' | 'claimSpeech' | 'announcer' | 'send' | 'status' | 'subscribe' | 'view'>;

export type AnnouncingDeps = {
  readonly hub: AnnouncerHub;
  /** The hall in force; null while there is none. */
  readonly hall: () => HallConfig | null;
  readonly sink: Sink;
  /** The clips in memory; null while there are none, and then this device does not announce. */
  readonly bank: () => VoiceBank | null;
  /** False while nothing could be heard here. */
  readonly canSound: () => boolean;
};

export type Announcing = {
  /** Whether it could be heard, or the hall, may have changed; looked at once a second anyway. */
  readonly refresh: () => void;
  readonly close: () => void;
};

const beatMs = 1_000;

/** Tells the hub once a second that it could speak, and speaks what is given to it. */
export function announce(deps: AnnouncingDeps): Announcing {
  const { hub } = deps;
  const reports = createBatches<Spoken>((speech) => void hub.send({ type: 'speech.report', speech }));
  const canSpeak = (): boolean => deps.canSound() && deps.bank() !== null && deps.hall() !== null;
  const announcer: Announcer = createAnnouncer({
    now: () => Math.round(hub.now() ?? 0),
    timers: {
      after(ms, run) {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
    },
    bank: () => deps.bank() ?? { clip: () => null },
    sink: null,
    names: (call) => namesOf(call, deps.hall()),
    zoneVoice: (zone) => zoneOf(zone, deps.hall())?.voice ?? null,
    wallMinutes: () => wallMinutes(hub.now() ?? 0, deps.hall()?.timeZone ?? 'UTC'),
    claim: (callId, zone, durationMs) => hub.claimSpeech({ callId, zone, durationMs: Math.round(durationMs) }),
    report: (entry) => reports.add(entry),
    onSpeaking: () => undefined,
  });
  /** A view that may be out of date asks for nothing. */
  function follow(): void {
    announcer.update(hub.status().link === 'live' ? (hub.view('voice', null)?.view ?? null) : null);
  }
  function refresh(): void {
    announcer.setSink(canSpeak() ? deps.sink : null);
    hub.announcer(canSpeak());
    follow();
  }
  const beat = setInterval(refresh, beatMs);
  const unsubscribe = hub.subscribe(follow);
  refresh();
  return {
    refresh,
    close() {
      clearInterval(beat);
      unsubscribe();
      announcer.close();
      reports.close();
    },
  };
}

const zoneOf = (zone: ZoneId, hall: HallConfig | null) => hall?.zones.find(({ id }) => id === zone);

/** Names of a call; the department is the one whose items stand in its queue, when there is only one. */
function namesOf(call: SpeechCall, hall: HallConfig | null) {
  const windowLabel = hall?.windows.find(({ id }) => id === call.windowId)?.label ?? call.windowId;
  const ids = new Set(hall?.items.filter(({ queue }) => queue === call.queueId).map(({ department }) => department));
  const department = ids.size === 1 ? hall?.departments.find(({ id }) => ids.has(id)) : undefined;
  return { number: call.number, windowLabel, department: department ? { id: department.id, ...department.name } : null };
}

/** Minutes since midnight in the hall's zone. */
function wallMinutes(now: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).formatToParts(now);
  const value = (type: string): number => Number(parts.find((part) => part.type === type)?.value ?? 0);
  return value('hour') * 60 + value('minute');
}
