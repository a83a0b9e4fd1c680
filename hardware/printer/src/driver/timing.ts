import type { PipeAddress, SupervisorTiming } from '@hallcall/link';
import { defaultSupervisorTiming } from '@hallcall/link';

/** All durations of the driver, in milliseconds. */
export type PrinterTiming = {
  link: SupervisorTiming;
  /** How long a job waits for a connection that is being opened. */
  connectMs: number;
  /** How long one question (`DLE EOT n`) may stay unanswered. */
  replyMs: number;
  /** Between two looks at the status while nothing is printed; also what notices a printer that died. */
  pollMs: number;
  /** How long the acknowledgement may take after the last byte has left. */
  ackMs: number;
  /** Between two looks at the status while the acknowledgement is awaited. */
  ackPollMs: number;
  /** How long a fault that appears in the middle of a job may last before the job is given up. */
  faultGraceMs: number;
  /** What a write may take beyond the time its bytes need on the line. */
  writeSlackMs: number;
  /** What a byte may take over the network; the default is 20 kB a second, which any living printer beats. */
  tcpMsPerByte: number;
  /** How long a printer gets to recover after `DLE ENQ 2`. */
  recoverMs: number;
};

/** For real printers. */
export const defaultPrinterTiming: PrinterTiming = {
  link: defaultSupervisorTiming,
  connectMs: 3000,
  replyMs: 1000,
  pollMs: 3000,
  ackMs: 8000,
  ackPollMs: 1000,
  faultGraceMs: 2000,
  writeSlackMs: 4000,
  tcpMsPerByte: 0.05,
  recoverMs: 300,
};

/** How long writing `count` bytes may take: their time on the line and a quarter more, and the slack. */
export function writeDeadlineMs(count: number, address: PipeAddress, timing: PrinterTiming): number {
  const msPerByte = address.kind === 'serial' ? 10_000 / address.baudRate : timing.tcpMsPerByte;
  return Math.ceil(timing.writeSlackMs + count * msPerByte * 1.25);
}
