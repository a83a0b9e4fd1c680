import { type Control, createPacer, type LineChoice, openSimulatedLine, type Pacer, type SimulatedLine } from '@hallcall/link/simulator';
import { openPrinterControl } from './control.ts';
import type { SimulatorFault } from './faults.ts';
import { PrinterMachine } from './machine.ts';
import { createPictures } from './pictures.ts';
import type { PrintedTicket } from './ticket.ts';

/** How a simulated printer is set up. */
export type SimulatorOptions = {
  line: LineChoice;
  /** Port of the HTTP control; 0 takes a free one. */
  controlPort: number;
  /** Dots of the head: 576 (default) or 384. */
  dots?: number;
  /** Paces what arrives, 10 bits a byte; 0 does not. Default 0 on tcp, 9600 on a pty. */
  baudRate?: number;
  /** Paper speed; real ones do about 1200. Default 0: at once. */
  dotsPerSecond?: number;
  /** After how many bytes of a ticket the mid-job faults strike. Default 60. */
  midJobBytes?: number;
  /** How long a power cycle keeps the printer off. Default 300 ms. */
  powerOffMs?: number;
};

/** A running simulated printer. */
export type PrinterSimulator = {
  /** The TCP port, or null on a pty. */
  port: number | null;
  controlUrl: string;
  tickets(): readonly PrintedTicket[];
  /** The printed paper of ticket N as PNG, or null. */
  picture(number: number): Buffer | null;
  state(): Record<string, unknown>;
  /** Resolves when the fault is in force (`refuses` has to free the port first). */
  setFault(fault: SimulatorFault, on: boolean): Promise<void>;
  powerCycle(): Promise<void>;
  onTicket(listener: (ticket: PrintedTicket) => void): void;
  close(): Promise<void>;
};

/** Starts a simulated printer and its control port. Rejects when a port is taken or socat is missing. */
export async function startPrinterSimulator(options: SimulatorOptions): Promise<PrinterSimulator> {
  const simulator = new RunningSimulator(options);
  await simulator.open();
  return simulator;
}

class RunningSimulator implements PrinterSimulator {
  readonly #options: SimulatorOptions;
  readonly #dots: number;
  readonly #baudRate: number;
  readonly #machine: PrinterMachine;
  readonly #pacer: Pacer;
  readonly #pictures: (number: number) => Buffer | null;
  readonly #listeners: ((ticket: PrintedTicket) => void)[] = [];
  #line: SimulatedLine | null = null;
  #control: Control | null = null;
  #isOff = false;
  #isClosed = false;
  #hasRoom = true;

  constructor(options: SimulatorOptions) {
    this.#options = options;
    this.#dots = options.dots ?? 576;
    this.#baudRate = options.baudRate ?? (options.line.kind === 'pty' ? 9600 : 0);
    this.#machine = this.#createMachine();
    this.#pacer = createPacer(
      this.#baudRate,
      (bytes) => this.#machine.receive(bytes),
      (isFull) => {
        this.#hasRoom = !isFull;
        this.#updateReading();
      },
    );
    this.#pictures = createPictures(this.#dots, () => this.#machine.tickets());
  }

  get port(): number | null {
    return this.#line?.port ?? null;
  }

  get controlUrl(): string {
    return this.#control?.url ?? '';
  }

  async open(): Promise<void> {
    this.#line = await openSimulatedLine(this.#options.line, (bytes) => {
      if (!this.#isOff) this.#pacer.push(bytes);
    });
    try {
      this.#control = await openPrinterControl(this.#options.controlPort, this);
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  tickets(): readonly PrintedTicket[] {
    return this.#machine.tickets();
  }

  picture(number: number): Buffer | null {
    return this.#pictures(number);
  }

  state(): Record<string, unknown> {
    const { port } = this;
    const tickets = this.#machine.tickets().length;
    return { ...this.#machine.state(), dots: this.#dots, baudRate: this.#baudRate, port, isOff: this.#isOff, tickets };
  }

  async setFault(fault: SimulatorFault, on: boolean): Promise<void> {
    this.#machine.setFault(fault, on);
    if (fault === 'refuses') await this.#line?.setPresent(!on);
  }

  async powerCycle(): Promise<void> {
    this.#isOff = true;
    this.#pacer.clear();
    this.#machine.forgetAll();
    // Only a network printer takes its socket with it; the serial adapter stays.
    if (this.port !== null) await this.#line?.setPresent(false);
    await new Promise((resolve) => {
      setTimeout(resolve, this.#options.powerOffMs ?? 300);
    });
    if (this.#isClosed) return;
    this.#isOff = false;
    if (this.port !== null && !this.#machine.has('refuses')) await this.#line?.setPresent(true);
  }

  onTicket(listener: (ticket: PrintedTicket) => void): void {
    this.#listeners.push(listener);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#isOff = true;
    this.#pacer.clear();
    this.#machine.forgetAll();
    await Promise.all([this.#line?.close(), this.#control?.close()]);
  }

  #createMachine(): PrinterMachine {
    const { dotsPerSecond = 0, midJobBytes = 60 } = this.#options;
    const line = {
      send: (bytes: Uint8Array) => this.#line?.send(bytes),
      setReading: () => this.#updateReading(),
      drop: () => {
        this.#pacer.clear();
        this.#line?.drop();
      },
      powerCycle: () => void this.powerCycle(),
    };
    const onTicket = (ticket: PrintedTicket): void => {
      for (const listener of this.#listeners) listener(ticket);
    };
    return new PrinterMachine({ dots: this.#dots, dotsPerSecond, midJobBytes, now: () => Date.now(), line, onTicket });
  }

  #updateReading(): void {
    this.#line?.setReading(this.#hasRoom && !this.#machine.has('neverReads'));
  }
}
