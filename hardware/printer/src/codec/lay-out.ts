import type { PrinterProfile } from '../profile.ts';
import type { Align, Slip, SlipLine, TextSize } from '../slip.ts';
import { cleanText } from './clean-text.ts';
import { columnsOf, isInPrinterFont } from './gb18030.ts';
import { wrapBalanced, wrapText } from './wrap-text.ts';

/** A text in a box of whole print columns. */
export type Cell = { text: string; column: number; columns: number; align: Align };

/** One printed row; a text row without `isPicture` is sent as text. */
export type Row =
  | { kind: 'text'; cells: Cell[]; size: TextSize; bold: boolean; isPicture: boolean }
  | { kind: 'rule'; isPicture: boolean }
  | { kind: 'blank' }
  | { kind: 'qr'; text: string };

/** Breaks a slip into printed rows and decides which of them this printer's own font cannot write. */
export function layOut(slip: Slip, profile: PrinterProfile): Row[] {
  return slip.lines.flatMap((line) => rowsOf(line, slip.language, profile));
}

function rowsOf(line: SlipLine, language: Slip['language'], profile: PrinterProfile): Row[] {
  const clean = (text: string): string => cleanText(text, language);
  switch (line.kind) {
    case 'text':
      return textRows(clean(line.text), line.align ?? 'left', line.size ?? 1, line.bold ?? false, profile);
    case 'pair':
      return pairRows(clean(line.left), clean(line.right), line.bold ?? false, profile);
    case 'columns':
      return columnRows(line.cells.map(clean), line.bold ?? false, profile);
    case 'rule':
      return [{ kind: 'rule', isPicture: profile.cjkFont === 'none' }];
    case 'blank':
      return [{ kind: 'blank' }];
    case 'qr':
      break;
  }
  return [{ kind: 'qr', text: line.text }];
}

function textRow(cells: Cell[], size: TextSize, bold: boolean, profile: PrinterProfile): Row {
  const font = profile.cjkFont;
  const isText = font !== 'none' && cells.every((cell) => Array.from(cell.text).every((c) => isInPrinterFont(c, font)));
  return { kind: 'text', cells, size, bold, isPicture: !isText };
}

function textRows(text: string, align: Align, size: TextSize, bold: boolean, profile: PrinterProfile): Row[] {
  const columns = Math.floor(profile.cols / size);
  const parts = align === 'center' ? wrapBalanced(text, columns) : wrapText(text, columns);
  return parts.map((part) => {
    if (part === '') return { kind: 'blank' };
    return textRow([{ text: part, column: 0, columns, align }], size, bold, profile);
  });
}

function pairRows(left: string, right: string, bold: boolean, profile: PrinterProfile): Row[] {
  const rightColumns = columnsOf(right);
  const leftColumns = profile.cols - rightColumns - 1;
  if (columnsOf(left) > leftColumns) {
    return [...textRows(left, 'left', 1, bold, profile), ...textRows(right, 'right', 1, bold, profile)];
  }
  const cells: Cell[] = [
    { text: left, column: 0, columns: leftColumns, align: 'left' },
    { text: right, column: leftColumns + 1, columns: rightColumns, align: 'right' },
  ];
  return [textRow(cells, 1, bold, profile)];
}

function columnRows(texts: readonly string[], bold: boolean, profile: PrinterProfile): Row[] {
  const columns = Math.floor(profile.cols / Math.max(1, texts.length));
  const wrapped = texts.map((text) => wrapText(text, Math.max(1, columns - 1)));
  const height = Math.max(0, ...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, index) => {
    const cells = wrapped.map((lines, at): Cell => {
      const isLast = at === texts.length - 1 && at > 0;
      const align = at === 0 ? 'left' : isLast ? 'right' : 'center';
      const width = isLast ? profile.cols - at * columns : columns;
      return { text: lines[index] ?? '', column: at * columns, columns: width, align };
    });
    return textRow(cells, 1, bold, profile);
  });
}

/** The row as one padded string, for a printer that writes it itself. */
export function textOf(cells: readonly Cell[]): string {
  let text = '';
  for (const cell of cells) {
    const free = Math.max(0, cell.columns - columnsOf(cell.text));
    const before = cell.align === 'left' ? 0 : cell.align === 'right' ? free : Math.floor(free / 2);
    text += ' '.repeat(Math.max(0, cell.column - columnsOf(text)) + before) + cell.text;
  }
  return text;
}
