// Says an emergency again and again until it is over; a sink that fails is tried again.
import type { EmergencyKind, Language } from '@hallcall/domain';
import { mix } from '../mix/mix.ts';
import type { Sink } from '../types.ts';
import type { AnnouncerTimers, Cancel, Speaking } from './announcer-deps.ts';
import type { Channel } from './channel.ts';
import { planEmergency, type Sounds } from './plan.ts';

export type EmergencyLoop = {
  /** Sounds when the channel is free; does nothing while it sounds or pauses. */
  readonly go: (kind: EmergencyKind, languages: readonly Language[]) => void;
  readonly end: () => void;
};

export type EmergencyLoopDeps = {
  readonly channel: Channel;
  readonly timers: AnnouncerTimers;
  readonly sounds: () => Sounds;
  readonly sink: () => Sink | null;
  readonly onSpeaking: (state: Speaking | null) => void;
  /** The channel is free, or a pause is over. */
  readonly onIdle: () => void;
};

const pauseMs = 1_000;

export function createEmergencyLoop({ channel, timers, sounds, sink, onSpeaking, onIdle }: EmergencyLoopDeps): EmergencyLoop {
  let isPlaying = false;
  let cancelPause: Cancel | null = null;
  let isShown = false;

  const rest = (): void => {
    cancelPause = timers.after(pauseMs, () => {
      cancelPause = null;
      onIdle();
    });
  };

  return {
    go(kind, languages) {
      const out = sink();
      if (channel.isBusy() || cancelPause !== null || out === null) return;
      const { parts, subtitles } = planEmergency(sounds(), kind, languages);
      if (!isShown) onSpeaking({ callIds: [], subtitles, isEmergency: true });
      isShown = true;
      isPlaying = true;
      channel.play(out, mix(parts, 1), subtitles[0]?.text ?? kind, (end) => {
        isPlaying = false;
        if (end !== 'stopped') rest();
        onIdle();
      });
    },
    end() {
      cancelPause?.();
      cancelPause = null;
      if (isShown) onSpeaking(null);
      isShown = false;
      if (isPlaying) channel.stop();
    },
  };
}
