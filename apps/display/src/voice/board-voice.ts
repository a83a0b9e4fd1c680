// The voice of a board: its sound, its clips and its announcer, from the moment it is an announcer of some zone.
import type { Hub } from '@hallcall/client';
import { announce, watchPacks, type Announcing } from '@hallcall/client/announce';
import type { HallConfig, Language, VoiceView } from '@hallcall/domain';
import { createVoiceBank, type Pack, type VoiceBank } from '@hallcall/voice';
import { createListenerSet } from './listener-set.ts';
import { createWebAudioSink, type WebAudioSink } from './web-audio-sink.ts';

/** `silent`: nobody wants to hear this board. `suspended`: the browser waits for a touch. `noClips`: the hall has none yet. */
export type VoiceState = 'silent' | 'suspended' | 'noClips' | 'ready';

export type BoardVoice = {
  /** The hall in force and who this board is; null while unknown. */
  readonly know: (hall: HallConfig | null, deviceId: string | null) => void;
  readonly update: (view: VoiceView | null) => void;
  readonly state: () => VoiceState;
  readonly subscribe: (listener: () => void) => () => void;
  /** From a touch: the browser then lets the page be heard. */
  readonly wake: () => void;
  readonly close: () => void;
};

const languages: readonly Language[] = ['zh', 'en'];
const retryMs = 10_000;

export function createBoardVoice(hub: Hub, url: string): BoardVoice {
  const listeners = createListenerSet();
  let hall: HallConfig | null = null;
  let view: VoiceView | null = null;
  let sink: WebAudioSink | null = null;
  let bank: VoiceBank | null = null;
  let announcing: Announcing | null = null;
  let watching: { close(): void } | null = null;
  let isClosed = false;

  function adoptPacks(packs: readonly Pack[]): void {
    bank = packs.length === 0 ? null : createVoiceBank(packs);
    announcing?.refresh();
    listeners.tell();
  }

  function start(): void {
    const made = createWebAudioSink();
    sink = made;
    made.subscribe(() => {
      announcing?.refresh();
      listeners.tell();
    });
    announcing = announce({ hub, sink: made, hall: () => hall, bank: () => bank, canSound: () => made.isRunning() });
    announcing.update(view);
    watching = watchPacks({ url, languages, retryMs, onPacks: adoptPacks });
    listeners.tell();
  }

  return {
    know(next, deviceId) {
      hall = next;
      const isWanted = hall?.zones.some(({ voice }) => voice.announcers.some((id) => id === deviceId)) ?? false;
      if (isWanted && sink === null && !isClosed) start();
    },
    update(next) {
      view = next;
      announcing?.update(view);
    },
    state() {
      if (sink === null) return 'silent';
      if (!sink.isRunning()) return 'suspended';
      return bank === null ? 'noClips' : 'ready';
    },
    subscribe: (listener) => listeners.add(listener),
    wake: () => sink?.wake(),
    close() {
      isClosed = true;
      watching?.close();
      announcing?.close();
      sink?.close();
    },
  };
}
