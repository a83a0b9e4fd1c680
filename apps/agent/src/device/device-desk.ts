// Bars and speaker at work: the hub's views go to the drivers, what was lit or spoken goes back as facts.
import { createBatches } from '@hallcall/client';
import { announce, clipTiming, openClipSource, unreadNames, type Announcing } from '@hallcall/client/announce';
import type { AgentView, CommandOf, HallConfig, Language } from '@hallcall/domain';
import type { HubLink } from '../hub-link.ts';
import { createBars, type WantedBars } from './bars.ts';
import type { OpenDevices, Part } from './open-devices.ts';

type Shown = CommandOf<'call.acknowledge'>['shown'][number];

export type DeviceDeskDeps = {
  readonly devices: OpenDevices;
  /** Origin of the hub: clips come from there. */
  readonly hubUrl: string;
  readonly deviceId: () => string | null;
  readonly hall: () => HallConfig | null;
  /** Hub time, epoch ms. */
  readonly now: () => number;
  /** Null while not connected to any hub. */
  readonly link: () => HubLink | null;
};

export type DeviceDesk = {
  readonly bars: (wanted: Pick<AgentView, 'bars' | 'emergency'>) => void;
  /** Whether the hub is there; called at every change. */
  heard(isLive: boolean): void;
  /** A configuration came into force: labels and languages may have changed. */
  adopted(): void;
  /** The link has been made: the speaker may announce. */
  connected(link: HubLink): void;
  parts(): readonly Part[];
  close(): Promise<void>;
};

/** A call that nobody has confirmed for so long is not left blinking, ms. */
const staleAfterMs = 60_000;
const languages: readonly Language[] = ['zh', 'en'];

export function createDeviceDesk(deps: DeviceDeskDeps): DeviceDesk {
  const { devices, hubUrl, hall, now } = deps;
  const { speaker } = devices;
  const shown = createBatches<Shown>((entries) => deps.link()?.tell({ type: 'call.acknowledge', shown: entries }));
  const bars = createBars({ lines: devices.lines, hall, now, acknowledge: (entry) => shown.add(entry) });
  const openedAt = Math.round(now());
  let wanted: WantedBars = { bars: [], emergency: null, isStale: false };
  let staleTimer: ReturnType<typeof setTimeout> | undefined;
  let announcing: Announcing | null = null;
  const clips = speaker && openClipSource({ ...clipTiming, url: hubUrl, languages, onChange: () => announcing?.refresh() });

  function show(change: Partial<WantedBars>): void {
    wanted = { ...wanted, ...change };
    bars.show(wanted);
  }

  /** The lines that the hall gives this agent, whether it has them or not. */
  function wantedBuses(): string[] {
    const deviceId = deps.deviceId();
    return hall()?.ledBuses.filter(({ agent }) => agent === deviceId).map(({ id }) => id) ?? [];
  }

  function voicePart(): Part[] {
    if (clips === null) return [];
    const bank = clips.bank();
    if (bank === null) return [{ part: 'voice', state: 'fault', code: 'voice.noClips', since: openedAt }];
    const [missing, problems, document] = [clips.missing(), clips.problems(), hall()];
    const unread = document === null ? [] : unreadNames(bank, document, { deviceId: deps.deviceId(), missing });
    const warn = (code: string, entries: readonly string[]): Part[] =>
      entries.length === 0 ? [] : [{ part: 'voice', state: 'warning', code, since: openedAt, detail: entries.join(', ').slice(0, 200) }];
    const [first = { part: 'voice', state: 'ok', code: 'ready', since: openedAt }] = [
      ...warn('voice.languageMissing', missing), ...warn('voice.clipsFaulty', problems), ...warn('voice.namesMissing', unread),
    ];
    return [first];
  }

  return {
    bars({ bars: next, emergency }) {
      show({ bars: next, emergency });
    },
    adopted() {
      show({});
      announcing?.refresh();
    },
    connected(link) {
      announcing?.close();
      announcing = speaker && announce({ hub: link.hub, hall, sink: speaker.sink, bank: () => clips?.bank() ?? null, canSound: speaker.canSound });
    },
    heard(isLive) {
      clearTimeout(staleTimer);
      if (isLive && wanted.isStale) show({ isStale: false });
      if (isLive || wanted.isStale) return;
      staleTimer = setTimeout(() => show({ isStale: true }), staleAfterMs);
    },
    parts: () => [...voicePart(), ...devices.parts(wantedBuses())],
    async close() {
      clearTimeout(staleTimer);
      clips?.close();
      announcing?.close();
      shown.close();
      await devices.close();
    },
  };
}
