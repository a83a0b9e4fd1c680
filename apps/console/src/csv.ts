// Tables as RFC 4180 wants them, for a spreadsheet: its own marks, lines that end with CRLF, a byte order mark so that Excel reads UTF-8.

/** Null is an empty cell; numbers stay numbers. */
export type Cell = string | number | null;

/** Text that a spreadsheet would take for a formula, or for a number with more digits than it keeps, gets an apostrophe before it. */
export function csvOf(rows: readonly (readonly Cell[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(fieldOf).join(',')}\r\n`).join('')}`;
}

/** Also with the full-width signs of a Chinese keyboard, which spreadsheets read as the plain ones. */
const isFormula = /^[=+\-@＝＋－＠\t\r]/;
/** Spreadsheets keep fifteen digits and make the others 0, drop zeros in front, and read 12E3 as 12000: a receipt would be another one. */
const isChangedNumber = /^\s*(?:[\d０-９]{16,}|[0０][\d０-９]+|[\d０-９]+[eE][\d０-９]+)\s*$/;

function fieldOf(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = isFormula.test(cell) || isChangedNumber.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Gives the browser a file to keep. */
export function saveCsv(name: string, rows: readonly (readonly Cell[])[]): void {
  const url = URL.createObjectURL(new Blob([csvOf(rows)], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the file over by the next turn.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
