// Sound of a page. One buffer an utterance: gapless by construction, silent at once when stopped.
import type { Pcm, Playing, Sink } from '@hallcall/voice';

export type WebAudioSink = Sink & {
  /** False while the browser waits for somebody to touch the page. */
  readonly isRunning: () => boolean;
  readonly subscribe: (listener: () => void) => () => void;
  /** Asks the browser to let the page be heard; from a touch it does. */
  readonly wake: () => void;
  readonly close: () => void;
};

/**
 * Long buffers, so that a busy machine does not tear the sound: 0.1 s is heard 0.3 s later and survives a load at which
 * `playback`, 23 ms in Chromium 156, lost up to 0.3 s. In the clips' own rate, so that nothing is resampled.
 */
const options: AudioContextOptions = { latencyHint: 0.1, sampleRate: 48_000 };

export function createWebAudioSink(): WebAudioSink {
  const context = new AudioContext(options);
  const wake = (): void => void context.resume().catch(() => undefined);
  wake();
  return {
    wake,
    isRunning: () => context.state === 'running',
    subscribe(listener) {
      context.addEventListener('statechange', listener);
      return () => context.removeEventListener('statechange', listener);
    },
    play: (pcm) => play(context, pcm),
    close: () => void context.close().catch(() => undefined),
  };
}

function play(context: AudioContext, pcm: Pcm): Playing {
  if (context.state !== 'running') return { ended: Promise.reject(new Error(`the page may not sound: ${context.state}`)), stop: () => undefined };
  const buffer = context.createBuffer(1, pcm.samples.length, pcm.rate);
  buffer.copyToChannel(new Float32Array(pcm.samples), 0);
  const source = new AudioBufferSourceNode(context, { buffer });
  source.connect(context.destination);
  let isStopped = false;
  const ended = new Promise<'whole' | 'stopped'>((resolve) => {
    // What the page has finished is still on its way to the loudspeaker.
    const heard = (): void => resolve(isStopped ? 'stopped' : 'whole');
    source.addEventListener('ended', () => void setTimeout(heard, isStopped ? 0 : context.outputLatency * 1_000), { once: true });
  });
  source.start();
  return {
    ended,
    stop() {
      isStopped = true;
      source.stop();
    },
  };
}
