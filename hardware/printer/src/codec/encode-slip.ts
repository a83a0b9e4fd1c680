import type { TicketFont } from '../font/ticket-font.ts';
import type { PrinterProfile } from '../profile.ts';
import type { Slip } from '../slip.ts';
import { drawRow } from './draw-row.ts';
import { createEscPosWriter, type EscPosWriter } from './escpos-writer.ts';
import { layOut, type Row, textOf } from './lay-out.ts';
import { rasterCommands } from './raster.ts';

/** A ticket ready to be sent. */
export type EncodedSlip = {
  bytes: Uint8Array;
  /** The longest command in it: so many NULs end whatever the printer was in when the job broke off. */
  longestCommand: number;
  /** Characters that no font has; 〓 stands in their place. */
  missing: string[];
};

// `GS ( D`: a picture may hold the bytes 10 14, which would otherwise be obeyed as a real-time command (Epson).
const disableRealTimeCommands = Uint8Array.of(0x1d, 0x28, 0x44, 0x03, 0x00, 0x14, 0x01, 0x00);
/** `GS a`: report changes by itself; forgotten at every `ESC @`. */
export const enableStatusBack = Uint8Array.of(0x1d, 0x61, 0xff);

/** Encodes a slip for one printer. `ackId` is four printable ASCII characters, sent when the profile has `gsH`. */
export function encodeTicket(slip: Slip, profile: PrinterProfile, ackId: string, font: TicketFont): EncodedSlip {
  const rows = layOut(slip, profile);
  const writer = createEscPosWriter();
  let longestCommand = 0;
  writer.prologue(profile.cjkFont !== 'none');
  if (profile.asb) writer.raw(enableStatusBack);
  if (rows.some(isPicture)) writer.raw(disableRealTimeCommands);
  let state: Style = { align: 'left', size: 1, bold: false };
  for (const row of rows) {
    const length = writeRow(row, { writer, profile, font, state });
    state = styleOf(row);
    longestCommand = Math.max(longestCommand, length);
  }
  writer.cut(profile.cutter);
  // ESC @ at the end of the cut has switched the status reports off again.
  if (profile.asb) writer.raw(enableStatusBack);
  writer.raw(ackRequest(profile.ack, ackId));
  return { bytes: writer.bytes(), longestCommand, missing: missingIn(rows, font) };
}

/** The bytes that ask for the acknowledgement: `GS ( H` with the id, `GS r 1` without one, or none. */
function ackRequest(ack: PrinterProfile['ack'], ackId: string): Uint8Array {
  if (ack === 'none') return new Uint8Array();
  if (ack === 'gsR') return Uint8Array.of(0x1d, 0x72, 0x01);
  if (!/^[\x21-\x7e]{4}$/.test(ackId)) throw new Error(`the ack id "${ackId}" must be four printable ASCII characters`);
  return Uint8Array.of(0x1d, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30, ...Buffer.from(ackId, 'latin1'));
}

type Style = { align: 'left' | 'center' | 'right'; size: 1 | 2 | 3; bold: boolean };
type RowTask = { writer: EscPosWriter; profile: PrinterProfile; font: TicketFont; state: Style };

function isPicture(row: Row): boolean {
  return (row.kind === 'text' || row.kind === 'rule') && row.isPicture;
}

/** Writes one row and returns the length of its longest command with a payload. */
function writeRow(row: Row, { writer, profile, font, state }: RowTask): number {
  restyle(writer, state, styleOf(row));
  if (row.kind === 'qr') {
    writer.qr(row.text, qrCellDots(row.text, profile.dots));
    writer.feedDots(quietDots);
    return Buffer.byteLength(row.text) + 8;
  }
  if (row.kind !== 'blank' && row.isPicture) {
    const commands = rasterCommands(drawRow(row, profile, font), profile.maxBand);
    for (const command of commands) writer.raw(command);
    return Math.max(...commands.map((command) => command.length));
  }
  if (row.kind === 'blank') writer.feedLine();
  else if (row.kind === 'rule') writer.textLine('─'.repeat(profile.cols / 2));
  else writer.textLine(row.cells.length === 1 ? (row.cells[0]?.text ?? '') : textOf(row.cells).trimEnd());
  return 0;
}

/** Pictures are as wide as the paper and hold their own size; a row of cells is padded with spaces. */
function styleOf(row: Row): Style {
  if (row.kind === 'qr') return { align: 'center', size: 1, bold: false };
  if (row.kind !== 'text' || row.isPicture) return { align: 'left', size: 1, bold: false };
  const align = row.cells.length === 1 ? (row.cells[0]?.align ?? 'left') : 'left';
  return { align, size: row.size, bold: row.bold };
}

function restyle(writer: EscPosWriter, from: Style, to: Style): void {
  if (from.align !== to.align) writer.align(to.align);
  if (from.size !== to.size) writer.size(to.size);
  if (from.bold !== to.bold) writer.bold(to.bold);
}

// Between a QR code and the line below it.
const quietDots = 14;

/** Bytes a QR code of correction M holds, by version from 1. */
const qrCapacity = [14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412];

/** The largest cell up to 6 dots with which the code and its quiet zone fit the paper. */
function qrCellDots(payload: string, dots: number): number {
  const length = Buffer.byteLength(payload);
  const version = qrCapacity.findIndex((capacity) => length <= capacity) + 1;
  if (version === 0) throw new Error(`a QR code on a ticket holds at most 412 bytes, this text has ${length}`);
  const modules = 17 + 4 * version + 8;
  return Math.max(2, Math.min(6, Math.floor(dots / modules)));
}

function missingIn(rows: readonly Row[], font: TicketFont): string[] {
  const drawn = rows.filter(isPicture).flatMap((row) => (row.kind === 'text' ? row.cells.map((cell) => cell.text) : []));
  return font.missing(drawn.join(''));
}
