import type { SimulatorFault } from './faults.ts';

/*
 * What the simulated printer answers, written from the bit tables of the Epson, Bixolon and Ithaca manuals and apart
 * from the driver's reader.
 */

type Has = (fault: SimulatorFault) => boolean;

/** `DLE EOT n`: one byte, bits 1 and 4 always set. */
export function realtimeAnswer(n: number, has: Has): number {
  const isStopped = has('paperEnd') || has('coverOpen') || has('cutter') || has('mechanical');
  let bits = 0b0001_0010;
  if (n === 1 && (isStopped || has('offline'))) bits |= 0b0000_1000;
  if (n === 2) {
    if (has('coverOpen')) bits |= 0b0000_0100;
    if (has('paperEnd')) bits |= 0b0010_0000;
    if (has('cutter') || has('mechanical')) bits |= 0b0100_0000;
  }
  if (n === 3) {
    if (has('cutter')) bits |= 0b0000_1000;
    if (has('mechanical')) bits |= 0b0010_0000;
  }
  if (n === 4) {
    if (has('nearEnd') || has('paperEnd')) bits |= 0b0000_1100;
    if (has('paperEnd')) bits |= 0b0110_0000;
  }
  return bits;
}

/** Automatic status back: four bytes, the first with bit 4 set. */
export function automaticStatus(has: Has): number[] {
  const isStopped = has('paperEnd') || has('coverOpen') || has('cutter') || has('mechanical');
  const first = 0x10 | (isStopped || has('offline') ? 0x08 : 0) | (has('coverOpen') ? 0x20 : 0);
  const second = (has('cutter') ? 0x08 : 0) | (has('mechanical') ? 0x20 : 0);
  const third = (has('nearEnd') || has('paperEnd') ? 0x03 : 0) | (has('paperEnd') ? 0x0c : 0);
  return [first, second, third, 0x0f];
}

/** `GS r 1`: the paper sensors. */
export function paperAnswer(has: Has): number {
  return (has('nearEnd') || has('paperEnd') ? 0x03 : 0) | (has('paperEnd') ? 0x0c : 0);
}

/** `GS ( H`, function 48: the four bytes of the job. */
export function ackAnswer(id: Uint8Array): number[] {
  return [0x37, 0x22, ...id, 0x00];
}

/** `GS I n`: firmware, maker, model, serial number as text. */
export function identityAnswer(n: number): number[] | null {
  const texts: Readonly<Record<number, string>> = { 65: '1.0', 66: 'Hallcall', 67: 'Simulator', 68: '0001' };
  const text = texts[n];
  return text === undefined ? null : [0x5f, ...Buffer.from(text, 'latin1'), 0x00];
}

/** Bytes that no printer sends: every one has bit 7 set. */
export function nonsense(length: number): number[] {
  return Array.from({ length }, (_, index) => 0x80 | ((index * 37 + 11) & 0x7f));
}
