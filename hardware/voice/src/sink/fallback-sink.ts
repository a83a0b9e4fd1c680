import { type Cancel, createListeners } from '@hallcall/link';
import type { Pcm, Playing } from '@hallcall/voice';
import type { SinkDeps } from './command-sink.ts';
import { type Speaker, SpeakerError, type SpeakerHealth } from './speaker.ts';

/** How long a speaker that failed stands behind the others. */
const restMs = 60_000;

/**
 * Plays through the first speaker that works. One that fails before a sound hands the same utterance to the next; one
 * that fails later does not, because nothing is said twice. Health is that of the first, a warning when another stands
 * in for it, a fault when none is left.
 */
export function createFallbackSink(speakers: readonly Speaker[], { timers }: Pick<SinkDeps, 'timers'>): Speaker {
  const resting = new Map<Speaker, Cancel>();
  const listeners = createListeners<SpeakerHealth>();
  let last = healthOf(speakers);
  const unsubscribes = speakers.map((speaker) =>
    speaker.onHealth(() => {
      const next = healthOf(speakers);
      const isNew = next.state !== last.state || next.code !== last.code;
      last = next;
      if (isNew) listeners.emit(next);
    }),
  );
  const rest = (speaker: Speaker): void => {
    resting.get(speaker)?.();
    resting.set(speaker, timers.after(restMs, () => resting.delete(speaker)));
  };
  return {
    health: () => healthOf(speakers),
    onHealth: (listener) => listeners.add(listener),
    play: (pcm, title) => playFirst([...speakers].toSorted((a, b) => Number(resting.has(a)) - Number(resting.has(b))), rest, pcm, title),
    async close() {
      for (const stop of [...unsubscribes, ...resting.values()]) stop();
      resting.clear();
      await Promise.all(speakers.map((speaker) => speaker.close()));
    },
  };
}

function playFirst(speakers: readonly Speaker[], rest: (speaker: Speaker) => void, pcm: Pcm, title: string): Playing {
  let current: Playing | null = null;
  let isStopped = false;
  const attempt = async (): Promise<'whole' | 'stopped'> => {
    let failure = new SpeakerError('missing', 'there is no speaker', false);
    for (const speaker of speakers) {
      if (isStopped) return 'stopped';
      current = speaker.play(pcm, title);
      try {
        return await current.ended;
      } catch (error) {
        rest(speaker);
        if (!(error instanceof SpeakerError) || error.mayBeHeard) throw error;
        failure = error;
      }
    }
    throw failure;
  };
  return {
    ended: attempt(),
    stop() {
      isStopped = true;
      current?.stop();
    },
  };
}

function healthOf(speakers: readonly Speaker[]): SpeakerHealth {
  const first = speakers[0]?.health() ?? { state: 'fault', code: 'speaker.missing', since: 0 };
  if (first.state !== 'fault') return first;
  const hasOther = speakers.some((speaker) => speaker.health().state !== 'fault');
  return hasOther ? { ...first, state: 'warning' } : first;
}
