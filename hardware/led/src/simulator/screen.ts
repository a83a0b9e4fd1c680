/*
 * What a bar can be told to show, whatever the protocol: areas of pages of coloured text.
 */

/** A colour of dots. */
export type DotColour = 'red' | 'green' | 'amber';

/** A piece of a line in one colour. */
export type TextRun = { text: string; colour: DotColour };

/** One line of text. */
export type TextLine = readonly TextRun[];

/** How the pages of an area come: in turn, each for `holdMs` (a single page stands still), or moving to the left. */
export type Motion = 'turns' | 'left';

/** A rectangle of dots with its text. */
export type Area = {
  x: number;
  y: number;
  width: number;
  height: number;
  motion: Motion;
  holdMs: number;
  /** Of moving text. */
  dotsPerSecond: number;
  pages: readonly (readonly TextLine[])[];
};

/** What a request asks of a bar. */
export type BarCommand =
  | { kind: 'areas'; removed: readonly number[]; drawn: ReadonlyMap<number, Area>; clearsFirst: boolean }
  | { kind: 'power'; isOn: boolean }
  | { kind: 'clear' }
  | { kind: 'clock'; decimals: readonly number[] }
  | { kind: 'unknown'; group: number; command: number };

/** A request as it came off the line; `address` null means any bar. Damaged ones still carry what could be read. */
export type BarRequest = { address: number | null; command: BarCommand; isDamaged: boolean; wantsReply: boolean };

/** A protocol as a bar speaks it. */
export type BarProtocol = {
  push(bytes: Uint8Array): BarRequest[];
  /** The answer of the bar `address` to a request that named `asked`; null where bars do not answer. */
  answer(asked: number | null, address: number, error: BarError | null): Uint8Array | null;
};

/** Why a bar refuses. */
export type BarError = 'command' | 'busy' | 'memory' | 'crc';

/** The text of a page, without colours. */
export function textOf(lines: readonly TextLine[]): string {
  return lines.map((line) => line.map((run) => run.text).join('')).join('\n').trim();
}
