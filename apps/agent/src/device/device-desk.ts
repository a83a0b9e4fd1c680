// Bars and speaker at work: the hub's views go to the drivers, what was lit or spoken goes back as facts.
import { createBatches } from '@hallcall/client';
import { announce, watchPacks, type Announcing } from '@hallcall/client/announce';
import type { BarView, CommandOf, HallConfig, Language, VoiceView } from '@hallcall/domain';
import { createVoiceBank, type Pack } from '@hallcall/voice';
import type { HubLink } from '../hub-link.ts';
import { createBars } from './bars.ts';
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
  readonly bars: (bars: readonly BarView[]) => void;
  readonly voice: (view: VoiceView) => void;
  /** A configuration came into force: labels and languages may have changed. */
  adopted(): void;
  /** The link has been made: the speaker may announce. */
  connected(link: HubLink): void;
  parts(): readonly Part[];
  close(): Promise<void>;
};

const languages: readonly Language[] = ['zh', 'en'];
const retryMs = 5_000;

export function createDeviceDesk(deps: DeviceDeskDeps): DeviceDesk {
  const { devices, hubUrl, hall, now } = deps;
  const { speaker } = devices;
  const shown = createBatches<Shown>((entries) => deps.link()?.tell({ type: 'call.acknowledge', shown: entries }));
  const bars = createBars({ lines: devices.lines, hall, now, acknowledge: (entry) => shown.add(entry) });
  const openedAt = Math.round(now());
  let wanted: readonly BarView[] = [];
  let packs: readonly Pack[] = [];
  let bank: ReturnType<typeof createVoiceBank> | null = null;
  let announcing: Announcing | null = null;

  function adoptPacks(found: readonly Pack[]): void {
    packs = found;
    bank = packs.length === 0 ? null : createVoiceBank(packs);
  }

  /** The lines that the hall gives this agent, whether it has them or not. */
  function wantedBuses(): string[] {
    const deviceId = deps.deviceId();
    return hall()?.ledBuses.filter(({ agent }) => agent === deviceId).map(({ id }) => id) ?? [];
  }

  function voicePart(): Part[] {
    if (speaker === null) return [];
    if (bank === null) return [{ part: 'voice', state: 'fault', code: 'voice.noClips', since: openedAt }];
    const problems = packs.flatMap((pack) => pack.problems.map(({ clip, problem }) => `${pack.language}/${clip}: ${problem}`));
    if (problems.length === 0) return [{ part: 'voice', state: 'ok', code: 'ready', since: openedAt }];
    return [{ part: 'voice', state: 'warning', code: 'voice.clipsFaulty', since: openedAt, detail: problems.join(', ').slice(0, 200) }];
  }

  const watching = speaker && watchPacks({ url: hubUrl, languages, retryMs, onPacks: adoptPacks });
  return {
    bars(next) {
      wanted = next;
      bars.show(wanted);
    },
    adopted: () => bars.show(wanted),
    voice: (view) => announcing?.update(view),
    connected(link) {
      announcing?.close();
      announcing = speaker && announce({ hub: link.hub, hall, sink: speaker.sink, bank: () => bank, canSound: speaker.canSound });
    },
    parts: () => [...devices.parts(wantedBuses()), ...voicePart()],
    async close() {
      watching?.close();
      announcing?.close();
      shown.close();
      await devices.close();
    },
  };
}
