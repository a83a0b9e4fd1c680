import { encodeTicket } from './codec/encode-slip.ts';
import { createTicketFont } from './font/ticket-font.ts';
import type { PrinterProfile } from './profile.ts';
import type { Slip } from './slip.ts';

export { createPrinter, type Printer, type PrinterDeps, type PrinterLog } from './driver/printer.ts';
export { defaultPrinterTiming, type PrinterTiming } from './driver/timing.ts';
export type { PrinterFault, PrinterHealth, PrintJob, PrintOutcome, PrintResult } from './outcome.ts';
export { loadProfile, parseProfile, type PrinterProfile, profiles } from './profile.ts';
export { printerFaults, type SimulatorFault } from './simulator/faults.ts';
export { type PrinterSimulator, type SimulatorOptions, startPrinterSimulator } from './simulator/simulator.ts';
export type { PrintedTicket } from './simulator/ticket.ts';
export type { Align, Slip, SlipLine, TextSize } from './slip.ts';

/** A slip as the bytes of one printer, for tools; `jobAckId` is four printable ASCII characters. */
export function encodeSlip(slip: Slip, profile: PrinterProfile, jobAckId: string): Uint8Array {
  return encodeTicket(slip, profile, jobAckId, createTicketFont()).bytes;
}
