import { fieldOf } from './use-simulator.ts';

/** A bar as its simulator describes it. */
export type ShownBar = {
  readonly address: number;
  /** What it says, on one line; empty where it is dark. */
  readonly text: string;
  readonly isOn: boolean;
  /** Changes when its picture may have changed. */
  readonly version: string;
};

/** The bars in the state of the LED simulator, in the order of the line. */
export function readBars(state: unknown): readonly ShownBar[] {
  const bars = fieldOf(state, 'bars');
  return Array.isArray(bars) ? bars.flatMap(readBar) : [];
}

function readBar(bar: unknown): ShownBar[] {
  const [address, text, isOn] = [fieldOf(bar, 'address'), fieldOf(bar, 'text'), fieldOf(bar, 'isOn')];
  if (typeof address !== 'number' || typeof text !== 'string' || typeof isOn !== 'boolean') return [];
  // The last two: a bar that lost its power shows something else without a frame.
  const version = [fieldOf(bar, 'frames'), fieldOf(bar, 'lastFrameAt'), isOn, text.length].join('-');
  return [{ address, text: text.replaceAll(/\s+/g, ' ').trim(), isOn, version }];
}
