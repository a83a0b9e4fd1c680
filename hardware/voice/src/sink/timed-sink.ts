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
  return createTimedSink(deps, () => undefined);
}

/**
 * Writes each utterance as `0001.wav`, `0002.wav` … into the folder, after what is there, and lasts as long as it would sound.
 * Of a probe nothing stays.
 */
export function createWavSink(folder: string, deps: SinkDeps): Speaker {
  return createTimedSink(deps, (pcm, title) => {
    makeFolder(folder, 0o755);
    if (title === probeTitle) return writeAndRemove(join(folder, 'probe.wav'), encodeWav(pcm));
    const numbers = readdirSync(folder).map((name) => Number(/^(\d+)\.wav$/.exec(name)?.[1] ?? 0));
    const name = String(Math.max(0, ...numbers) + 1).padStart(4, '0');
    writeFileSync(join(folder, `${name}.wav`), encodeWav(pcm), { flag: 'wx' });
  });
}

function writeAndRemove(file: string, bytes: Uint8Array): void {
  try {
    writeFileSync(file, bytes);
  } finally {
    rmSync(file, { force: true });
  }
}

function createTimedSink({ timers, now }: SinkDeps, take: (pcm: Pcm, title: string) => void): Speaker {
  const keeper = createHealthKeeper(now);
  const running = new Set<Playing>();
  let isClosed = false;
  return {
    health: () => keeper.current(),
    onHealth: (listener) => keeper.onChange(listener),
    play(pcm, title) {
      try {
        if (isClosed) throw new Error('the speaker is closed');
        take(pcm, title);
        keeper.noteWhole();
      } catch (error) {
        const failure = new SpeakerError('failed', error instanceof Error ? error.message : String(error), false, error);
        keeper.noteError(failure);
        return refused(failure);
      }
      const { promise: ended, resolve } = Promise.withResolvers<'whole' | 'stopped'>();
      const cancel = timers.after((pcm.samples.length / pcm.rate) * 1000, () => end('whole'));
      const end = (outcome: 'whole' | 'stopped'): void => {
        cancel();
        running.delete(playing);
        resolve(outcome);
      };
      const playing = { ended, stop: () => end('stopped') };
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
