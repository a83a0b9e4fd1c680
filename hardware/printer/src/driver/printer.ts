import { randomInt } from 'node:crypto';
import {
  type Cancel,
  createListeners,
  createOpenPipe,
  createSupervisor,
  type Pipe,
  type PipeAddress,
  type Supervisor,
  type Timers,
  type Unsubscribe,
} from '@hallcall/link';
import { enableStatusBack, encodeTicket } from '../codec/encode-slip.ts';
import { createTicketFont } from '../font/ticket-font.ts';
import type { PrinterFault, PrinterHealth, PrintJob, PrintResult } from '../outcome.ts';
import type { PrinterProfile } from '../profile.ts';
import { faultOf } from '../status/printer-status.ts';
import { createHealthKeeper, type HealthKeeper } from './health.ts';
import { blindFlushLength, recoverBytes, recoverCommand, separationBytes } from './recovery.ts';
import { runTicket, type TicketEnd } from './run-ticket.ts';
import { createSession, type Session, type StatusAnswer } from './session.ts';
import { defaultPrinterTiming, type PrinterTiming } from './timing.ts';

/** Where the driver writes what happened; pino fits. */
export type PrinterLog = {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
};

/** What a printer driver is made of. `timing` overrides single durations. */
export type PrinterDeps = {
  address: PipeAddress;
  profile: PrinterProfile;
  /** Epoch milliseconds. */
  now: () => number;
  timers: Timers;
  log: PrinterLog;
  timing?: Partial<PrinterTiming>;
};

/** One printer. It connects by itself; without hardware it is unhealthy, not broken. */
export type Printer = {
  /** Prints jobs strictly one at a time, in order. Never rejects for anything the printer does. */
  print(job: PrintJob): Promise<PrintResult>;
  health(): PrinterHealth;
  onHealth(listener: (health: PrinterHealth) => void): Unsubscribe;
  /** A job that ended `unknown` was confirmed after all, e.g. by a printer that is only slow. */
  onLateAck(listener: (jobId: string) => void): Unsubscribe;
  /** Ends; the job being written ends `unknown`, jobs still queued end `failed`. */
  close(): Promise<void>;
};

/** Makes the driver of one printer and begins to connect. */
export function createPrinter(deps: PrinterDeps): Printer {
  return new PrinterDriver(deps);
}

const silentReason = 'the printer does not answer';
const rememberedAcks = 32;
const ackIds = 36 ** 4;

class PrinterDriver implements Printer {
  readonly #deps: PrinterDeps;
  readonly #timing: PrinterTiming;
  readonly #font = createTicketFont();
  readonly #health: HealthKeeper;
  readonly #supervisor: Supervisor;
  readonly #lateAcks = createListeners<string>();
  readonly #unconfirmed = new Map<string, string>();
  #session: Session | null = null;
  #isGreeted = false;
  /** The longest command of a job that broke off, until the printer has been brought back; null = nothing broke. */
  #brokenCommand: number | null = null;
  #ackNumber = randomInt(ackIds);
  #lane: Promise<unknown> = Promise.resolve();
  #inLane = 0;
  #cancelPoll: Cancel | null = null;
  #isClosing = false;

  constructor(deps: PrinterDeps) {
    const { address, timers, now } = deps;
    this.#deps = deps;
    this.#timing = { ...defaultPrinterTiming, ...deps.timing };
    this.#health = createHealthKeeper(now);
    const openPipe = createOpenPipe(timers);
    this.#supervisor = createSupervisor({ address, openPipe, timing: this.#timing.link, now, timers });
    this.#supervisor.onPipe((pipe) => this.#adopt(pipe));
    this.#supervisor.onState((state) => {
      if (state.kind === 'waiting' && state.reason !== silentReason) this.#health.noteFault('unreachable');
    });
    this.#health.onChange((health) => deps.log.info({ ...health }, 'printer health'));
    this.#supervisor.start();
    this.#pollLater();
  }

  print(job: PrintJob): Promise<PrintResult> {
    return this.#inTurn(() => this.#print(job));
  }

  health(): PrinterHealth {
    return this.#health.current();
  }

  onHealth(listener: (health: PrinterHealth) => void): Unsubscribe {
    return this.#health.onChange(listener);
  }

  onLateAck(listener: (jobId: string) => void): Unsubscribe {
    return this.#lateAcks.add(listener);
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    this.#cancelPoll?.();
    await this.#supervisor.close();
    await this.#lane;
  }

  /** Everything that talks to the printer runs here, one after the other: no question ever meets a job. */
  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    this.#inLane += 1;
    const result = this.#lane.then(task).finally(() => {
      this.#inLane -= 1;
    });
    this.#lane = result.catch(() => undefined);
    return result;
  }

  #adopt(pipe: Pipe): void {
    const { address, timers } = this.#deps;
    const session = createSession({ pipe, address, timing: this.#timing, timers });
    this.#session = session;
    this.#isGreeted = false;
    session.onStatus((status) => this.#health.noteStatus(status));
    session.onAck((id) => this.#noteLateAck(id));
    void this.#inTurn(() => this.#check());
  }

  #noteLateAck(id: string): void {
    const jobId = this.#unconfirmed.get(id);
    if (jobId === undefined) return;
    this.#unconfirmed.delete(id);
    this.#deps.log.info({ jobId }, 'print job confirmed late');
    this.#lateAcks.emit(jobId);
  }

  #pollLater(): void {
    this.#cancelPoll = this.#deps.timers.after(this.#timing.pollMs, () => {
      if (this.#inLane === 0) void this.#inTurn(() => this.#check());
      this.#pollLater();
    });
  }

  /** Looks at the printer between jobs. */
  async #check(): Promise<void> {
    const session = this.#session;
    if (session?.isOpen() && !this.#isClosing) await this.#faultNow(session);
  }

  async #print(job: PrintJob): Promise<PrintResult> {
    const { profile, log } = this.#deps;
    const ackId = this.#nextAckId();
    const encoded = encodeTicket(job.slip, profile, ackId, this.#font);
    const done = (outcome: PrintResult['outcome'], fault: PrinterFault | null): PrintResult => {
      const result = { jobId: job.jobId, outcome, fault, missing: encoded.missing };
      log[outcome === 'acked' || outcome === 'sent' ? 'info' : 'warn']({ ...result }, 'print job');
      return result;
    };
    const session = await this.#connected();
    if (session === null) return done('failed', 'unreachable');
    const wasBroken = this.#brokenCommand !== null;
    const fault = await this.#makeReady(session);
    if (fault !== null) return done('failed', fault);
    const bytes = wasBroken ? Buffer.concat([separationBytes(profile), encoded.bytes]) : encoded.bytes;
    const end = await this.#run(session, bytes, ackId);
    if (end.outcome === 'unknown') await this.#afterUnknown(session, { ...job, ackId, ...encoded, fault: end.fault });
    else this.#brokenCommand = null;
    return done(end.outcome, end.fault);
  }

  #run(session: Session, bytes: Uint8Array, ackId: string): Promise<TicketEnd> {
    const { profile, now, timers } = this.#deps;
    return runTicket({ session, bytes, ackId, profile, timing: this.#timing, now, timers });
  }

  #nextAckId(): string {
    this.#ackNumber = (this.#ackNumber + 1) % ackIds;
    return this.#ackNumber.toString(36).padStart(4, '0');
  }

  /** The open connection; while it is being opened, or could be, the job waits a little. */
  #connected(): Promise<Session | null> {
    if (this.#session?.isOpen() || this.#isClosing) return Promise.resolve(this.#isClosing ? null : this.#session);
    this.#supervisor.nudge();
    return new Promise((resolve) => {
      const finish = (): void => {
        cancel();
        stop();
        resolve(this.#session?.isOpen() ? this.#session : null);
      };
      const cancel = this.#deps.timers.after(this.#timing.connectMs, finish);
      const stop = this.#supervisor.onState((state) => {
        if (state.kind !== 'opening') finish();
      });
    });
  }

  /** Brings a printer back after a broken job, and says what still keeps it from printing. */
  async #makeReady(session: Session): Promise<PrinterFault | null> {
    if (this.#brokenCommand !== null) {
      await session.write(recoverBytes(this.#brokenCommand));
      await this.#pause(this.#timing.recoverMs);
    }
    return this.#faultNow(session);
  }

  /** Asks the printer, keeps its health, and gives a silent connection up. */
  async #faultNow(session: Session): Promise<PrinterFault | null> {
    if (!this.#deps.profile.realtimeStatus) {
      if (!session.isOpen()) return 'unreachable';
      this.#health.noteReady();
      return null;
    }
    const answer = this.#isGreeted ? await session.askStatus() : await this.#greet(session);
    if (answer === 'closed') return 'unreachable';
    if (answer === 'garbage') {
      this.#health.noteFault('garbage');
      return 'garbage';
    }
    if (answer === 'silent') {
      this.#health.noteFault('notAnswering');
      if (session === this.#session) this.#supervisor.drop(silentReason);
      return 'notAnswering';
    }
    this.#health.noteStatus(answer);
    return faultOf(answer);
  }

  /** First words on a connection: a printer that a dead process left inside a command only answers after its end. */
  async #greet(session: Session): Promise<StatusAnswer> {
    let answer = await session.askStatus();
    if (answer === 'silent') {
      await session.write(new Uint8Array(blindFlushLength(this.#deps.address)));
      answer = await session.askStatus();
    }
    if (typeof answer === 'string') return answer;
    this.#isGreeted = true;
    if (this.#deps.profile.asb) await session.write(enableStatusBack);
    return answer;
  }

  async #afterUnknown(session: Session, job: BrokenJob): Promise<void> {
    this.#brokenCommand = job.longestCommand;
    this.#unconfirmed.set(job.ackId, job.jobId);
    const [oldest] = this.#unconfirmed.keys();
    if (this.#unconfirmed.size > rememberedAcks && oldest !== undefined) this.#unconfirmed.delete(oldest);
    if (job.fault !== null && job.fault !== 'noAck') {
      this.#health.noteFault(job.fault);
      await this.#forgetRest(session, job.fault);
    }
    // An answer to GS r names no job: on a new connection a late one cannot be taken for the next job's.
    const isAmbiguous = this.#deps.profile.ack === 'gsR' || job.fault === 'notAnswering';
    if (isAmbiguous && session === this.#session) this.#supervisor.drop(silentReason);
  }

  /** While the fault lasts the rest of the ticket is still in the printer; nobody must get it after the repair. */
  async #forgetRest(session: Session, fault: PrinterFault): Promise<void> {
    if (!session.isOpen()) return;
    await session.write(recoverCommand);
    // The answer proves that the command before it was heard.
    if (fault !== 'notAnswering' && this.#deps.profile.realtimeStatus) await session.askStatus();
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => void this.#deps.timers.after(ms, resolve));
  }
}

type BrokenJob = { jobId: string; ackId: string; longestCommand: number; fault: PrinterFault | null };
