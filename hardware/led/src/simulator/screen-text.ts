import type { DotColour, TextLine, TextRun } from './screen.ts';

/** How text is broken: `columns` where the bar breaks lines itself, lines of a page, and whether all is one line. */
export type TextShape = { columns: number | null; lines: number; isOneLine: boolean };

type Token = { kind: 'char'; char: string } | { kind: 'colour'; colour: DotColour } | { kind: 'break' };

const decoder = new TextDecoder('gb18030');
const colours: Readonly<Record<string, DotColour>> = { 1: 'red', 2: 'green', 3: 'amber' };

/** Reads a bar's text, GB2312 or GBK with inline escapes (\C1, \n, \FO000 …), into pages of lines. */
export function readScreenText(bytes: Uint8Array, shape: TextShape): TextLine[][] {
  const lines = breakLines(tokensOf(bytes), shape);
  const perPage = shape.isOneLine ? lines.length : shape.lines;
  return Array.from({ length: Math.ceil(lines.length / perPage) }, (_, page) => lines.slice(page * perPage, (page + 1) * perPage));
}

function tokensOf(bytes: Uint8Array): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    if (byte === 0x5c) {
      const { token, length } = escapeAt(bytes, at);
      if (token) tokens.push(token);
      at += length;
      continue;
    }
    const length = charLength(byte, bytes[at + 1] ?? 0);
    tokens.push({ kind: 'char', char: decoder.decode(bytes.subarray(at, at + length)) });
    at += length;
  }
  return tokens;
}

function charLength(lead: number, second: number): number {
  if (lead < 0x80) return 1;
  return second >= 0x30 && second <= 0x39 ? 4 : 2;
}

function escapeAt(bytes: Uint8Array, at: number): { token: Token | null; length: number } {
  const text = Buffer.from(bytes.subarray(at + 1, at + 6)).toString('latin1');
  const colour = /^C(\d)/.exec(text)?.[1];
  if (colour !== undefined) return { token: { kind: 'colour', colour: colours[colour] ?? 'red' }, length: 3 };
  if (text.startsWith('n')) return { token: { kind: 'break' }, length: 2 };
  if (/^F[OEK]\d{3}/.test(text)) return { token: null, length: 6 };
  return { token: { kind: 'char', char: '\\' }, length: text.startsWith('\\') ? 2 : 1 };
}

function breakLines(tokens: readonly Token[], { columns, isOneLine }: TextShape): TextLine[] {
  const lines: TextRun[][] = [[]];
  let colour: DotColour = 'red';
  let used = 0;
  for (const token of tokens) {
    if (token.kind === 'colour') colour = token.colour;
    else if (token.kind === 'break') {
      if (!isOneLine) used = startLine(lines);
    } else {
      const width = columnsOfChar(token.char);
      if (columns !== null && used + width > columns) used = startLine(lines);
      addChar(lines.at(-1) ?? [], token.char, colour);
      used += width;
    }
  }
  return lines;
}

function startLine(lines: TextRun[][]): number {
  lines.push([]);
  return 0;
}

function addChar(line: TextRun[], char: string, colour: DotColour): void {
  const last = line.at(-1);
  if (last?.colour === colour) last.text += char;
  else line.push({ text: char, colour });
}

/** Half squares a character takes. */
export function columnsOfChar(char: string): number {
  return (char.codePointAt(0) ?? 0) < 0x80 ? 1 : 2;
}
