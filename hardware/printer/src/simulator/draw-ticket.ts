import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import type { TicketFont } from '../font/ticket-font.ts';
import { type PaperStrip, type PrintedItem, type PrintedRun, widthOf } from './printed.ts';

/*
 * The printed paper as a picture, one pixel a dot: white paper with its margins, thermal black, a cut upper edge, a
 * toothed lower one, and a soft shadow.
 */
const margin = 32;
const shadow = 28;
const topFeed = 40;
const bottomFeed = 28;
const tooth = 8;
const paperColour = '#fdfcf8';
const inkColour = '#211f1e';

/** Draws what a head of `dots` dots printed. */
export function drawTicket(strip: PaperStrip, dots: number, font: TicketFont): Canvas {
  const width = dots + 2 * margin;
  const height = topFeed + endOfPrint(strip) + bottomFeed;
  const canvas = createCanvas(width + 2 * shadow, height + 2 * shadow);
  const context = canvas.getContext('2d');
  context.translate(shadow, shadow);
  drawPaper(context, width, height);
  context.translate(margin, topFeed);
  context.drawImage(drawInk(strip, dots, font), 0, 0);
  return canvas;
}

/** Only the dots the head has burnt, black on transparent, without the paper. */
export function drawInk(strip: PaperStrip, dots: number, font: TicketFont): Canvas {
  const canvas = createCanvas(dots, Math.max(1, endOfPrint(strip)));
  const context = canvas.getContext('2d');
  context.fillStyle = inkColour;
  for (const item of strip.items) drawItem(context, item, font);
  return canvas;
}

function endOfPrint(strip: PaperStrip): number {
  return Math.max(0, ...strip.items.map((item) => item.y + item.height));
}

function drawPaper(context: SKRSContext2D, width: number, height: number): void {
  context.save();
  context.shadowColor = 'rgba(40, 36, 30, 0.28)';
  context.shadowBlur = 18;
  context.shadowOffsetY = 6;
  context.fillStyle = paperColour;
  context.beginPath();
  context.moveTo(0, 0);
  context.lineTo(width, 0);
  context.lineTo(width, height - tooth);
  const teeth = Math.round(width / (tooth * 2));
  for (let index = 0; index < teeth; index += 1) {
    const step = width / teeth;
    context.lineTo(width - step * (index + 0.5), height);
    context.lineTo(width - step * (index + 1), height - tooth);
  }
  context.closePath();
  context.fill();
  context.restore();
}

function drawItem(context: SKRSContext2D, item: PrintedItem, font: TicketFont): void {
  if (item.kind === 'text') {
    // Characters of different height stand on one line.
    for (const run of item.runs) drawRun(context, run, item.y + item.height, font);
  } else if (item.kind === 'qr') {
    const { matrix, cell } = item;
    for (let row = 0; row < matrix.size; row += 1) {
      for (let column = 0; column < matrix.size; column += 1) {
        if (matrix.isDark(row, column)) context.fillRect(item.x + column * cell, item.y + row * cell, cell, cell);
      }
    }
  } else {
    drawBits(context, item);
  }
}

function drawBits(context: SKRSContext2D, item: PrintedItem & { kind: 'raster' }): void {
  const widthBytes = item.width / 8;
  for (let y = 0; y * item.scaleY < item.height; y += 1) {
    for (let x = 0; x < item.width; x += 1) {
      const byte = item.bits[y * widthBytes + (x >> 3)] ?? 0;
      if ((byte & (0x80 >> (x & 7))) === 0) continue;
      context.fillRect(item.x + x * item.scaleX, item.y + y * item.scaleY, item.scaleX, item.scaleY);
    }
  }
}

const em = 24;
const latinEm = 22;

function drawRun(context: SKRSContext2D, run: PrintedRun, bottom: number, font: TicketFont): void {
  const width = widthOf(run.text) * run.width;
  const top = bottom - em * run.height;
  context.save();
  if (run.isInverse) {
    context.fillRect(run.x, top, width, em * run.height);
    context.fillStyle = paperColour;
  }
  if (run.isUnderlined) context.fillRect(run.x, bottom - 1, width, 2);
  let x = run.x;
  for (const char of run.text) {
    const cell = widthOf(char) * run.width;
    drawChar(context, { char, x, top, cell, run }, font);
    x += cell;
  }
  context.restore();
}

type CharPlace = { char: string; x: number; top: number; cell: number; run: PrintedRun };

/** Each character stands in the middle of its cell, squeezed when it is wider: a printer's font has fixed cells. */
function drawChar(context: SKRSContext2D, { char, x, top, cell, run }: CharPlace, font: TicketFont): void {
  const [drawn] = font.runs(char);
  if (char === ' ' || drawn === undefined) return;
  const isWide = widthOf(char) > 12;
  const size = isWide ? em : latinEm;
  context.font = `${run.isBold ? 800 : 500} ${size * run.height}px "${drawn.family}"`;
  const natural = (context.measureText(drawn.text).width * run.width) / run.height;
  const squeeze = (Math.min(1, cell / natural) * run.width) / run.height;
  context.save();
  context.translate(x + (cell - Math.min(natural, cell)) / 2, top + em * run.height * 0.86);
  context.scale(squeeze, 1);
  context.fillText(drawn.text, 0, 0);
  context.restore();
}
