// A loudspeaker that takes exactly as long as the sound, and remembers what it was given.
import type { AnnouncerTimers } from '../announcer/announcer-deps.ts';
import { peakOf } from '../mix/shape.ts';
import type { Playing, Sink } from '../types.ts';

/** `hangs` never ends and stops when told; `deaf` never ends and does not stop either. */
export type SinkMood = 'works' | 'throws' | 'rejects' | 'hangs' | 'deaf';
export type Heard = {
  readonly title: string; readonly from: number; readonly samples: number; readonly peak: number;
  to: number | null; end: 'whole' | 'stopped' | null;
};
export type FakeSink = Sink & { mood: SinkMood; readonly heard: Heard[]; /** Most sounds at one time. */ readonly mostAtOnce: () => number };

/** `stopMs`: how long after `stop()` the end is told. */
export function createFakeSink(clock: { readonly now: () => number; readonly timers: AnnouncerTimers }, stopMs: number): FakeSink {
  let sounding = 0;
  let most = 0;
  const sink: FakeSink = {
    mood: 'works', heard: [], mostAtOnce: () => most,
    play(pcm, title): Playing {
      if (sink.mood === 'throws') throw new Error('no such device');
      if (sink.mood === 'rejects') return { ended: Promise.reject(new Error('device lost')), stop: () => undefined };
      const heard: Heard = { title, from: clock.now(), samples: pcm.samples.length, peak: peakOf(pcm.samples), to: null, end: null };
      sink.heard.push(heard);
      sounding += 1;
      most = Math.max(most, sounding);
      const { promise, resolve } = Promise.withResolvers<'whole' | 'stopped'>();
      const end = (how: 'whole' | 'stopped'): void => {
        if (heard.to !== null) return;
        Object.assign(heard, { to: clock.now(), end: how });
        sounding -= 1;
        resolve(how);
      };
      const { mood } = sink;
      const cancel = mood === 'works' ? clock.timers.after((pcm.samples.length / pcm.rate) * 1000, () => end('whole')) : () => undefined;
      const stop = (): void => {
        cancel();
        clock.timers.after(stopMs, () => end('stopped'));
      };
      return { ended: promise, stop: mood === 'deaf' ? () => undefined : stop };
    },
  };
  return sink;
}
