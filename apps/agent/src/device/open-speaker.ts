// The agent's loudspeaker: the program or folder that the device file names, and whether it is worth trying.
import { aplaySink, createCommandSink, createWavSink, paplaySink, type Speaker as SpeakerDriver } from '@hallcall/hardware-voice';
import { systemTimers } from '@hallcall/link';
import type { HealthReport } from '@hallcall/protocol';
import type { Sink } from '@hallcall/voice';
import type { SpeakerChoice } from './device-file.ts';

export type Speaker = {
  readonly sink: Sink;
  /** False for a while after it has failed for good: another device may announce until it is tried again. */
  readonly canSound: () => boolean;
  part(): HealthReport['parts'][number];
  onHealth(listener: () => void): void;
  close(): Promise<void>;
};

/** How long a speaker in fault rests before it is trusted with a call again, ms. */
const restMs = 15_000;

/** `now`: epoch ms. */
export function openSpeaker(choice: SpeakerChoice, now: () => number): Speaker {
  const driver = driverOf(choice, now);
  let failedAt = -Infinity;
  return {
    sink: {
      play(pcm, title) {
        const playing = driver.play(pcm, title);
        playing.ended.catch(() => (failedAt = now()));
        return playing;
      },
    },
    canSound: () => driver.health().state !== 'fault' || now() - failedAt > restMs,
    part() {
      const { state, code, since } = driver.health();
      return { part: 'speaker', state, code, since: Math.round(since) };
    },
    onHealth: (listener) => void driver.onHealth(listener),
    close: () => driver.close(),
  };
}

function driverOf(choice: SpeakerChoice, now: () => number): SpeakerDriver {
  const deps = { timers: systemTimers, now };
  switch (choice.sink) {
    case 'wav':
      return createWavSink(choice.folder, deps);
    case 'aplay':
      return aplaySink({ ...deps, env: {} });
    case 'paplay':
      return paplaySink({ ...deps, env: {} });
    case 'command': {
      const [command = '', ...args] = choice.command;
      return createCommandSink({ ...deps, command, args, env: {} });
    }
  }
}
