import type { Slip } from './slip.ts';

/**
 * `acked`: the printer confirmed this job. `sent`: a printer without acknowledgement took every byte. `failed`: no
 * byte of the ticket was written, so no paper left. `unknown`: anything else; a legible ticket may or may not exist.
 */
export type PrintOutcome = 'acked' | 'sent' | 'failed' | 'unknown';

/** Why. `notAnswering`: connected but silent; `garbage`: its answers make no sense; `noAck`: well, but unconfirmed. */
export type PrinterFault =
  | 'paperEnd'
  | 'coverOpen'
  | 'cutter'
  | 'mechanical'
  | 'offline'
  | 'unreachable'
  | 'notAnswering'
  | 'garbage'
  | 'noAck';

/** How the printer stands; `nearEnd` prints and wants paper soon. `since` is epoch milliseconds. */
export type PrinterHealth = {
  readonly state: 'ready' | 'nearEnd' | 'fault' | 'unreachable';
  readonly fault: PrinterFault | null;
  readonly since: number;
};

/** One ticket to print; the caller's `jobId` comes back with the result. */
export type PrintJob = { readonly jobId: string; readonly slip: Slip };

/** What became of a job. `missing` lists characters that no font has; 〓 was printed in their place. */
export type PrintResult = {
  readonly jobId: string;
  readonly outcome: PrintOutcome;
  readonly fault: PrinterFault | null;
  readonly missing: readonly string[];
};
