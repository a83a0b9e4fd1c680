import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { TicketFont } from '../font/ticket-font.ts';
import type { PrinterProfile } from '../profile.ts';
import type { Cell, Row } from './lay-out.ts';
import { type Bitmap, packBitmap } from './raster.ts';

/** Dots: a printer's own characters are 24 high on lines of 30, larger ones have 8 between them. */
const charDots = 24;
const gapDots = { 1: 6, 2: 8, 3: 8 };
// Of the em: where Noto's Chinese characters end above their lower edge.
const descent = 0.14;
const regular = 500;
const heavy = 800;

/** Draws one row as wide as the paper, in the look of the printer's own lines around it. */
export function drawRow(row: Row & { kind: 'text' | 'rule' }, profile: PrinterProfile, font: TicketFont): Bitmap {
  const size = row.kind === 'text' ? row.size : 1;
  const em = charDots * size;
  const height = em + gapDots[size];
  const context = createCanvas(profile.dots, height).getContext('2d');
  if (row.kind === 'rule') {
    context.fillRect(0, height / 2 - 1, profile.dots, 2);
  } else {
    const columnDots = (profile.dots / profile.cols) * size;
    for (const cell of row.cells) {
      drawCell(context, cell, { em, columnDots, weight: row.bold ? heavy : regular }, font);
    }
  }
  return packBitmap(profile.dots, height, context.getImageData(0, 0, profile.dots, height).data);
}

type Style = { em: number; columnDots: number; weight: number };

function drawCell(context: SKRSContext2D, cell: Cell, { em, columnDots, weight }: Style, font: TicketFont): void {
  const runs = font.runs(cell.text).map((run) => {
    const face = `${weight} ${em}px "${run.family}"`;
    context.font = face;
    return { text: run.text, face, width: context.measureText(run.text).width };
  });
  const width = runs.reduce((sum, run) => sum + run.width, 0);
  const box = cell.columns * columnDots;
  const squeeze = width > box ? box / width : 1;
  const free = box - width * squeeze;
  const before = cell.align === 'left' ? 0 : cell.align === 'right' ? free : free / 2;
  context.save();
  context.translate(cell.column * columnDots + before, 0);
  context.scale(squeeze, 1);
  let x = 0;
  for (const run of runs) {
    context.font = run.face;
    context.fillText(run.text, x, em * (1 - descent));
    x += run.width;
  }
  context.restore();
}
