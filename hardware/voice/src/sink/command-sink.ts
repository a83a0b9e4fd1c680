import type { Timers } from '@hallcall/link';
import type { Playing } from '@hallcall/voice';
import { createHealthKeeper } from './health.ts';
import { type PlayerProgram, runPlayer } from './player-run.ts';
import { type Speaker, SpeakerError } from './speaker.ts';

/** What every sink here needs: its timers, and the clock of `since`, epoch milliseconds. */
export type SinkDeps = { readonly timers: Timers; readonly now: () => number };

/**
 * Plays each utterance through a program. `ended` rejects with a SpeakerError: `missing` (no such program, or it ended
 * with 127), `failed` (it ended otherwise than well, or before the sound could have been heard), `hung` (it ran 3 s
 * longer than the sound and was killed).
 */
export function createCommandSink({ timers, now, ...program }: PlayerProgram & SinkDeps): Speaker {
  const keeper = createHealthKeeper(now);
  const running = new Map<Playing, Promise<unknown>>();
  let isClosed = false;
  const follow = async (playing: Playing): Promise<'whole' | 'stopped'> => {
    try {
      const outcome = await playing.ended;
      if (outcome === 'whole') keeper.noteWhole();
      return outcome;
    } catch (error) {
      keeper.noteError(error);
      throw error;
    } finally {
      running.delete(playing);
    }
  };
  return {
    health: () => keeper.current(),
    onHealth: (listener) => keeper.onChange(listener),
    play(pcm, title) {
      if (isClosed) return refused(new SpeakerError('failed', 'the speaker is closed', false));
      const playing = runPlayer(program, timers, pcm, title);
      const ended = follow(playing);
      running.set(playing, ended);
      return { ended, stop: () => playing.stop() };
    },
    async close() {
      isClosed = true;
      for (const playing of running.keys()) playing.stop();
      await Promise.allSettled(running.values());
    },
  };
}

/** A sound that never begins. */
export function refused(error: SpeakerError): Playing {
  const fail = async (): Promise<never> => {
    throw error;
  };
  return { ended: fail(), stop: () => undefined };
}
