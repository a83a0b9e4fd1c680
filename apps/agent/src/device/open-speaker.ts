// The agent's loudspeaker: the program or folder that the device file names, and whether it is worth trying.
import { aplaySink, createCommandSink, createWavSink, paplaySink, type Speaker as SpeakerDriver } from '@hallcall/hardware-voice';
import { systemTimers } from '@hallcall/link';
import type { HealthReport } from '@hallcall/protocol';
import type { Sink } from '@hallcall/voice';
import type { SpeakerChoice } from './device-file.ts';
import { isProgramThere } from './program.ts';

export type Speaker = {
  readonly sink: Sink;
  /** False without its program, and for a while after it has failed for good: another device may announce meanwhile. */
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
  const program = programOf(choice);
  const isMissing = (): boolean => program !== null && !isProgramThere(program, process.env['PATH']);
  const openedAt = Math.round(now());
  let failedAt = -Infinity;
  return {
    sink: {
      play(pcm, title) {
        const playing = driver.play(pcm, title);
        playing.ended.catch(() => (failedAt = now()));
        return playing;
      },
    },
    canSound: () => !isMissing() && (driver.health().state !== 'fault' || now() - failedAt > restMs),
    part() {
      if (isMissing()) return { part: 'speaker', state: 'fault', code: 'speaker.missing', since: openedAt, detail: (program ?? '').slice(0, 200) };
      const { state, code, since } = driver.health();
      return { part: 'speaker', state, code, since: Math.round(since) };
    },
    onHealth: (listener) => void driver.onHealth(listener),
    close: () => driver.close(),
  };
}

/** The program that must be there; null: it is this agent itself that writes. */
function programOf(choice: SpeakerChoice): string | null {
  if (choice.sink === 'wav') return null;
  return choice.sink === 'command' ? (choice.command[0] ?? '') : choice.sink;
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
