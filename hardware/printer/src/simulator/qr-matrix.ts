import { qrcode } from 'receiptline';

/** The dark modules of a QR code without its quiet zone. */
export type QrMatrix = { size: number; isDark: (row: number, column: number) => boolean };

const levels = ['l', 'm', 'q', 'h'] as const;

/** Encodes a text as UTF-8; `level` 0 to 3 is the error correction L, M, Q, H. A text that is too long has size 0. */
export function createQrMatrix(text: string, level: number): QrMatrix {
  const rows = qrcode.generate({ data: text, type: 'qrcode', cell: 3, level: levels[level] ?? 'm', quietZone: false });
  return { size: rows.length, isDark: (row, column) => rows[row]?.[column] === 1 };
}
