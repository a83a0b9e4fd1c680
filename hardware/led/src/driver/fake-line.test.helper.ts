import { createListeners, type OpenPipe, type Pipe, PipeError } from '@hallcall/link';
import type { ManualTime } from '@hallcall/link/testing';
import type { LedProfile } from '../profile.ts';
import { SimulatedBar } from '../simulator/bar.ts';
import { createGenericProtocol } from '../simulator/generic-protocol.ts';
import { createOnbonProtocol } from '../simulator/onbon-protocol.ts';
import type { BarError, BarProtocol, BarRequest } from '../simulator/screen.ts';

/** A request as it reached a bar; `text` is null when it draws nothing. */
export type HeardRequest = { sentAt: number; at: number; address: number; text: string | null };

/** `answerMs` null: hears and says nothing. */
export type Behaviour = { answerMs: number | null; error: BarError | null };

const usual: Behaviour = { answerMs: 5, error: null };
/** 10 bits a byte at 9600 baud. */
const msPerByte = 10_000 / 9600;

/** Simulated bars at the end of a line on a fake clock. */
export class FakeLine {
  readonly #clock: ManualTime;
  readonly #profile: LedProfile;
  readonly #bars: ReadonlyMap<number, SimulatedBar>;
  readonly #behaviours = new Map<number, Behaviour>();
  #present: { say: (bytes: Uint8Array) => void; end: (why: string) => void } | null = null;
  #isPlugged = true;
  readonly requests: HeardRequest[] = [];
  /** Lets the network swallow everything without a word. */
  isSwallowing = false;
  opened = 0;

  constructor(clock: ManualTime, profile: LedProfile, addresses: readonly number[]) {
    this.#clock = clock;
    this.#profile = profile;
    this.#bars = new Map(addresses.map((address) => [address, new SimulatedBar(address, clock.now)]));
  }

  bar(address: number): SimulatedBar {
    const bar = this.#bars.get(address);
    if (!bar) throw new Error(`there is no bar ${address}`);
    return bar;
  }

  /** How a bar behaves from now on; what is not named stays. */
  behave(address: number, behaviour: Partial<Behaviour>): void {
    this.#behaviours.set(address, { ...usual, ...this.#behaviours.get(address), ...behaviour });
  }

  setPlugged(isPlugged: boolean): void {
    this.#isPlugged = isPlugged;
    if (!isPlugged) this.#present?.end('unplugged');
  }

  /** Puts bytes onto the line as if a bar had sent them. */
  inject(bytes: Uint8Array): void {
    this.#present?.say(bytes);
  }

  readonly openPipe: OpenPipe = () => {
    this.opened += 1;
    return this.#isPlugged ? Promise.resolve(this.#createPipe()) : Promise.reject(new PipeError('unreachable', 'no such line'));
  };

  #createPipe(): Pipe {
    const protocol = protocolOf(this.#profile);
    const data = createListeners<Uint8Array>();
    const closed = createListeners<PipeError>();
    let reason: PipeError | null = null;
    const end = (why: string): void => {
      if (reason !== null) return;
      reason = new PipeError('closed', why);
      closed.emit(reason);
    };
    const say = (bytes: Uint8Array): void => {
      if (reason === null && !this.isSwallowing) data.emit(bytes);
    };
    this.#present = { say, end };
    const write = (bytes: Uint8Array): Promise<void> =>
      new Promise((resolve, reject) => {
        if (reason !== null) return reject(reason);
        const sentAt = this.#clock.now();
        this.#clock.timers.after(bytes.length * msPerByte, () => {
          if (reason !== null) return reject(reason);
          if (!this.isSwallowing) this.#hear(protocol, bytes, { sentAt, say });
          resolve();
        });
      });
    return {
      write,
      onData: (listener) => data.add(listener),
      onClosed(listener) {
        const why = reason;
        if (why !== null) queueMicrotask(() => listener(why));
        return closed.add(listener);
      },
      close: () => Promise.resolve(end('closed here')),
      abort: () => Promise.resolve(end('given up here')),
    };
  }

  #hear(protocol: BarProtocol, bytes: Uint8Array, { sentAt, say }: { sentAt: number; say: (bytes: Uint8Array) => void }): void {
    for (const request of protocol.push(bytes)) {
      for (const [address, bar] of this.#bars) {
        if (request.address !== null && request.address !== address) continue;
        this.requests.push({ sentAt, at: this.#clock.now(), address, text: textOf(request) });
        const { answerMs, error } = this.#behaviours.get(address) ?? usual;
        if (answerMs === null || !bar.hasPower) continue;
        const answer = protocol.answer(request.address, address, error ?? bar.take(request.command));
        if (answer) this.#clock.timers.after(answerMs, () => say(answer));
      }
    }
  }
}

function protocolOf(profile: LedProfile): BarProtocol {
  return profile.kind === 'onbon' ? createOnbonProtocol({ rowBytes: profile.units === 'bytes' }) : createGenericProtocol(profile);
}

function textOf({ command }: BarRequest): string | null {
  if (command.kind !== 'areas' || command.drawn.size === 0) return null;
  const runs = [...command.drawn.values()].flatMap((area) => area.pages.flat(2));
  return runs.map((run) => run.text).join('').trim();
}
