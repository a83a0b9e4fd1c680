import type { PipeAddress } from './address.ts';
import type { Pipe } from './pipe.ts';
import { openSerialPipe } from './serial-pipe.ts';
import { openTcpPipe } from './tcp-pipe.ts';
import type { Timers } from './timers.ts';

/** How pipes are opened; a supervisor takes one as an argument. */
export type OpenPipe = (address: PipeAddress, deadlineMs: number) => Promise<Pipe>;

/** Opens tcp and serial addresses. Rejects with PipeError `unreachable`, at the latest after `deadlineMs`. */
export function createOpenPipe(timers: Timers): OpenPipe {
  return (address, deadlineMs) =>
    address.kind === 'tcp' ? openTcpPipe(address, deadlineMs, timers) : openSerialPipe(address, deadlineMs, timers);
}
