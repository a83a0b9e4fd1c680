// Between the desk's print jobs and the printer's driver: what to print, and in which words a printer's state is told.
import type { JobId } from '@hallcall/domain';
import type { Printer, PrinterHealth, Slip } from '@hallcall/printer';
import type { KioskPageState } from '@hallcall/protocol';
import type { JobEnd } from './core/paper.ts';
import type { Job } from './core/state.ts';
import { daySlip } from './slip/day-slip.ts';
import { ticketSlip } from './slip/ticket-slip.ts';
import type { WindowSlipSource } from './slip/slip-source.ts';
import { windowSlip } from './slip/window-slip.ts';

/** The part of the driver that the agent uses; tests hand in their own. */
export type PrinterPort = Pick<Printer, 'print' | 'health' | 'onHealth' | 'onLateAck' | 'close'>;

/** Prints one job and says how it ended. Without a configuration there are no words to print: the job fails. */
export async function printJob(printer: PrinterPort, job: Job, source: WindowSlipSource | null): Promise<JobEnd> {
  if (source === null) return 'failed';
  const slip = slipOf(job, source);
  const { outcome } = await printer.print({ jobId: job.jobId, slip });
  return outcome;
}

function slipOf(job: Job, source: WindowSlipSource): Slip {
  switch (job.origin) {
    case 'window': return windowSlip(job.order, source);
    case 'day': return daySlip(job.paper, source.hall);
    case 'issue': case 'visitor': case 'desk': return ticketSlip(job.ticket, job.copy, source);
  }
}

/** Calls `confirmed` when a printer confirms a job that had ended as unknown. */
export function onLateConfirmation(printer: PrinterPort, confirmed: (jobId: JobId) => void): void {
  // The driver hands back the id that it was given.
  printer.onLateAck((jobId) => confirmed(jobId as JobId));
}

/** The printer's state as pages and the console tell it. */
export function printerState({ state, fault }: PrinterHealth): KioskPageState['printer'] {
  if (fault !== null) return { state: 'fault', code: fault };
  if (state === 'nearEnd') return { state: 'warning', code: 'nearEnd' };
  return state === 'ready' ? { state: 'ok', code: 'ready' } : { state: 'warning', code: 'unknown' };
}
