import { ackAnswer, automaticStatus, identityAnswer, nonsense, paperAnswer, realtimeAnswer } from './answers.ts';
import { blockingFaults, midJobFaults, type SimulatorFault } from './faults.ts';
import { Paper } from './paper.ts';
import { type PrintedTicket, readTicket } from './ticket.ts';
import { createTokenizer, type Token } from './tokenizer.ts';

/** What the machine does to its line. */
type MachineLine = {
  send(bytes: Uint8Array): void;
  /** Reads no more, or again. */
  setReading(isReading: boolean): void;
  /** Breaks the connection. */
  drop(): void;
  /** The power is off and comes back. */
  powerCycle(): void;
};

/** What a machine is made of. `dotsPerSecond` 0 prints at once; `midJobBytes` is where mid-job faults strike. */
export type MachineOptions = {
  dots: number;
  dotsPerSecond: number;
  midJobBytes: number;
  now: () => number;
  line: MachineLine;
  onTicket: (ticket: PrintedTicket) => void;
};

/** A thermal printer without its plug: bytes in, answers and paper out. */
export class PrinterMachine {
  readonly #options: MachineOptions;
  readonly #paper: Paper;
  readonly #tokenizer = createTokenizer();
  readonly #faults = new Set<SimulatorFault>();
  readonly #tickets: PrintedTicket[] = [];
  readonly #has = (fault: SimulatorFault): boolean => this.#faults.has(fault);
  #buffer: Token[] = [];
  readonly #trickling: number[] = [];
  #hasAsb = false;
  #jobBytes = 0;
  #feedTimer: NodeJS.Timeout | null = null;
  #ticketCount = 0;

  constructor(options: MachineOptions) {
    this.#options = options;
    this.#paper = new Paper(options.dots);
  }

  /** The tickets that came out, oldest first, at most the last 200. */
  tickets(): readonly PrintedTicket[] {
    return this.#tickets;
  }

  /** What an observer sees: faults, buffered commands, paper that hangs out uncut. */
  state(): { faults: SimulatorFault[]; buffered: number; isInsideCommand: boolean; hasUncutPaper: boolean } {
    return {
      faults: [...this.#faults],
      buffered: this.#buffer.length,
      isInsideCommand: this.#tokenizer.isInside(),
      hasUncutPaper: this.#paper.strip().items.length > 0,
    };
  }

  has(fault: SimulatorFault): boolean {
    return this.#faults.has(fault);
  }

  /** Switches a fault; the printer reports it by itself when it was asked to, and prints on when it can again. */
  setFault(fault: SimulatorFault, on: boolean): void {
    if (this.#faults.has(fault) === on) return;
    if (on) this.#faults.add(fault);
    else this.#faults.delete(fault);
    if (fault === 'neverReads') this.#options.line.setReading(!on);
    else if (this.#hasAsb && !midJobFaults.includes(fault)) this.#answer(automaticStatus(this.#has));
    this.#work();
  }

  /** Everything buffered is forgotten; what hangs out stays on the paper and is torn off. */
  forgetAll(): void {
    if (this.#feedTimer !== null) clearTimeout(this.#feedTimer);
    this.#feedTimer = null;
    this.#buffer = [];
    this.#tokenizer.reset();
    this.#trickling.length = 0;
    this.#hasAsb = false;
    this.#jobBytes = 0;
    this.#takeTicket('torn');
    this.#paper.reset();
  }

  /** Bytes from the line, in order. */
  receive(bytes: Uint8Array): void {
    for (const byte of bytes) {
      this.#jobBytes += 1;
      const token = this.#tokenizer.push(byte);
      if (token) this.#take(token);
      if (this.#jobBytes >= this.#options.midJobBytes && this.#strikeMidJob()) return;
    }
    this.#work();
  }

  #take(token: Token): void {
    if (token.kind === 'realtime') {
      this.#jobBytes -= token.bytes.length;
      this.#obeyNow(token.name, token.bytes[2] ?? 0);
      return;
    }
    if (token.kind === 'control' && token.byte === 0) {
      this.#jobBytes -= 1;
      return;
    }
    this.#buffer.push(token);
    if (token.kind === 'command' && (token.name === 'GS ( H' || token.name === 'GS r')) this.#jobBytes = 0;
  }

  #obeyNow(name: string, n: number): void {
    if (name === 'DLE EOT') this.#answer([realtimeAnswer(n, this.#has)]);
    if (name === 'DLE ENQ' && n === 2) this.#buffer = [];
  }

  /** The faults that wait for the middle of a job happen once. True when the rest of the bytes is lost. */
  #strikeMidJob(): boolean {
    for (const fault of midJobFaults) {
      if (!this.#faults.delete(fault)) continue;
      this.#jobBytes = 0;
      this.#work();
      if (fault === 'paperEndMidJob') this.setFault('paperEnd', true);
      if (fault === 'stopsReadingMidJob') this.setFault('neverReads', true);
      if (fault === 'dropsMidJob') this.#options.line.drop();
      if (fault === 'powerCycleMidJob') this.#options.line.powerCycle();
      return fault !== 'paperEndMidJob';
    }
    return false;
  }

  #isBlocked(): boolean {
    return this.#feedTimer !== null || blockingFaults.some((fault) => this.#faults.has(fault));
  }

  #work(): void {
    while (!this.#isBlocked()) {
      const token = this.#buffer.shift();
      if (token === undefined) return;
      const moved = this.#obey(token);
      if (moved === 0 || this.#options.dotsPerSecond === 0) continue;
      this.#feedTimer = setTimeout(() => {
        this.#feedTimer = null;
        this.#work();
      }, (moved * 1000) / this.#options.dotsPerSecond);
    }
  }

  #obey(token: Token): number {
    if (token.kind !== 'command') return this.#paper.apply(token);
    const n = token.bytes[2] ?? 0;
    switch (token.name) {
      case 'GS V':
        this.#takeTicket((n & 1) === 1 ? 'partial' : 'full');
        return 0;
      case 'ESC i':
      case 'ESC m':
        this.#takeTicket('partial');
        return 0;
      case 'GS a':
        this.#hasAsb = n !== 0;
        if (this.#hasAsb) this.#answer(automaticStatus(this.#has));
        return 0;
      case 'GS r':
        this.#endJob();
        if (!this.#faults.has('noAck')) this.#answer([paperAnswer(this.#has)]);
        return 0;
      case 'GS I': {
        const identity = identityAnswer(n);
        if (identity) this.#answer(identity);
        return 0;
      }
      case 'GS ( H':
        this.#endJob();
        this.#acknowledge(token.bytes.subarray(7, 11));
        return 0;
      case 'ESC @':
        this.#hasAsb = false;
        return this.#paper.apply(token);
      default:
        return this.#paper.apply(token);
    }
  }

  /** The end of a job tears off what has no knife behind it. */
  #endJob(): void {
    if (this.#paper.strip().items.length > 0) this.#takeTicket('torn');
  }

  #acknowledge(id: Uint8Array): void {
    this.#tickets.at(-1)?.jobIds.push(Buffer.from(id).toString('latin1'));
    if (this.#faults.has('noAck')) return;
    const answer = ackAnswer(this.#faults.has('wrongAckId') ? Uint8Array.from(Buffer.from('~~~~')) : id);
    if (this.#faults.has('splitsAck')) this.#trickle(answer);
    else this.#answer(this.#faults.has('asbBeforeAck') ? [...automaticStatus(this.#has), ...answer] : answer);
  }

  #takeTicket(cut: PrintedTicket['cut']): void {
    const strip = this.#paper.takeOff();
    if (strip.items.length === 0) return;
    this.#ticketCount += 1;
    const ticket = readTicket(this.#ticketCount, this.#options.now(), cut, strip);
    this.#tickets.push(ticket);
    if (this.#tickets.length > 200) this.#tickets.shift();
    this.#options.onTicket(ticket);
  }

  /** Byte by byte; what is answered meanwhile waits behind, as in a real printer. */
  #trickle(bytes: readonly number[]): void {
    const isUnderWay = this.#trickling.length > 0;
    this.#trickling.push(...bytes);
    if (!isUnderWay) this.#sendNext();
  }

  #sendNext(): void {
    const byte = this.#trickling[0];
    if (byte === undefined) return;
    setTimeout(() => {
      this.#trickling.shift();
      this.#send([byte]);
      this.#sendNext();
    }, 5);
  }

  #answer(bytes: readonly number[]): void {
    if (this.#trickling.length > 0) this.#trickle(bytes);
    else this.#send(bytes);
  }

  #send(bytes: readonly number[]): void {
    if (this.#faults.has('answersNothing') || this.#faults.has('neverReads')) return;
    const said = this.#faults.has('garbage') ? nonsense(bytes.length + 2) : bytes;
    this.#options.line.send(Uint8Array.from(said));
  }
}
