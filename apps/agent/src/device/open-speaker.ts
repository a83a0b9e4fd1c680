// The agent's loudspeaker: the program or folder that the device file names, and whether it is worth trying.
import { aplaySink, createCommandSink, createWavSink, paplaySink, probeSound, probeTitle, type Speaker as SpeakerDriver } from '@hallcall/hardware-voice';
import type { Timers } from '@hallcall/link';
import type { HealthReport } from '@hallcall/protocol';
import type { Sink } from '@hallcall/voice';
import type { SpeakerChoice } from './device-file.ts';
import { isProgramThere } from './program.ts';
import { createTrust } from './trust.ts';

export type Speaker = {
  readonly sink: Sink;
  /** False without its program, and after a failure until it has played a probe: another device may announce meanwhile. */
  readonly canSound: () => boolean;
  part(): HealthReport['parts'][number];
  onHealth(listener: () => void): void;
  close(): Promise<void>;
};

type SpeakerDeps = {
  /** Epoch ms. */
  readonly now: () => number;
  readonly timers: Timers;
};

export function openSpeaker(choice: SpeakerChoice, deps: SpeakerDeps): Speaker {
  const driver = driverOf(choice, deps);
  const program = programOf(choice);
  const isMissing = (): boolean => program !== null && !isProgramThere(program, process.env['PATH']);
  const openedAt = Math.round(deps.now());
  const trust = createTrust({ timers: deps.timers, probe: () => driver.play(probeSound, probeTitle).ended });
  return {
    sink: {
      play(pcm, title) {
        const playing = driver.play(pcm, title);
        playing.ended.then((how) => how === 'whole' && trust.wentWell(), () => trust.failed());
        return playing;
      },
    },
    canSound: () => !isMissing() && trust.isTrusted(),
    part() {
      if (isMissing()) return { part: 'speaker', state: 'fault', code: 'speaker.missing', since: openedAt, detail: (program ?? '').slice(0, 200) };
      const { state, code, since } = driver.health();
      return { part: 'speaker', state, code, since: Math.round(since) };
    },
    onHealth: (listener) => void driver.onHealth(listener),
    close() {
      trust.close();
      return driver.close();
    },
  };
}

/** The program that must be there; null: it is this agent itself that writes. */
function programOf(choice: SpeakerChoice): string | null {
  if (choice.sink === 'wav') return null;
  return choice.sink === 'command' ? (choice.command[0] ?? '') : choice.sink;
}

function driverOf(choice: SpeakerChoice, deps: SpeakerDeps): SpeakerDriver {
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
