import { type BarState, SimulatedBar } from './bar.ts';
import { createFaultBoard, type LedFault } from './faults.ts';
import type { BarError, BarProtocol, BarRequest } from './screen.ts';

/** What a line of bars is made of. Durations in milliseconds. */
export type MachineOptions = {
  addresses: readonly number[];
  protocol: BarProtocol;
  now: () => number;
  send(bytes: Uint8Array): void;
  /** How long a bar takes to answer, with the fault `slow`, and with `lateReply`. */
  answerMs: number;
  slowMs: number;
  lateMs: number;
  /** How long a power cycle lasts. */
  powerOffMs: number;
};

/** All bars of one line without their plug: bytes in, answers out. */
export class BarMachine {
  readonly #options: MachineOptions;
  readonly #bars: ReadonlyMap<number, SimulatedBar>;
  readonly #faults = createFaultBoard();
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(options: MachineOptions) {
    this.#options = options;
    this.#bars = new Map(options.addresses.map((address) => [address, new SimulatedBar(address, options.now)]));
  }

  bars(): BarState[] {
    return [...this.#bars.values()].map((bar) => bar.state());
  }

  bar(address: number): SimulatedBar | null {
    return this.#bars.get(address) ?? null;
  }

  faults(): string[] {
    return this.#faults.list();
  }

  /** `address` null means all bars. */
  setFault(fault: LedFault, on: boolean, address: number | null): void {
    if (fault === 'powerCycle') {
      if (on) this.powerCycle(address);
    } else this.#faults.set(fault, on, address);
  }

  powerCycle(address: number | null): void {
    const struck = [...this.#bars].filter(([other]) => address === null || other === address).map(([, bar]) => bar);
    for (const bar of struck) bar.setPower(false);
    this.#later(this.#options.powerOffMs, () => {
      for (const bar of struck) bar.setPower(true);
    });
  }

  /** Bytes from the line, in order. */
  receive(bytes: Uint8Array): void {
    for (const request of this.#options.protocol.push(bytes)) {
      for (const [address, bar] of this.#bars) {
        if (request.address === null || request.address === address) this.#hear(address, bar, request);
      }
    }
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #hear(address: number, bar: SimulatedBar, request: BarRequest): void {
    if (!bar.hasPower || this.#faults.has('silentAddress', address)) return;
    const refusal = this.#refusal(address, request);
    if (refusal !== null) bar.refuse();
    const error = refusal ?? bar.take(request.command);
    const answer = request.wantsReply ? this.#options.protocol.answer(request.address, address, error) : null;
    if (answer !== null) this.#answer(address, bar, answer);
  }

  #refusal(address: number, { isDamaged }: BarRequest): BarError | null {
    if (isDamaged && !this.#faults.has('ignoresCrc', address)) return 'crc';
    if (this.#faults.has('busy', address)) return 'busy';
    return this.#faults.has('nack', address) ? 'memory' : null;
  }

  #answer(address: number, bar: SimulatedBar, answer: Uint8Array): void {
    const has = (fault: LedFault): boolean => this.#faults.has(fault, address);
    const { answerMs, slowMs, lateMs } = this.#options;
    const said = answer.slice();
    const middle = said.length >> 1;
    if (has('corruptsReply')) said[middle] = (said[middle] ?? 0) ^ 0x01;
    const delayMs = has('lateReply') ? lateMs : has('slow') ? slowMs : answerMs;
    this.#later(delayMs, () => {
      if (!bar.hasPower) return;
      if (has('splitsReply')) this.#trickle(said);
      else this.#options.send(said);
    });
  }

  #trickle(bytes: Uint8Array): void {
    this.#options.send(bytes.subarray(0, 1));
    if (bytes.length > 1) this.#later(2, () => this.#trickle(bytes.subarray(1)));
  }

  #later(ms: number, run: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      run();
    }, ms);
    this.#timers.add(timer);
  }
}
