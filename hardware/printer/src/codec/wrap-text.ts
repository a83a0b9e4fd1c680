import { columnsOf } from './gb18030.ts';

const closing = '，。、；：？！）》」』】〕”’％…,.;:?!)%]}';
const opening = '（《「『【〔“‘([{';

/**
 * Breaks a text into lines of at most `columns` print columns: between words, between Chinese characters, never
 * before a closing or after an opening mark, and inside a word only when it alone is too long. An empty text is one
 * empty line.
 */
export function wrapText(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const unit of unitsOf(text)) {
    if (columnsOf(line) + columnsOf(unit.trimEnd()) <= columns) {
      line += unit;
      continue;
    }
    if (line.trim() !== '') lines.push(line.trimEnd());
    line = unit.trimStart();
    while (columnsOf(line.trimEnd()) > columns) {
      const head = headOf(line, columns);
      lines.push(head);
      line = line.slice(head.length);
    }
  }
  lines.push(line.trimEnd());
  return lines;
}

/** The same number of lines, but as even as they can be: for centred texts, where one left-over word looks lost. */
export function wrapBalanced(text: string, columns: number): string[] {
  let best = wrapText(text, columns);
  for (let narrower = columns - 1; narrower > 0; narrower -= 1) {
    const lines = wrapText(text, narrower);
    if (lines.length > best.length) break;
    best = lines;
  }
  return best;
}

/** The pieces a line may be broken between; a space belongs to the piece before it. */
function unitsOf(text: string): string[] {
  const units: string[] = [];
  for (const char of text) {
    const last = units.at(-1);
    if (last !== undefined && sticksTo(last, char)) units[units.length - 1] = last + char;
    else units.push(char);
  }
  return units;
}

function sticksTo(last: string, char: string): boolean {
  if (char === ' ' || closing.includes(char)) return true;
  const before = last.at(-1) ?? '';
  if (opening.includes(before)) return true;
  return before !== ' ' && columnsOf(char) === 1 && columnsOf(before) === 1;
}

function headOf(text: string, columns: number): string {
  let head = '';
  for (const char of text) {
    if (head !== '' && columnsOf(head + char) > columns) break;
    head += char;
  }
  return head;
}
