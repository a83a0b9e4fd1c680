import { fileURLToPath } from 'node:url';
import type { PlayerProgram } from '../sink/player-run.ts';
import { openSpeakerControl } from './control.ts';
import type { SpeakerFault } from './faults.ts';
import { createSoundLog, type HeardSound } from './sound-log.ts';

/** How a simulated speaker is set up. */
export type SpeakerSimulatorOptions = {
  /** Port of the HTTP control, on 127.0.0.1; 0 takes a free one. */
  readonly controlPort: number;
  /** After how much sound `cutsMidWord` strikes; the default, 2 s, lies behind the chime. */
  readonly cutAfterMs?: number;
  /** How late `slow` begins; default 2 s. */
  readonly wakeMs?: number;
};

/** A running simulated speaker. */
export type SpeakerSimulator = {
  /** None: a speaker is played to through its control. */
  readonly port: null;
  readonly controlUrl: string;
  /** What was heard, the newest last. */
  sounds(): readonly HeardSound[];
  /** Sound N as WAV file, or null. */
  wav(number: number): Uint8Array | null;
  state(): Record<string, unknown>;
  setFault(fault: SpeakerFault, on: boolean): void;
  close(): Promise<void>;
};

/** Starts a simulated speaker. Rejects when the port is taken. */
export async function startSpeakerSimulator({ controlPort, cutAfterMs = 2000, wakeMs = 2000 }: SpeakerSimulatorOptions): Promise<SpeakerSimulator> {
  const faults = new Set<SpeakerFault>();
  const log = createSoundLog(Date.now);
  const state = (): Record<string, unknown> => ({ faults: [...faults], isSounding: log.isSounding(), cutAfterMs, wakeMs });
  const setFault = (fault: SpeakerFault, on: boolean): void => {
    if (on) faults.add(fault);
    else faults.delete(fault);
  };
  const control = await openSpeakerControl(controlPort, { log, state, setFault });
  return {
    port: null, controlUrl: control.url, sounds: () => log.sounds(), wav: (number) => log.wav(number), state, setFault, close: () => control.close(),
  };
}

/** The program for `createCommandSink` that plays through the simulated speaker at this address. */
export function simulatedPlayer(controlUrl: string): PlayerProgram {
  const player = fileURLToPath(new URL('./player.ts', import.meta.url));
  const args = [player, `--server=${controlUrl}`, '--rate=48000', '--format=s16le', '--channels=1', '--stream-name={title}'];
  return { command: process.execPath, args, env: {} };
}
