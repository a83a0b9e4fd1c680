import {
  type Cancel,
  createListeners,
  createSupervisor,
  type OpenPipe,
  type Pipe,
  type PipeAddress,
  type PipeState,
  type Supervisor,
  type Timers,
  type Unsubscribe,
} from '@hallcall/link';
import { createDialect, type Dialect, type EncodedRequest } from '../codec/dialect.ts';
import type { BarReply } from '../codec/reply.ts';
import type { LedProfile } from '../profile.ts';
import {
  type Bar,
  createBar,
  isDown,
  noteConnected,
  noteDisconnected,
  noteFailure,
  noteLit,
  noteSent,
  type Outcome,
  want,
  type WantedBar,
} from './bar.ts';
import { type Connection, firstHealth, type LedBusHealth, nextHealth } from './health.ts';
import { createLine, type Line } from './line.ts';
import { nextTurn } from './schedule.ts';
import { defaultLedTiming, type LedTiming } from './timing.ts';

/** Where the driver writes what happened; pino fits. */
export type LedLog = {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
};

/** What a line of bars is made of. `timing` overrides single durations. */
export type LedBusDeps = {
  address: PipeAddress;
  openPipe: OpenPipe;
  profile: LedProfile;
  /** Epoch milliseconds, for what is reported. */
  now: () => number;
  /** Milliseconds of a clock that never goes back, for what is due. */
  monotonic: () => number;
  timers: Timers;
  log: LedLog;
  timing?: Partial<LedTiming>;
};

/** One line of bars, kept equal to the wanted state. It connects by itself; without hardware it is unhealthy, not broken. */
export type LedBus = {
  /** The wanted state of every bar of the line; bars not named any more are cleared once and forgotten. */
  show(wanted: ReadonlyMap<number, WantedBar>): void;
  /** Told once for each token, when exactly its content is lit: confirmed by the bar, or sent where bars do not answer. */
  onLit(listener: (lit: { address: number; token: string; at: number }) => void): Unsubscribe;
  health(): LedBusHealth;
  onHealth(listener: () => void): Unsubscribe;
  /** Ends; the bars go on showing what they show. */
  close(): Promise<void>;
};

/** Makes the driver of one line and begins to connect. */
export function createLedBus(deps: LedBusDeps): LedBus {
  return new LedBusDriver(deps);
}

/** So many requests in a row without any answer, one of them to a bar that lived, put the connection in doubt. */
const deadAfter = 3;
const nothingMissed = { count: 0, hasLiving: false };
const deadReason = 'no bar answers';

class LedBusDriver implements LedBus {
  readonly #deps: LedBusDeps;
  readonly #timing: LedTiming;
  readonly #dialect: Dialect;
  readonly #supervisor: Supervisor;
  readonly #bars = new Map<number, Bar>();
  readonly #lit = createListeners<{ address: number; token: string; at: number }>();
  readonly #healthChanged = createListeners<null>();
  readonly #missingTold = new Set<string>();
  #connection: Connection = { kind: 'opening' };
  #health: LedBusHealth;
  #line: Line | null = null;
  /** Requests in a row on this connection that nobody answered. */
  #missed = nothingMissed;
  #asking: Promise<void> | null = null;
  #cancelWake: Cancel | null = null;
  #isClosing = false;

  constructor(deps: LedBusDeps) {
    const { address, openPipe, profile, now, monotonic, timers } = deps;
    this.#deps = deps;
    this.#timing = { ...defaultLedTiming, ...deps.timing };
    this.#dialect = createDialect(profile);
    this.#health = firstHealth(now());
    this.#supervisor = createSupervisor({ address, openPipe, timing: this.#timing.link, now: monotonic, timers });
    this.#supervisor.onPipe((pipe) => this.#adopt(pipe));
    this.#supervisor.onState((state) => this.#noteState(state));
    this.#supervisor.start();
  }

  show(wanted: ReadonlyMap<number, WantedBar>): void {
    const now = this.#deps.monotonic();
    for (const [address, wish] of wanted) {
      const bar = this.#bars.get(address) ?? createBar(address, now);
      this.#bars.set(address, bar);
      want(bar, wish, now);
    }
    for (const bar of this.#bars.values()) {
      if (!wanted.has(bar.address)) want(bar, null, now);
    }
    this.#noteHealth();
    this.#pump();
  }

  onLit(listener: (lit: { address: number; token: string; at: number }) => void): Unsubscribe {
    return this.#lit.add(listener);
  }

  health(): LedBusHealth {
    return this.#health;
  }

  onHealth(listener: () => void): Unsubscribe {
    return this.#healthChanged.add(listener);
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    this.#cancelWake?.();
    await this.#supervisor.close();
    await this.#asking;
  }

  #adopt(pipe: Pipe): void {
    const { address, profile, timers, monotonic } = this.#deps;
    const line = createLine({
      pipe, address, dialect: this.#dialect, profile, timing: this.#timing, timers,
      onStray: (reply) => this.#noteStray(reply),
    });
    this.#line = line;
    this.#missed = nothingMissed;
    for (const bar of this.#bars.values()) noteConnected(bar, monotonic());
    pipe.onClosed(() => {
      if (this.#line === line) this.#line = null;
    });
  }

  #noteState(state: PipeState): void {
    if (state.kind === 'open') this.#connection = { kind: 'up' };
    // A connection given up because nobody answered leaves what is known of the bars as it is.
    if (state.kind === 'waiting' && state.reason !== deadReason) {
      this.#connection = { kind: 'down', reason: state.reason };
      for (const bar of this.#bars.values()) noteDisconnected(bar);
    }
    this.#noteHealth();
    this.#pump();
  }

  /** Asks the next bar when the line is free, or wakes up when one is due. What is sent is decided only here. */
  #pump(): void {
    this.#cancelWake?.();
    const line = this.#line;
    if (this.#asking !== null || line === null || this.#isClosing) return;
    const now = this.#deps.monotonic();
    const turn = nextTurn(this.#bars.values(), now, this.#deps.profile.refreshMs);
    if ('at' in turn) {
      if (turn.at < Infinity) this.#cancelWake = this.#deps.timers.after(turn.at - now, () => this.#pump());
      return;
    }
    this.#asking = this.#serve(line, turn.bar).finally(() => {
      this.#asking = null;
      this.#noteHealth();
      this.#pump();
    });
  }

  async #serve(line: Line, bar: Bar): Promise<void> {
    const sent = bar.wanted;
    const request = sent === null ? this.#dialect.clear(bar.address) : this.#dialect.draw(bar.address, sent.content);
    if (!request.ok) return this.#noteFailure(bar, { kind: 'nack', error: request.problem, sent });
    this.#tellMissing(bar.address, request);
    noteSent(bar);
    const outcome = await line.ask(request.bytes, bar.address);
    // What happened on a connection that is over says nothing about the present one.
    if (line === this.#line) this.#noteOutcome(bar, sent, outcome);
    this.#noteHealth();
    await line.rest(outcome);
  }

  #noteOutcome(bar: Bar, sent: WantedBar | null, outcome: Outcome): void {
    if (outcome.kind === 'closed') return;
    const isDeaf = outcome.kind === 'silent' && outcome.error === null;
    this.#missed = isDeaf ? { count: this.#missed.count + 1, hasLiving: this.#missed.hasLiving || !isDown(bar) } : nothingMissed;
    if (outcome.kind === 'lit') return this.#noteLit(bar, sent);
    this.#noteFailure(bar, { ...outcome, sent });
    if (this.#isDead()) this.#supervisor.drop(deadReason);
  }

  /**
   * Whether a TCP connection seems dead rather than a bar: what is written on a dead one arrives when the network comes
   * back, long after it was true.
   */
  #isDead(): boolean {
    const { count, hasLiving } = this.#missed;
    if (this.#deps.address.kind !== 'tcp' || count < deadAfter) return false;
    return hasLiving || [...this.#bars.values()].every(isDown);
  }

  #noteLit(bar: Bar, sent: WantedBar | null): void {
    const { now, monotonic, profile } = this.#deps;
    const state = profile.reply === null ? 'unknown' : 'ok';
    if (!noteLit(bar, sent, monotonic(), { lateMs: this.#timing.lateMs, state })) return;
    if (sent === null && bar.wanted === null) this.#bars.delete(bar.address);
    if (sent === null || sent.token === null || sent.token === bar.provenToken) return;
    bar.provenToken = sent.token;
    this.#lit.emit({ address: bar.address, token: sent.token, at: now() });
  }

  #noteFailure(bar: Bar, failure: { kind: 'silent' | 'nack'; error: string | null; sent: WantedBar | null }): void {
    const { monotonic, profile } = this.#deps;
    noteFailure(bar, failure, monotonic(), { retries: profile.reply?.retries ?? 0, timing: this.#timing });
    // One round of asking is all a bar gets that is only to be cleared.
    if (bar.wanted === null && isDown(bar)) this.#bars.delete(bar.address);
  }

  /** A late answer shows that the bar lives, but not what it shows: it is asked again soon. */
  #noteStray(reply: BarReply): void {
    if (reply.kind !== 'ack' && reply.kind !== 'nack') return;
    this.#missed = nothingMissed;
    const bar = reply.address === null ? undefined : this.#bars.get(reply.address);
    if (!bar || !isDown(bar)) return;
    bar.notBefore = Math.min(bar.notBefore, this.#deps.monotonic() + this.#timing.firstBackoffMs);
    this.#pump();
  }

  #tellMissing(address: number, { missing }: EncodedRequest & { ok: true }): void {
    const untold = missing.filter((char) => !this.#missingTold.has(char));
    if (untold.length === 0) return;
    for (const char of untold) this.#missingTold.add(char);
    this.#deps.log.warn({ address, missing: untold }, 'characters the bar does not have');
  }

  #noteHealth(): void {
    const { profile, now, log } = this.#deps;
    const previous = this.#health;
    this.#health = nextHealth(previous, { connection: this.#connection, bars: this.#bars.values(), profile }, now());
    if (this.#health === previous) return;
    const { state, code, detail } = this.#health;
    if (code !== previous.code || detail !== previous.detail) log.info({ state, code, detail }, 'led line health');
    this.#healthChanged.emit(null);
  }
}
