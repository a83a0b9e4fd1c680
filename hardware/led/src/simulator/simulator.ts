import { type Control, createPacer, type LineChoice, openSimulatedLine, type Pacer, type SimulatedLine } from '@hallcall/link/simulator';
import type { LedProfile } from '../profile.ts';
import type { BarState } from './bar.ts';
import { openLedControl } from './control.ts';
import type { LedFault } from './faults.ts';
import { createGenericProtocol } from './generic-protocol.ts';
import { BarMachine } from './machine.ts';
import { createOnbonProtocol } from './onbon-protocol.ts';
import { type BarPicture, createPictures } from './pictures.ts';
import type { BarProtocol } from './screen.ts';

/** How a simulated line of bars is set up. Durations in milliseconds. */
export type LedSimulatorOptions = {
  line: LineChoice;
  /** Port of the HTTP control; 0 takes a free one. */
  controlPort: number;
  /** The bars on the line. */
  addresses: readonly number[];
  /** What kind of bars they are: size, protocol, how areas are counted. */
  profile: LedProfile;
  /** Paces what arrives, 10 bits a byte; 0 does not. Default 0 on tcp, 9600 on a pty. */
  baudRate?: number;
  /** How long a bar takes to answer: as usual (default 5), with the fault `slow` (300), with `lateReply` (1500). */
  answerMs?: number;
  slowMs?: number;
  lateMs?: number;
  /** How long a power cycle keeps a bar off. Default 300. */
  powerOffMs?: number;
};

/** A running line of simulated bars. */
export type LedSimulator = {
  /** The TCP port, or null on a pty. */
  port: number | null;
  controlUrl: string;
  bars(): BarState[];
  /** Every text a bar ever showed, oldest first, at most the last 200; empty for an unknown bar. */
  history(address: number): readonly { at: number; text: string }[];
  /** The bar as it is now, or (still) independent of the moment; null for an unknown bar. */
  picture(address: number, isStill: boolean): BarPicture | null;
  state(): Record<string, unknown> & { bars: BarState[] };
  /** Resolves when the fault is in force (`unplugged` has to free the port first). `address` null means all bars. */
  setFault(fault: LedFault, on: boolean, address: number | null): Promise<void>;
  /** Takes the power away for a moment; `address` null means all bars. */
  powerCycle(address: number | null): void;
  close(): Promise<void>;
};

/** Starts a line of simulated bars and its control port. Rejects when a port is taken or socat is missing. */
export async function startLedSimulator(options: LedSimulatorOptions): Promise<LedSimulator> {
  const simulator = new RunningSimulator(options);
  await simulator.open();
  return simulator;
}

class RunningSimulator implements LedSimulator {
  readonly #options: LedSimulatorOptions;
  readonly #baudRate: number;
  readonly #machine: BarMachine;
  readonly #pacer: Pacer;
  readonly #pictures: ReturnType<typeof createPictures>;
  #line: SimulatedLine | null = null;
  #control: Control | null = null;
  #isUnplugged = false;

  constructor(options: LedSimulatorOptions) {
    const { profile, addresses, answerMs = 5, slowMs = 300, lateMs = 1500, powerOffMs = 300 } = options;
    this.#options = options;
    this.#baudRate = options.baudRate ?? (options.line.kind === 'pty' ? 9600 : 0);
    const send = (bytes: Uint8Array): void => {
      if (!this.#isUnplugged) this.#line?.send(bytes);
    };
    const durations = { answerMs, slowMs, lateMs, powerOffMs };
    this.#machine = new BarMachine({ addresses, protocol: protocolOf(profile), now: () => Date.now(), send, ...durations });
    this.#pacer = createPacer(
      this.#baudRate,
      (bytes) => this.#machine.receive(bytes),
      (isFull) => this.#line?.setReading(!isFull),
    );
    this.#pictures = createPictures(profile, () => Date.now());
  }

  get port(): number | null {
    return this.#line?.port ?? null;
  }

  get controlUrl(): string {
    return this.#control?.url ?? '';
  }

  async open(): Promise<void> {
    this.#line = await openSimulatedLine(this.#options.line, (bytes) => this.#pacer.push(bytes));
    try {
      this.#control = await openLedControl(this.#options.controlPort, this);
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  bars(): BarState[] {
    return this.#machine.bars();
  }

  history(address: number): readonly { at: number; text: string }[] {
    return this.#machine.bar(address)?.history() ?? [];
  }

  picture(address: number, isStill: boolean): BarPicture | null {
    const bar = this.#machine.bar(address);
    return bar === null ? null : this.#pictures(bar, isStill);
  }

  state(): Record<string, unknown> & { bars: BarState[] } {
    const { name, width, height } = this.#options.profile;
    const faults = this.#isUnplugged ? [...this.#machine.faults(), 'unplugged'] : this.#machine.faults();
    return { profile: name, width, height, baudRate: this.#baudRate, port: this.port, faults, bars: this.bars() };
  }

  async setFault(fault: LedFault, on: boolean, address: number | null): Promise<void> {
    if (fault !== 'unplugged') return this.#machine.setFault(fault, on, address);
    this.#isUnplugged = on;
    // What was on its way through the wire is lost with it.
    if (on) this.#pacer.clear();
    await this.#line?.setPresent(!on);
  }

  powerCycle(address: number | null): void {
    this.#machine.powerCycle(address);
  }

  async close(): Promise<void> {
    this.#pacer.clear();
    this.#machine.close();
    await Promise.all([this.#line?.close(), this.#control?.close()]);
  }
}

function protocolOf(profile: LedProfile): BarProtocol {
  if (profile.kind === 'generic') return createGenericProtocol(profile);
  return createOnbonProtocol({ rowBytes: profile.units === 'bytes' });
}
