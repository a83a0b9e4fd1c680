import { type Control, type LineChoice, openSimulatedLine, type SimulatedLine } from '@hallcall/link/simulator';
import { type Controllable, type IdReaderState, openIdReaderControl } from './control.ts';
import type { IdReaderFault } from './faults.ts';
import { createReaderMachine, type ReaderMachine } from './machine.ts';
import { sampleCards, type SimulatedCard } from './sample-cards.ts';

export type IdReaderSimulatorOptions = {
  readonly line: LineChoice;
  /** Port of the HTTP control; 0 takes a free one. */
  readonly controlPort: number;
  /** What can be laid on; the sample cards when absent. */
  readonly cards?: readonly SimulatedCard[];
  /** As most readers do: a card that was read is found again only after it was taken away. Default true. */
  readonly hidesReadCard?: boolean;
};

/** A running simulated reader. */
export type IdReaderSimulator = Controllable & {
  /** The TCP port, or null on a pty. */
  readonly port: number | null;
  readonly controlUrl: string;
  close(): Promise<void>;
};

/** Starts a reader and its control port. Rejects when a port is taken or socat is missing. */
export async function startIdReaderSimulator(options: IdReaderSimulatorOptions): Promise<IdReaderSimulator> {
  const simulator = new RunningReader(options);
  await simulator.open();
  return simulator;
}

class RunningReader implements IdReaderSimulator {
  readonly #options: IdReaderSimulatorOptions;
  readonly #cards: readonly SimulatedCard[];
  readonly #machine: ReaderMachine;
  #line: SimulatedLine | null = null;
  #control: Control | null = null;
  #isUnplugged = false;
  #label: string | null = null;

  constructor(options: IdReaderSimulatorOptions) {
    this.#options = options;
    this.#cards = options.cards ?? sampleCards;
    this.#machine = createReaderMachine({
      hidesReadCard: options.hidesReadCard ?? true,
      send: (bytes) => {
        if (!this.#isUnplugged) this.#line?.send(bytes);
      },
    });
  }

  get port(): number | null {
    return this.#line?.port ?? null;
  }

  get controlUrl(): string {
    return this.#control?.url ?? '';
  }

  async open(): Promise<void> {
    this.#line = await openSimulatedLine(this.#options.line, (bytes) => this.#machine.receive(bytes));
    try {
      this.#control = await openIdReaderControl(this.#options.controlPort, this);
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  state(): IdReaderState {
    const faults: IdReaderFault[] = [...this.#machine.faults, ...(this.#isUnplugged ? (['unplugged'] as const) : [])];
    return { cards: this.#cards.map(({ label }) => label), card: this.#machine.isCardOn() ? this.#label : null, faults, port: this.port };
  }

  lay(label: string | null): boolean {
    const card = this.#cards.find((each) => each.label === label);
    if (label !== null && !card) return false;
    this.#label = label;
    this.#machine.lay(card?.number ?? null);
    return true;
  }

  async setFault(fault: IdReaderFault, on: boolean): Promise<void> {
    if (fault === 'unplugged') {
      this.#isUnplugged = on;
      await this.#line?.setPresent(!on);
    } else if (on) this.#machine.faults.add(fault);
    else this.#machine.faults.delete(fault);
  }

  async close(): Promise<void> {
    await Promise.all([this.#line?.close(), this.#control?.close()]);
  }
}
