import { BreakLine, PrinterTypes, ThermalPrinter } from 'node-thermal-printer';
import type { PrinterProfile } from '../profile.ts';
import type { Align, TextSize } from '../slip.ts';
import { encodeGb18030 } from './gb18030.ts';

/**
 * The one place that knows node-thermal-printer, and only as a builder of bytes: its transports report success for
 * printers that do not read, its Chinese breaks on the first rare character, its status asks nothing.
 */
export type EscPosWriter = {
  /** `ESC @`, `ESC t 0`, and `FS &` where there is a Chinese font: every ticket starts from this known state. */
  prologue(hasChinese: boolean): void;
  align(align: Align): void;
  /** Sets the size of the characters and as much line spacing as they need. */
  size(size: TextSize): void;
  bold(isBold: boolean): void;
  /** GB18030 text and a line feed. The caller keeps control characters out. */
  textLine(text: string): void;
  feedLine(): void;
  /** Feeds that many dots, 0 to 255. */
  feedDots(dots: number): void;
  /** A QR code of model 2, correction M, cells of 1 to 8 dots; the payload is UTF-8, counted in bytes. */
  qr(payload: string, cellDots: number): void;
  /** Feeds the last line past the knife, cuts when there is one, and resets the printer's modes. */
  cut(cutter: PrinterProfile['cutter']): void;
  raw(bytes: Uint8Array): void;
  bytes(): Uint8Array;
};

/** Starts an empty ticket. */
export function createEscPosWriter(): EscPosWriter {
  // An empty interface is no interface: without a transport it can only build bytes.
  const printer = new ThermalPrinter({ type: PrinterTypes.EPSON, breakLine: BreakLine.NONE, interface: '' });
  // Its buffer is copied whole at every step, so it is emptied before each picture-sized one.
  const parts: Uint8Array[] = [];
  const raw = (bytes: Uint8Array): void => {
    parts.push(takeBuffer(printer), bytes);
  };
  return {
    prologue(hasChinese) {
      raw(Uint8Array.of(0x1b, 0x40, 0x1b, 0x74, 0x00));
      if (hasChinese) raw(Uint8Array.of(0x1c, 0x26));
    },
    align(align) {
      if (align === 'left') printer.alignLeft();
      else if (align === 'center') printer.alignCenter();
      else printer.alignRight();
    },
    size(size) {
      printer.setTextSize(size - 1, size - 1);
      if (size === 1) printer.resetLineSpacing();
      else printer.setLineSpacing(24 * size + 8);
    },
    bold: (isBold) => printer.bold(isBold),
    textLine(text) {
      raw(encodeGb18030(text));
      printer.newLine();
    },
    feedLine: () => printer.newLine(),
    feedDots: (dots) => raw(Uint8Array.of(0x1b, 0x4a, dots)),
    qr(payload, cellDots) {
      // Typed as string, but only a Buffer is counted in bytes instead of characters.
      const bytes: unknown = Buffer.from(payload, 'utf8');
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the library's own types are wrong here
      printer.printQR(bytes as string, { cellSize: cellDots, correction: 'M' });
    },
    cut(cutter) {
      if (cutter === 'full') printer.cut();
      else if (cutter === 'partial') printer.partialCut();
      else raw(Uint8Array.of(0x1b, 0x64, 0x06, 0x1b, 0x40));
    },
    raw,
    bytes() {
      parts.push(takeBuffer(printer));
      const whole = Buffer.concat(parts);
      parts.splice(0, parts.length, whole);
      return new Uint8Array(whole);
    },
  };
}

function takeBuffer(printer: ThermalPrinter): Uint8Array {
  // Null while nothing was added, which its types do not say.
  const buffer: Buffer | null = printer.getBuffer();
  printer.clear();
  return buffer ?? new Uint8Array();
}
