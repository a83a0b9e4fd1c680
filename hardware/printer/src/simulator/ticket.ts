import { type PaperStrip, type PrintedRun, widthOf } from './printed.ts';

/** A piece of paper that came out. */
export type PrintedTicket = {
  /** Counts from 1. */
  number: number;
  /** Epoch milliseconds. */
  at: number;
  /** What is legible as text, from top to bottom. */
  text: string[];
  /** Payloads of its QR codes. */
  qr: string[];
  /** How it left: the knife, or torn off without one. */
  cut: 'full' | 'partial' | 'torn';
  /** Acknowledgement ids asked for after it (`GS ( H`). */
  jobIds: string[];
  /** How many pictures are on it: lines the printer's font could not write. */
  pictures: number;
  strip: PaperStrip;
};

/** Reads a strip of paper. */
export function readTicket(number: number, at: number, cut: PrintedTicket['cut'], strip: PaperStrip): PrintedTicket {
  const text: string[] = [];
  const qr: string[] = [];
  let pictures = 0;
  for (const item of strip.items) {
    if (item.kind === 'text') text.push(...lineText(item.runs));
    else if (item.kind === 'qr') qr.push(item.payload);
    else pictures += 1;
  }
  return { number, at, text, qr, cut, jobIds: [], pictures, strip };
}

/** The line as one text, with a space where runs stand apart; nothing for a line of spaces. */
function lineText(runs: readonly PrintedRun[]): string[] {
  let text = '';
  let end = 0;
  for (const run of runs) {
    text += run.x > end && text !== '' ? ` ${run.text}` : run.text;
    end = run.x + widthOf(run.text) * run.width;
  }
  return text.trim() === '' ? [] : [text.trim()];
}
