import { createListeners, type OpenPipe, type Pipe, PipeError, type Timers } from '@hallcall/link';
import { type LedProfile, loadProfile } from '../profile.ts';
import { SimulatedBar } from '../simulator/bar.ts';
import { createGenericProtocol } from '../simulator/generic-protocol.ts';
import { createOnbonProtocol } from '../simulator/onbon-protocol.ts';
import type { BarError, BarRequest } from '../simulator/screen.ts';
import type { WantedBar } from './bar.ts';
import { createLedBus, type LedBus } from './led-bus.ts';

/** A line of simulated bars on a clock that only moves when a test says so. */
export type Bench = {
  bus: LedBus;
  /** Every request as it reached the bars. */
  requests: { sentAt: number; at: number; address: number; text: string | null }[];
  lit: { address: number; token: string; at: number }[];
  logged: Record<string, unknown>[];
  bar: (address: number) => SimulatedBar;
  /** How a bar behaves; what is not named is as usual. */
  behave: (address: number, behaviour: Partial<Behaviour>) => void;
  setPlugged: (isPlugged: boolean) => void;
  /** Lets the network swallow everything without a word. */
  setSwallowing: (isSwallowing: boolean) => void;
  /** Puts bytes onto the line as if a bar had sent them. */
  inject: (bytes: Uint8Array) => void;
  opened: () => number;
  setWall: (offsetMs: number) => void;
  advance: (ms: number) => Promise<void>;
  now: () => number;
};

/** `answerMs` null: hears and says nothing. */
export type Behaviour = { answerMs: number | null; error: BarError | null };

/** 10 bits a byte at 9600 baud. */
const msPerByte = 10_000 / 9600;

/** The shipped profile of that name. */
export function profileNamed(name: string): LedProfile {
  const result = loadProfile(name);
  if (!result.ok) throw new Error(result.problem);
  return result.profile;
}

/** A wish in red, still unless told otherwise. */
export function wish(text: string, token: string | null = null): WantedBar {
  return { content: { text, colour: 'red', blink: false }, token };
}

/** Sets up a bus over `addresses`; the clock stands at 0 and nothing has happened yet. */
export function createBench(
  addresses: readonly number[],
  { profile = profileNamed('onbon-6k-128x16'), kind = 'serial' }: { profile?: LedProfile; kind?: 'serial' | 'tcp' } = {},
): Bench {
  let time = 0;
  let wallOffset = 0;
  let isPlugged = true;
  let isSwallowing = false;
  let opened = 0;
  let due: { at: number; run: () => void }[] = [];
  const timers: Timers = {
    after(ms, run) {
      const entry = { at: time + ms, run };
      due.push(entry);
      return () => {
        due = due.filter((other) => other !== entry);
      };
    },
  };
  const bars = new Map(addresses.map((address) => [address, new SimulatedBar(address, () => time)]));
  const behaviours = new Map<number, Behaviour>();
  const requests: Bench['requests'] = [];
  let end: ((reason: string) => void) | null = null;
  let say: (bytes: Uint8Array) => void = () => undefined;

  const hear = (request: BarRequest, sentAt: number, answerOf: (address: number, error: BarError | null) => Uint8Array | null): void => {
    for (const [address, bar] of bars) {
      if (request.address !== null && request.address !== address) continue;
      requests.push({ sentAt, at: time, address, text: textOf(request) });
      const { answerMs, error } = behaviours.get(address) ?? { answerMs: 5, error: null };
      if (answerMs === null || !bar.hasPower) continue;
      const answer = answerOf(address, error ?? bar.take(request.command));
      const send = say;
      if (answer) timers.after(answerMs, () => send(answer));
    }
  };
  const openPipe: OpenPipe = () => {
    opened += 1;
    if (!isPlugged) return Promise.reject(new PipeError('unreachable', 'no such line'));
    const protocol = profile.kind === 'onbon' ? createOnbonProtocol({ rowBytes: profile.units === 'bytes' }) : createGenericProtocol(profile);
    const data = createListeners<Uint8Array>();
    const closed = createListeners<PipeError>();
    let reason: PipeError | null = null;
    const finish = (why: string): Promise<void> => {
      if (reason !== null) return Promise.resolve();
      reason = new PipeError('closed', why);
      closed.emit(reason);
      return Promise.resolve();
    };
    end = (why) => void finish(why);
    const pass = (bytes: Uint8Array): void => {
      if (reason === null && !isSwallowing) data.emit(bytes);
    };
    say = pass;
    const pipe: Pipe = {
      write: (bytes) =>
        new Promise((resolve, reject) => {
          if (reason !== null) return reject(reason);
          const sentAt = time;
          timers.after(bytes.length * msPerByte, () => {
            if (reason !== null) return reject(reason);
            for (const request of isSwallowing ? [] : protocol.push(bytes)) {
              hear(request, sentAt, (address, error) => protocol.answer(request.address, address, error));
            }
            resolve();
          });
        }),
      onData: (listener) => data.add(listener),
      onClosed(listener) {
        const why = reason;
        if (why !== null) queueMicrotask(() => listener(why));
        return closed.add(listener);
      },
      close: () => finish('closed here'),
      abort: () => finish('given up here'),
    };
    return Promise.resolve(pipe);
  };

  const logged: Bench['logged'] = [];
  const log = { info: () => undefined, warn: (fields: Record<string, unknown>) => void logged.push(fields) };
  const address = kind === 'tcp' ? { kind, host: 'bars', port: 5005 } : { kind, path: '/dev/bars', baudRate: 9600 };
  const bus = createLedBus({ address, openPipe, profile, now: () => time + wallOffset, monotonic: () => time, timers, log });
  const lit: Bench['lit'] = [];
  bus.onLit((event) => lit.push(event));

  return {
    bus,
    requests,
    lit,
    logged,
    bar: (number) => bars.get(number) ?? new SimulatedBar(number, () => time),
    behave: (number, behaviour) => behaviours.set(number, { answerMs: 5, error: null, ...behaviours.get(number), ...behaviour }),
    setPlugged(value) {
      isPlugged = value;
      if (!value) end?.('unplugged');
    },
    setSwallowing(value) {
      isSwallowing = value;
    },
    inject: (bytes) => say(bytes),
    opened: () => opened,
    setWall(offsetMs) {
      wallOffset = offsetMs;
    },
    async advance(ms) {
      const until = time + ms;
      for (;;) {
        await settle();
        const [next] = due.filter((entry) => entry.at <= until).toSorted((a, b) => a.at - b.at);
        if (!next) break;
        time = Math.max(time, next.at);
        due = due.filter((entry) => entry !== next);
        next.run();
      }
      time = until;
    },
    now: () => time,
  };
}

function textOf({ command }: BarRequest): string | null {
  if (command.kind !== 'areas' || command.drawn.size === 0) return null;
  return [...command.drawn.values()].flatMap((area) => area.pages.flat(2).map((run) => run.text)).join('').trim();
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
