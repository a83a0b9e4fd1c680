import type { PrinterFault } from '../outcome.ts';

/** What the sensors say. */
export type PrinterStatus = {
  readonly offline: boolean;
  readonly coverOpen: boolean;
  readonly paperEnd: boolean;
  readonly nearEnd: boolean;
  readonly cutter: boolean;
  readonly mechanical: boolean;
};

/** Reads the answers to `DLE EOT` 1, 2, 3 and 4. */
export function readRealtimeStatus(one: number, two: number, three: number, four: number): PrinterStatus {
  return {
    offline: (one & 0x08) !== 0,
    coverOpen: (two & 0x04) !== 0,
    paperEnd: (two & 0x20) !== 0 || (four & 0x60) !== 0,
    nearEnd: (four & 0x0c) !== 0,
    cutter: (three & 0x08) !== 0,
    // An error that byte 3 does not explain is still an error.
    mechanical: (three & 0x64) !== 0 || ((two & 0x40) !== 0 && (three & 0x08) === 0),
  };
}

/** Reads the four bytes of automatic status back. */
export function readAutomaticStatus(bytes: readonly number[]): PrinterStatus {
  const [one = 0, two = 0, three = 0] = bytes;
  return {
    offline: (one & 0x08) !== 0,
    coverOpen: (one & 0x20) !== 0,
    paperEnd: (three & 0x0c) !== 0,
    nearEnd: (three & 0x03) !== 0,
    cutter: (two & 0x08) !== 0,
    mechanical: (two & 0x64) !== 0,
  };
}

/** The one fault a person has to deal with first, or null when it can print. */
export function faultOf(status: PrinterStatus): PrinterFault | null {
  if (status.coverOpen) return 'coverOpen';
  if (status.paperEnd) return 'paperEnd';
  if (status.cutter) return 'cutter';
  if (status.mechanical) return 'mechanical';
  return status.offline ? 'offline' : null;
}
