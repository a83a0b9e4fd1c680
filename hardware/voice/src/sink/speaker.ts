import type { Unsubscribe } from '@hallcall/link';
import type { Sink } from '@hallcall/voice';

/** `missing`: no such program; `failed`: it ended badly or too soon; `hung`: it did not end. */
export type SpeakerErrorCode = 'missing' | 'failed' | 'hung';

/** What `ended` of a sink here rejects with. */
export class SpeakerError extends Error {
  readonly code: SpeakerErrorCode;
  /** False: certainly not a word of it was heard, so that it may be played elsewhere. */
  readonly mayBeHeard: boolean;

  constructor(code: SpeakerErrorCode, message: string, mayBeHeard: boolean, cause?: unknown) {
    super(message, { cause });
    this.name = 'SpeakerError';
    this.code = code;
    this.mayBeHeard = mayBeHeard;
  }
}

/** How a speaker does, as the last utterances showed; `since` is epoch milliseconds. */
export type SpeakerHealth = {
  readonly state: 'ok' | 'warning' | 'fault';
  readonly code: 'ready' | 'speaker.missing' | 'speaker.failing' | 'speaker.hung';
  readonly since: number;
};

/** A sink that knows how it does and can be closed. */
export type Speaker = Sink & {
  health(): SpeakerHealth;
  /** Called with every change. */
  onHealth(listener: (health: SpeakerHealth) => void): Unsubscribe;
  /** Stops what sounds; resolves when no process is left. Whatever is played later is refused. */
  close(): Promise<void>;
};
