// The one call that is being spoken: from its chime to its end, or to the moment that it is stopped.
import type { VoiceZone } from '@hallcall/domain';
import { mix } from '../mix/mix.ts';
import type { Sink } from '../types.ts';
import type { Speaking } from './announcer-deps.ts';
import type { Channel, SoundEnd } from './channel.ts';
import { untruth, type Queued } from './queue.ts';
import type { Turn } from './turn.ts';

/** `failed`: the sink gave up. The others say why it was stopped. */
export type SpeechEnd = 'whole' | 'failed' | 'untrue' | 'merged' | 'muted' | 'emergency';

export type Speech = {
  /** Only while the channel is free. */
  readonly begin: (sink: Sink, turn: Turn, gain: number) => void;
  readonly interrupt: () => void;
  /** Words that have begun are finished, unless their zone is switched silent; a chime before words that are not true any more is not. */
  readonly stopWrong: (zoneOf: (queued: Queued) => VoiceZone | null) => void;
  /** What is left of it, ms. */
  readonly restMs: () => number;
  /** Silence; the turn that is cut off hears no more of its end. */
  readonly abandon: () => Turn | null;
};

export type SpeechDeps = {
  readonly channel: Channel;
  readonly now: () => number;
  readonly onSpeaking: (state: Speaking | null) => void;
  readonly onEnd: (turn: Turn, end: SpeechEnd) => void;
};

type Spoken = { readonly turn: Turn; readonly startedAt: number; stop: Exclude<SpeechEnd, 'whole' | 'failed'> | null };

export function createSpeech({ channel, now, onSpeaking, onEnd }: SpeechDeps): Speech {
  let spoken: Spoken | null = null;

  function stop(why: NonNullable<Spoken['stop']>): void {
    if (spoken === null || spoken.stop !== null) return;
    spoken.stop = why;
    channel.stop();
  }

  function finished(how: SoundEnd): void {
    if (spoken === null) return;
    const { turn, stop: why } = spoken;
    spoken = null;
    onSpeaking(null);
    onEnd(turn, how === 'stopped' ? (why ?? 'failed') : how);
  }

  return {
    begin(sink, turn, gain) {
      const { queued, plan } = turn;
      spoken = { turn, startedAt: now(), stop: null };
      onSpeaking({ callIds: [queued.call.callId], subtitles: plan.subtitles, isEmergency: false });
      channel.play(sink, mix(plan.parts, gain), plan.subtitles[0]?.text ?? '', finished);
    },
    interrupt: () => stop('emergency'),
    stopWrong(zoneOf) {
      const zone = spoken && zoneOf(spoken.turn.queued);
      if (spoken === null || zone === null) return;
      if (zone.isMuted) return stop('muted');
      const gone = now() < spoken.startedAt + spoken.turn.plan.chimeMs ? untruth(spoken.turn.queued.call, zone) : null;
      if (gone !== null) stop(gone);
    },
    restMs: () => (spoken === null ? 0 : Math.max(0, spoken.startedAt + spoken.turn.plan.durationMs - now())),
    abandon() {
      const turn = spoken?.turn ?? null;
      if (turn === null) return null;
      spoken = null;
      onSpeaking(null);
      channel.stop();
      return turn;
    },
  };
}
