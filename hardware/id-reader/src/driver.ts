// The driver of one reader: asks whether it is well while nobody wants a card, looks for cards while somebody does, and reads
// each card once for every time it is laid on. A number is handed on and kept nowhere.
import { isIdNumber } from '@hallcall/domain';
import {
  type Cancel, createListeners, createSupervisor, defaultSupervisorTiming, type OpenPipe, type Pipe, type PipeAddress, type Supervisor, type SupervisorTiming, type Timers,
  type Unsubscribe,
} from '@hallcall/link';
import { status, type SdtCommand } from './codec.ts';
import { createExchange, type Answer, type Exchange } from './exchange.ts';
import { type IdReaderHealth, missedBeforeFault, nextHealth } from './health.ts';

/** Where the driver writes what happened, never of whom; pino fits. */
export type IdReaderLog = { info(fields: Record<string, unknown>, message: string): void };

/** A card was laid on. `unreadable`: taken away too early, damaged on the way, or not the number of a card. */
export type CardReading = { readonly kind: 'number'; readonly number: string } | { readonly kind: 'unreadable' };

/** Milliseconds. `pollMs`: between two looks for a card (the reader wants 300 at least); `idleMs`: between two while nobody wants one. */
export type IdReaderTiming = {
  readonly link: SupervisorTiming; readonly pollMs: number; readonly idleMs: number; readonly replyMs: number; readonly readMs: number;
};

const defaultIdReaderTiming: IdReaderTiming = { link: defaultSupervisorTiming, pollMs: 300, idleMs: 2_000, replyMs: 1_000, readMs: 3_000 };

export type IdReaderDeps = {
  readonly address: PipeAddress;
  readonly openPipe: OpenPipe;
  /** Epoch ms. */
  readonly now: () => number;
  /** Milliseconds of a clock that never goes back. */
  readonly monotonic: () => number;
  readonly timers: Timers;
  readonly log: IdReaderLog;
  readonly timing?: Partial<IdReaderTiming>;
};

/** One reader. It connects by itself; without hardware it is unhealthy, not broken. */
export type IdReader = {
  /** Whether cards are to be read; at first they are not. A reading that is under way when nobody wants it any more is dropped. */
  want(isWanted: boolean): void;
  onCard(listener: (reading: CardReading) => void): Unsubscribe;
  health(): IdReaderHealth;
  onHealth(listener: () => void): Unsubscribe;
  close(): Promise<void>;
};

/** Makes the driver and begins to connect. */
export const createIdReader = (deps: IdReaderDeps): IdReader => new IdReaderDriver(deps);

const deadReason = 'the reader does not answer';

class IdReaderDriver implements IdReader {
  readonly #deps: IdReaderDeps;
  readonly #timing: IdReaderTiming;
  readonly #supervisor: Supervisor;
  readonly #cards = createListeners<CardReading>();
  readonly #healthChanged = createListeners<null>();
  #health: IdReaderHealth;
  #exchange: Exchange | null = null;
  #isAnswering = false;
  #missed = 0;
  #damaged = 0;
  #isWanted = false;
  /** The card that lies there has been read: only without one in between is there a next. */
  #isCardRead = false;
  #turn: Promise<void> | null = null;
  #cancelRest: Cancel | null = null;
  #isClosing = false;

  constructor(deps: IdReaderDeps) {
    const { address, openPipe, now, monotonic, timers } = deps;
    this.#deps = deps;
    this.#timing = { ...defaultIdReaderTiming, ...deps.timing };
    this.#health = { state: 'warning', code: 'opening', detail: '', since: now() };
    this.#supervisor = createSupervisor({ address, openPipe, timing: this.#timing.link, now: monotonic, timers });
    this.#supervisor.onPipe((pipe) => this.#adopt(pipe));
    this.#supervisor.onState(() => this.#noteHealth());
    this.#supervisor.start();
  }

  want(isWanted: boolean): void {
    if (isWanted === this.#isWanted) return;
    this.#isWanted = isWanted;
    if (this.#turn === null) this.#begin();
  }

  onCard(listener: (reading: CardReading) => void): Unsubscribe {
    return this.#cards.add(listener);
  }

  health(): IdReaderHealth {
    return this.#health;
  }

  onHealth(listener: () => void): Unsubscribe {
    return this.#healthChanged.add(listener);
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    this.#cancelRest?.();
    await this.#supervisor.close();
    await this.#turn;
  }

  #adopt(pipe: Pipe): void {
    const exchange = createExchange(pipe, this.#deps.timers);
    this.#exchange = exchange;
    this.#isAnswering = false;
    pipe.onClosed(() => {
      if (this.#exchange === exchange) this.#exchange = null;
    });
    if (this.#turn === null) this.#begin();
  }

  #begin(): void {
    this.#cancelRest?.();
    const exchange = this.#exchange;
    if (exchange === null || this.#isClosing) return;
    this.#turn = this.#look(exchange).finally(() => {
      this.#turn = null;
      if (this.#isClosing) return;
      const isBusy = this.#isWanted || this.#isCardRead;
      this.#cancelRest = this.#deps.timers.after(isBusy ? this.#timing.pollMs : this.#timing.idleMs, () => this.#begin());
    });
  }

  async #look(exchange: Exchange): Promise<void> {
    // After a reading the card is waited for to go, also when nobody wants another.
    const isLooking = this.#isWanted || this.#isCardRead;
    const answer = await this.#ask(exchange, isLooking ? 'find' : 'status');
    if (!isLooking || answer.kind !== 'reply') return;
    if (answer.status === status.noCard) this.#isCardRead = false;
    if (answer.status === status.found && !this.#isCardRead && this.#isWanted) await this.#read(exchange);
  }

  async #read(exchange: Exchange): Promise<void> {
    const selected = await this.#ask(exchange, 'select');
    const answer = isDone(selected) ? await this.#ask(exchange, 'read') : selected;
    const number = isDone(answer) ? answer.number : null;
    // A card that says something is not asked again; one that said nothing whole is, as long as it lies there.
    this.#isCardRead = number !== null;
    if (!this.#isWanted) return;
    this.#cards.emit(number !== null && isIdNumber(number) ? { kind: 'number', number } : { kind: 'unreadable' });
  }

  async #ask(exchange: Exchange, command: SdtCommand): Promise<Answer> {
    const answer = await exchange.ask(command, command === 'read' ? this.#timing.readMs : this.#timing.replyMs);
    if (exchange !== this.#exchange || answer.kind === 'closed') return { kind: 'closed' };
    this.#isAnswering = answer.kind === 'reply' || this.#isAnswering;
    this.#missed = answer.kind === 'reply' ? 0 : this.#missed + 1;
    this.#damaged = answer.kind === 'damaged' ? this.#damaged + 1 : 0;
    this.#noteHealth();
    // A line that was opened anew may be one that works; what is known of the reader stays.
    if (this.#missed > 0 && this.#missed % missedBeforeFault === 0) this.#supervisor.drop(deadReason);
    return answer;
  }

  #noteHealth(): void {
    const previous = this.#health;
    const pipe = this.#supervisor.state();
    if (pipe.kind === 'waiting' && pipe.reason !== deadReason) [this.#missed, this.#damaged] = [0, 0];
    this.#health = nextHealth(previous, { pipe, isAnswering: this.#isAnswering, missed: this.#missed, damaged: this.#damaged }, this.#deps.now());
    if (this.#health === previous) return;
    const { state, code, detail } = this.#health;
    if (code !== previous.code) this.#deps.log.info({ state, code, detail }, 'id reader health');
    this.#healthChanged.emit(null);
  }
}

const isDone = (answer: Answer): answer is Extract<Answer, { kind: 'reply' }> => answer.kind === 'reply' && answer.status === status.done;
