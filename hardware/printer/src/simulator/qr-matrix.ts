import { createRequire } from 'node:module';

/** The dark modules of a QR code without its quiet zone. */
export type QrMatrix = { size: number; isDark: (row: number, column: number) => boolean };

type Generator = {
  addData(data: string, mode: 'Byte'): void;
  make(): void;
  getModuleCount(): number;
  isDark(row: number, column: number): boolean;
};
type Library = { (version: 0, level: 'L' | 'M' | 'Q' | 'H'): Generator; stringToBytes: (text: string) => number[] };

const levels = ['L', 'M', 'Q', 'H'] as const;

/** Encodes a text as UTF-8; `level` 0 to 3 is the error correction L, M, Q, H. */
export function createQrMatrix(text: string, level: number): QrMatrix {
  // Kazuhiko Arase's generator, of which receiptio carries a copy without types.
  const library: Library = createRequire(import.meta.url)('receiptio/lib/qrcode-generator/qrcode.js');
  library.stringToBytes = (value) => Array.from(Buffer.from(value, 'utf8'));
  const code = library(0, levels[level] ?? 'M');
  code.addData(text, 'Byte');
  code.make();
  return { size: code.getModuleCount(), isDark: (row, column) => code.isDark(row, column) };
}
