// The voice of a board: its sound, its clips and its announcer, from the moment it is an announcer of some zone.
import type { Hub } from '@hallcall/client';
import { announce, clipTiming, openClipSource, unreadNames, type Announcing, type ClipSource } from '@hallcall/client/announce';
import type { HallConfig, Language } from '@hallcall/domain';
import { createListenerSet } from './listener-set.ts';
import { createWebAudioSink, type WebAudioSink } from './web-audio-sink.ts';

/** `silent`: nobody wants to hear this board. `suspended`: the browser waits for a touch. `noClips`: the hall has none yet. */
export type VoiceState = 'silent' | 'suspended' | 'noClips' | 'ready';

export type BoardVoice = {
  /** The hall in force and who this board is; null while unknown. */
  readonly know: (hall: HallConfig | null, deviceId: string | null) => void;
  readonly state: () => VoiceState;
  /** Languages without clips while there are some of another, `en`; else empty. */
  readonly missing: () => string;
  /** Departments that this board is to name and cannot, `zh/market`; else empty. */
  readonly unread: () => string;
  readonly subscribe: (listener: () => void) => () => void;
  /** From a touch: the browser then lets the page be heard. */
  readonly wake: () => void;
  readonly close: () => void;
};

const languages: readonly Language[] = ['zh', 'en'];

export function createBoardVoice(hub: Hub, url: string): BoardVoice {
  const listeners = createListenerSet();
  let hall: HallConfig | null = null;
  let self: string | null = null;
  let sink: WebAudioSink | null = null;
  let clips: ClipSource | null = null;
  let announcing: Announcing | null = null;
  let isClosed = false;

  function changed(): void {
    announcing?.refresh();
    listeners.tell();
  }

  function start(): void {
    const made = createWebAudioSink();
    sink = made;
    made.subscribe(changed);
    const source = openClipSource({ ...clipTiming, url, languages, onChange: changed });
    clips = source;
    announcing = announce({ hub, sink: made, hall: () => hall, bank: source.bank, canSound: () => made.isRunning() });
    listeners.tell();
  }

  return {
    know(next, deviceId) {
      hall = next;
      self = deviceId;
      const isWanted = hall?.zones.some(({ voice }) => voice.announcers.some((id) => id === deviceId)) ?? false;
      if (isWanted && sink === null && !isClosed) start();
      announcing?.refresh();
      listeners.tell();
    },
    state() {
      if (sink === null) return 'silent';
      if (!sink.isRunning()) return 'suspended';
      return clips?.bank() ? 'ready' : 'noClips';
    },
    missing: () => clips?.missing().join(', ') ?? '',
    unread() {
      const bank = clips?.bank() ?? null;
      return bank === null || hall === null ? '' : unreadNames(bank, hall, { deviceId: self, missing: clips?.missing() ?? [] }).join(', ').slice(0, 200);
    },
    subscribe: (listener) => listeners.add(listener),
    wake: () => sink?.wake(),
    close() {
      isClosed = true;
      clips?.close();
      announcing?.close();
      sink?.close();
    },
  };
}
