import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '@hallcall/host';
import { encodeWav, type Pcm, type Playing } from '@hallcall/voice';
import { refused, type SinkDeps } from './command-sink.ts';
import { createHealthKeeper } from './health.ts';
import { probeTitle } from './probe.ts';
import { type Speaker, SpeakerError } from './speaker.ts';

/** Plays to nobody: each utterance lasts as long as it would sound. */
export function createNullSink(deps: SinkDeps): Speaker {
  return createTimedSink(deps, () => () => undefined);
}

/**
 * Writes each utterance as `0001.wav`, `0002.wav` … into the folder, after what is there, and lasts as long as it would sound.
 * Of one that is stopped the file keeps what would have been heard; of a probe nothing stays.
 */
export function createWavSink(folder: string, deps: SinkDeps): Speaker {
  return createTimedSink(deps, (pcm, title) => {
    makeFolder(folder, 0o755);
    if (title === probeTitle) {
      writeAndRemove(join(folder, 'probe.wav'), encodeWav(pcm));
      return () => undefined;
    }
    const numbers = readdirSync(folder).map((name) => Number(/^(\d+)\.wav$/.exec(name)?.[1] ?? 0));
    const file = join(folder, `${String(Math.max(0, ...numbers) + 1).padStart(4, '0')}.wav`);
    writeFileSync(file, encodeWav(pcm), { flag: 'wx' });
    return (heardMs) => writeFileSync(file, encodeWav({ ...pcm, samples: pcm.samples.subarray(0, Math.max(0, Math.round((heardMs * pcm.rate) / 1000))) }));
  });
}

function writeAndRemove(file: string, bytes: Uint8Array): void {
  try {
    writeFileSync(file, bytes);
  } finally {
    rmSync(file, { force: true });
  }
}

/** Forgets what was not heard of a sound. */
type CutOff = (heardMs: number) => void;

function createTimedSink({ timers, now }: SinkDeps, take: (pcm: Pcm, title: string) => CutOff): Speaker {
  const keeper = createHealthKeeper(now);
  const running = new Set<Playing>();
  let isClosed = false;
  return {
    health: () => keeper.current(),
    onHealth: (listener) => keeper.onChange(listener),
    play(pcm, title) {
      let cutOff: CutOff;
      try {
        if (isClosed) throw new Error('the speaker is closed');
        cutOff = take(pcm, title);
        keeper.noteWhole();
      } catch (error) {
        const failure = failureOf(error, false);
        keeper.noteError(failure);
        return refused(failure);
      }
      const startedAt = now();
      const { promise: ended, resolve } = Promise.withResolvers<'whole' | 'stopped'>();
      const cancel = timers.after((pcm.samples.length / pcm.rate) * 1000, () => end('whole'));
      const end = (outcome: 'whole' | 'stopped'): void => {
        cancel();
        running.delete(playing);
        resolve(outcome);
      };
      const stop = (): void => {
        if (!running.has(playing)) return;
        try {
          cutOff(now() - startedAt);
        } catch (error) {
          keeper.noteError(failureOf(error, true));
        }
        end('stopped');
      };
      const playing = { ended, stop };
      running.add(playing);
      return playing;
    },
    close() {
      isClosed = true;
      for (const playing of running) playing.stop();
      return Promise.resolve();
    },
  };
}

const failureOf = (error: unknown, mayBeHeard: boolean): SpeakerError =>
  new SpeakerError('failed', error instanceof Error ? error.message : String(error), mayBeHeard, error);
