import { createTicketFont } from '../font/ticket-font.ts';
import { type Control, openControl } from './control.ts';
import { drawTicket } from './draw-ticket.ts';
import type { SimulatorFault } from './faults.ts';
import { type MachineLine, PrinterMachine } from './machine.ts';
import { createPacer, type Pacer } from './pacer.ts';
import { openPtyLine } from './pty-line.ts';
import { openTcpLine } from './tcp-line.ts';
import type { PrintedTicket } from './ticket.ts';

/** How a simulated printer is set up. */
export type SimulatorOptions = {
  /** A TCP port on 127.0.0.1 (0 takes a free one), or the path at which a pty is made. */
  line: { kind: 'tcp'; port: number } | { kind: 'pty'; path: string };
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

type Plug = { port: number | null; send: (bytes: Uint8Array) => void; setReading: (on: boolean) => void };
type Line = Plug & { drop: () => void; setPresent: (on: boolean) => Promise<void>; close: () => Promise<void> };

/** Starts a simulated printer and its control port. Rejects when a port is taken or socat is missing. */
export async function startPrinterSimulator(options: SimulatorOptions): Promise<PrinterSimulator> {
  const { dots = 576, dotsPerSecond = 0, midJobBytes = 60, powerOffMs = 300 } = options;
  const baudRate = options.baudRate ?? (options.line.kind === 'pty' ? 9600 : 0);
  const listeners: ((ticket: PrintedTicket) => void)[] = [];
  let isOff = false;
  let hasRoom = true;

  const line = await openLine(options.line, (bytes) => {
    if (!isOff) pacer.push(bytes);
  });
  const updateReading = (): void => line.setReading(hasRoom && !machine.has('neverReads'));
  const powerCycle = async (): Promise<void> => {
    isOff = true;
    pacer.clear();
    machine.forgetAll();
    // Only a network printer takes its socket with it; the serial adapter stays.
    if (line.port !== null) await line.setPresent(false);
    await new Promise((resolve) => {
      setTimeout(resolve, powerOffMs);
    });
    isOff = false;
    if (line.port !== null && !machine.has('refuses')) await line.setPresent(true);
  };
  const machineLine: MachineLine = {
    send: (bytes) => line.send(bytes),
    setReading: updateReading,
    drop() {
      pacer.clear();
      line.drop();
    },
    powerCycle: () => void powerCycle(),
  };
  const machine = new PrinterMachine({
    dots,
    dotsPerSecond,
    midJobBytes,
    now: () => Date.now(),
    line: machineLine,
    onTicket(ticket) {
      for (const listener of listeners) listener(ticket);
    },
  });
  const pacer: Pacer = createPacer(
    baudRate,
    (bytes) => machine.receive(bytes),
    (isFull) => {
      hasRoom = !isFull;
      updateReading();
    },
  );
  const picture = createPictures(dots, () => machine.tickets());
  const simulator = {
    port: line.port,
    tickets: () => machine.tickets(),
    picture,
    state: () => ({ ...machine.state(), dots, baudRate, port: line.port, isOff, tickets: machine.tickets().length }),
    async setFault(fault: SimulatorFault, on: boolean) {
      machine.setFault(fault, on);
      if (fault === 'refuses') await line.setPresent(!on);
    },
    powerCycle,
    onTicket: (listener: (ticket: PrintedTicket) => void) => void listeners.push(listener),
  };
  const control: Control = await openControl(options.controlPort, simulator).catch(async (error: unknown) => {
    await line.close();
    throw error;
  });
  return {
    ...simulator,
    controlUrl: control.url,
    async close() {
      isOff = true;
      pacer.clear();
      machine.forgetAll();
      await Promise.all([line.close(), control.close()]);
    },
  };
}

async function openLine(line: SimulatorOptions['line'], onBytes: (bytes: Uint8Array) => void): Promise<Line> {
  if (line.kind === 'tcp') {
    const tcp = await openTcpLine(line.port, onBytes);
    return {
      port: tcp.port,
      send: (bytes) => tcp.send(bytes),
      setReading: (on) => tcp.setReading(on),
      drop: () => tcp.drop(),
      setPresent: (on) => tcp.setListening(on),
      close: () => tcp.close(),
    };
  }
  const pty = await openPtyLine(line.path, onBytes);
  return {
    port: null,
    send: (bytes) => pty.send(bytes),
    setReading: (on) => pty.setReading(on),
    drop: () => void pty.setPlugged(false).then(() => pty.setPlugged(true)),
    setPresent: (on) => pty.setPlugged(on),
    close: () => pty.close(),
  };
}

/** Pictures are drawn when somebody looks, and kept while their ticket is. */
function createPictures(dots: number, tickets: () => readonly PrintedTicket[]): (number: number) => Buffer | null {
  const font = createTicketFont();
  const pictures = new WeakMap<PrintedTicket, Buffer>();
  return (number) => {
    const ticket = tickets().find((candidate) => candidate.number === number);
    if (ticket === undefined) return null;
    const known = pictures.get(ticket);
    if (known) return known;
    const picture = drawTicket(ticket.strip, dots, font).toBuffer('image/png');
    pictures.set(ticket, picture);
    return picture;
  };
}
