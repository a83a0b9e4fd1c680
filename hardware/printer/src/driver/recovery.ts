import type { PipeAddress } from '@hallcall/link';
import { createEscPosWriter } from '../codec/escpos-writer.ts';
import type { PrinterProfile } from '../profile.ts';

/** `DLE ENQ 2`: recover from an error and forget what is buffered. */
export const recoverCommand = Uint8Array.of(0x10, 0x05, 0x02);

/**
 * Brings a printer back that may be in the middle of a broken-off command: as many NULs as the command could still
 * be waiting for (outside a command printers ignore them), then `DLE ENQ 2`, without which half a ticket would come
 * out after the paper is changed.
 */
export function recoverBytes(longestCommand: number): Uint8Array {
  const bytes = new Uint8Array(longestCommand + recoverCommand.length);
  bytes.set(recoverCommand, longestCommand);
  return bytes;
}

/** Feeds and cuts off what a broken job left on the paper, so that the next ticket starts on clean paper. */
export function separationBytes(profile: PrinterProfile): Uint8Array {
  const writer = createEscPosWriter();
  writer.prologue(profile.cjkFont !== 'none');
  writer.cut(profile.cutter);
  return writer.bytes();
}

/** How many NULs to try on a printer of unknown past: enough for any picture of ours, two seconds of line at most. */
export function blindFlushLength(address: PipeAddress): number {
  const most = 8192;
  return address.kind === 'serial' ? Math.min(most, Math.floor(address.baudRate / 5)) : most;
}
