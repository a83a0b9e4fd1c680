import { transform } from 'receiptline';
import { expect, test } from 'vitest';
import { createTicketFont } from '../font/ticket-font.ts';
import { drawInk } from './draw-ticket.ts';
import { Paper } from './paper.ts';
import { readTicket } from './ticket.ts';
import { createTokenizer, type Token, type Tokenizer } from './tokenizer.ts';

// From the hardware notes of this project: read back identically by an independent PHP parser and iconv.
const golden = Buffer.from(
  `1b401b74001c261b6101d5fecef1b7fecef1d6d0d0c40a81308436302e303020a2e320fd9320813
   9ef31209534b2350ac7b0c3e6b5c8baf220313220c8cb0a1d286b0400314132001d286b03003143061d286b03003145311d286b1000315030
   e58fb741303132e7aa97e58fa31d286b03003151301b64041b64041d56001b40`.replaceAll(/\s/g, ''),
  'hex',
);

function feed(bytes: Uint8Array, tokenizer: Tokenizer, paper: Paper): Token[] {
  const tokens: Token[] = [];
  for (const byte of bytes) {
    const token = tokenizer.push(byte);
    if (token === null) continue;
    tokens.push(token);
    paper.apply(token);
  }
  return tokens;
}

function namesOf(tokens: readonly Token[]): string[] {
  return tokens.flatMap((token) => (token.kind === 'command' || token.kind === 'realtime' ? [token.name] : []));
}

test('the golden ticket is read back: texts, QR payload, knife', () => {
  const paper = new Paper(576);
  const tokens = feed(golden, createTokenizer(), paper);
  const ticket = readTicket(1, 0, 'full', paper.strip());
  expect(ticket.text).toEqual(['政务服务中心', '¥0.00 € 龘 㐂 𠮷', '前面等候 12 人']);
  expect(ticket.qr).toEqual(['号A012窗口']);
  const names = ['ESC @', 'ESC t', 'FS &', 'ESC a', 'GS ( k', 'GS ( k', 'GS ( k', 'GS ( k', 'GS ( k'];
  expect(namesOf(tokens)).toEqual([...names, 'ESC d', 'ESC d', 'GS V', 'ESC @']);
  expect(paper.strip().items.map((item) => item.kind)).toEqual(['text', 'text', 'text', 'qr']);
});

test('the golden ticket reads the same wherever the line cuts it', () => {
  const whole = new Paper(576);
  feed(golden, createTokenizer(), whole);
  for (let at = 0; at <= golden.length; at += 1) {
    const paper = new Paper(576);
    const tokenizer = createTokenizer();
    feed(golden.subarray(0, at), tokenizer, paper);
    feed(golden.subarray(at), tokenizer, paper);
    expect(readTicket(1, 0, 'full', paper.strip()).text).toEqual(readTicket(1, 0, 'full', whole.strip()).text);
    expect(paper.strip().length).toBe(whole.strip().length);
    expect(tokenizer.isInside()).toBe(false);
  }
});

test('commands of every length form are framed, and what follows them is text again', () => {
  const cases: [string, string][] = [
    ['1b21 30', 'ESC !'],
    ['1b44 08 10 00', 'ESC D'],
    ['1b2a 21 0200 010203040506', 'ESC *'],
    ['1b70 00 19 fa', 'ESC p'],
    ['1d6b 04 313233 00', 'GS k'],
    ['1d6b 49 04 7b424142', 'GS k'],
    ['1d5601', 'GS V'],
    ['1d5642 10', 'GS V'],
    ['1d763030 0100 0200 1014', 'GS v 0'],
    ['1d384c 0b000000 307030010131 08000100 ff', 'GS 8 L'],
    ['1d2848 0600 3030 41424344', 'GS ( H'],
    ['1d2a 01 01 0102030405060708', 'GS *'],
    ['1c53 0000', 'FS S'],
    ['1004 01', 'DLE EOT'],
    ['1005 02', 'DLE ENQ'],
    ['1014 01 00 05', 'DLE DC4'],
    ['1014 08 01030014010608', 'DLE DC4'],
  ];
  for (const [bytes, name] of cases) {
    const tokens = feed(Buffer.from(`${bytes.replaceAll(' ', '')}41`, 'hex'), createTokenizer(), new Paper(576));
    expect([namesOf(tokens), tokens.at(-1)]).toEqual([[name], { kind: 'char', byte: 0x41 }]);
  }
});

test('a text wider than the paper goes on in the next line, as on the printer', () => {
  const paper = new Paper(384);
  feed(Buffer.from(`\u001B@${'x'.repeat(40)}\n`, 'latin1'), createTokenizer(), paper);
  expect(readTicket(1, 0, 'full', paper.strip()).text).toEqual(['x'.repeat(32), 'x'.repeat(8)]);
});

test('tickets of receiptline, an encoder of other authors, are read: texts and a picture with the QR code', async () => {
  const source = '政务服务中心\n"^^^A012"\n前面等候 | 7 人\n{code:http://hall.lan/t/demo.1;option:qrcode,6,M}\n=\n';
  const bytes = Buffer.from(transform(source, { command: 'escpos', encoding: 'gb18030', cpl: 48 }), 'latin1');
  const paper = new Paper(576);
  const tokens = feed(bytes, createTokenizer(), paper);
  expect(namesOf(tokens)).toContain('GS V');
  const { text, pictures, qr } = readTicket(1, 0, 'full', paper.strip());
  expect([text.map((line) => line.replaceAll(/\s+/g, ' ')), pictures + qr.length]).toEqual([
    ['政务服务中心', 'A012', '前面等候 7 人'],
    1,
  ]);
  expect(await readQr(paper)).toBe('http://hall.lan/t/demo.1');
});

test('the QR code of the golden ticket is legible on its picture', async () => {
  const paper = new Paper(576);
  feed(golden, createTokenizer(), paper);
  expect(await readQr(paper)).toBe('号A012窗口');
});

async function readQr(paper: Paper): Promise<string | undefined> {
  const { default: jsQr } = await import('jsqr');
  const { createCanvas } = await import('@napi-rs/canvas');
  const ink = drawInk(paper.strip(), 576, createTicketFont());
  const canvas = createCanvas(ink.width, ink.height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(ink, 0, 0);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  return jsQr.default(data, canvas.width, canvas.height)?.data;
}
