import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import type { Cancel, Timers } from '@hallcall/link';
import { mixRate, type Pcm, type Playing, resample } from '@hallcall/voice';
import { SpeakerError, type SpeakerErrorCode } from './speaker.ts';

/** A program that plays raw s16le, mono, 48 kHz from its standard input and ends when the last sample was heard. */
export type PlayerProgram = {
  readonly command: string;
  /** `{title}` is replaced. */
  readonly args: readonly string[];
  /** Added to the environment of this process. */
  readonly env: Readonly<Record<string, string>>;
};

type Child = ChildProcessByStdio<Writable, null, Readable>;

/** How long after its sound a player may still run. */
const hangMs = 3000;
/** A player that fails sooner was not heard. */
const firstSoundMs = 300;
/** A player that ends well by more than this before its sound could have been heard has lost it. */
const earlyMs = 300;
/** How long a killed process may take to go before nobody waits for it any more. */
const goneMs = 1000;
const messageLength = 400;

/**
 * Plays one utterance in a process of its own, the leader of its group, so that a stop reaches all its children.
 * Nothing passes through a shell. It settles once, whatever the program does.
 */
export function runPlayer(program: PlayerProgram, timers: Timers, pcm: Pcm, title: string): Playing {
  return new PlayerRun(program, timers, pcm, title);
}

class PlayerRun implements Playing {
  readonly ended: Promise<'whole' | 'stopped'>;
  readonly #settle: PromiseWithResolvers<'whole' | 'stopped'> = Promise.withResolvers();
  readonly #command: string;
  readonly #timers: Timers;
  readonly #durationMs: number;
  readonly #cancels: Cancel[] = [];
  readonly #child: Child | null;
  #killedAs: 'stopped' | 'hung' | null = null;
  #isSettled = false;
  #mayBeHeard = false;
  #canBeWhole = true;
  #said = '';

  constructor(program: PlayerProgram, timers: Timers, pcm: Pcm, title: string) {
    this.ended = this.#settle.promise;
    this.#command = program.command;
    this.#timers = timers;
    this.#durationMs = (pcm.samples.length / pcm.rate) * 1000;
    this.#child = this.#start(program, title);
    if (this.#child === null) return;
    this.#listen(this.#child);
    this.#watch();
    this.#child.stdin.end(rawBytes(pcm));
  }

  stop(): void {
    this.#kill('stopped');
  }

  #start({ command, args, env }: PlayerProgram, title: string): Child | null {
    const plain = title.replaceAll(/\p{Cc}/gu, ' ');
    try {
      return spawn(command, args.map((arg) => arg.replaceAll('{title}', () => plain)), {
        detached: true,
        stdio: ['pipe', 'ignore', 'pipe'],
        env: { ...process.env, ...env },
      });
    } catch (error) {
      this.#fail('failed', `${command} could not be started`, error);
      return null;
    }
  }

  #listen(child: Child): void {
    child.once('error', (error: NodeJS.ErrnoException) => {
      const isMissing = error.code === 'ENOENT' || error.code === 'EACCES';
      this.#fail(isMissing ? 'missing' : 'failed', `${this.#command} could not be started: ${error.message}`, error);
    });
    // A player that goes away breaks its pipe; how it went says its exit.
    child.stdin.on('error', () => undefined);
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#said = (this.#said + text).slice(-messageLength);
    });
    child.once('exit', () => this.#finishKilled());
    child.once('close', (code, signal) => this.#judge(code, signal));
  }

  #watch(): void {
    this.#after(firstSoundMs, () => {
      this.#mayBeHeard = true;
    });
    const earliestMs = this.#durationMs - earlyMs;
    this.#canBeWhole = earliestMs <= 0;
    if (!this.#canBeWhole) {
      this.#after(earliestMs, () => {
        this.#canBeWhole = true;
      });
    }
    this.#after(this.#durationMs + hangMs, () => this.#kill('hung'));
  }

  #judge(code: number | null, signal: string | null): void {
    if (this.#killedAs !== null) return this.#finishKilled();
    const said = this.#said.trim() === '' ? '' : `: ${this.#said.trim()}`;
    if (code === 127) this.#fail('missing', `${this.#command} found no program${said}`);
    else if (signal !== null) this.#fail('failed', `${this.#command} was ended by ${signal}${said}`);
    else if (code !== 0) this.#fail('failed', `${this.#command} ended with code ${code}${said}`);
    else if (!this.#canBeWhole) this.#fail('failed', `${this.#command} ended before its sound could have been heard${said}`);
    else this.#end(() => this.#settle.resolve('whole'));
  }

  #kill(as: 'stopped' | 'hung'): void {
    if (this.#isSettled || this.#killedAs !== null) return;
    this.#killedAs = as;
    this.#after(goneMs, () => this.#finishKilled());
    killGroup(this.#child?.pid);
  }

  #finishKilled(): void {
    if (this.#killedAs === 'stopped') this.#end(() => this.#settle.resolve('stopped'));
    if (this.#killedAs === 'hung') this.#fail('hung', `${this.#command} did not end`);
  }

  #fail(code: SpeakerErrorCode, message: string, cause?: unknown): void {
    const mayBeHeard = code !== 'missing' && (code === 'hung' || this.#mayBeHeard);
    this.#end(() => this.#settle.reject(new SpeakerError(code, message, mayBeHeard, cause)));
  }

  #end(settle: () => void): void {
    if (this.#isSettled) return;
    this.#isSettled = true;
    for (const cancel of this.#cancels) cancel();
    settle();
  }

  #after(ms: number, run: () => void): void {
    this.#cancels.push(this.#timers.after(ms, run));
  }
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has just ended by itself, or belongs to somebody else: then its end is not waited for.
  }
}

function rawBytes(pcm: Pcm): Uint8Array {
  const { samples } = resample(pcm, mixRate);
  const bytes = new Uint8Array(samples.length * 2);
  const view = new DataView(bytes.buffer);
  samples.forEach((sample, i) => view.setInt16(i * 2, Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768))), true));
  return bytes;
}
