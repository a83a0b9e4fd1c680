// One sound at a time, come what may: a sink that fails, hangs or will not stop cannot hold the next one up for ever.
import { mixRate } from '../mix/rate.ts';
import type { Pcm, Playing, Sink } from '../types.ts';
import type { AnnouncerTimers, Cancel } from './announcer-deps.ts';

/** `failed`: it could not be heard, ended by itself, or hung. */
export type SoundEnd = 'whole' | 'stopped' | 'failed';

export type Channel = {
  readonly isBusy: () => boolean;
  /** Only while not busy. `onEnd` is called once, never at once. */
  readonly play: (sink: Sink, pcm: Pcm, title: string, onEnd: (end: SoundEnd) => void) => void;
  /** Silence now; the end follows. */
  readonly stop: () => void;
};

/** How much longer than planned a sound may take; how long a stopped one may take to say so, ms. */
const watchdogMs = 3_000;
const stopWithinMs = 250;

export function createChannel(timers: AnnouncerTimers): Channel {
  let current: { readonly stop: () => void } | null = null;

  return {
    isBusy: () => current !== null,
    stop: () => current?.stop(),
    play(sink, pcm, title, onEnd) {
      const playing = start(sink, pcm, title);
      let isStopping = false;
      let cancel: Cancel = timers.after((pcm.samples.length / mixRate) * 1000 + watchdogMs, () => {
        silence(playing);
        end('failed');
      });
      const mine = {
        stop() {
          if (isStopping) return;
          isStopping = true;
          cancel();
          cancel = timers.after(stopWithinMs, () => end('stopped'));
          silence(playing);
        },
      };
      const end = (how: SoundEnd): void => {
        if (current !== mine) return;
        cancel();
        current = null;
        onEnd(how);
      };
      current = mine;
      playing.ended.then(
        (how) => end(how === 'whole' || isStopping ? how : 'failed'),
        () => end(isStopping ? 'stopped' : 'failed'),
      );
    },
  };
}

/** A sink that throws is one that cannot be heard. */
function start(sink: Sink, pcm: Pcm, title: string): Playing {
  try {
    return sink.play(pcm, title);
  } catch (error) {
    return { ended: Promise.reject(new Error('the sink refused the sound', { cause: error })), stop: () => undefined };
  }
}

function silence(playing: Playing): void {
  try {
    playing.stop();
  } catch {
    // A sink that cannot even stop is given up by its timer.
  }
}
