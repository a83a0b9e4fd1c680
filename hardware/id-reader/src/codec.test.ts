// Golden bytes: IDReader.c/.h of the ZKT SDK for BearPi (Yangyuanxin/BearPi), the IDCardDemo README on blog.csdn.net
// (article 50698927); status as in three further public programs. Checksums recomputed.
import { isIdNumber } from '@hallcall/domain';
import { expect, test } from 'vitest';
import { createReplyReader, encodeRequest, type SdtReply } from './codec.ts';
import { cardAnswer } from './simulator/card-bytes.ts';
import { sampleCards } from './simulator/sample-cards.ts';

const bytes = (hex: string): Buffer => Buffer.from(hex.replaceAll(' ', ''), 'hex');
const read = (...chunks: readonly Uint8Array[]): SdtReply[] => {
  const reader = createReplyReader();
  return chunks.flatMap((chunk) => reader.push(chunk));
};
const said = (status: number, number: string | null = null): SdtReply => ({ kind: 'reply', status, number });

test.each([
  ['status', 'AA AA AA 96 69 00 03 11 FF ED'],
  ['find', 'AA AA AA 96 69 00 03 20 01 22'],
  ['select', 'AA AA AA 96 69 00 03 20 02 21'],
  ['read', 'AA AA AA 96 69 00 03 30 01 32'],
] as const)('the request %s', (command, hex) => {
  expect(Buffer.from(encodeRequest(command))).toEqual(bytes(hex));
});

test.each([
  ['ready', 'AA AA AA 96 69 00 04 00 00 90 94', 0x90],
  ['a card found', 'AA AA AA 96 69 00 08 00 00 9F 00 00 00 00 97', 0x9f],
  ['no card', 'AA AA AA 96 69 00 04 00 00 80 84', 0x80],
  ['selected', 'AA AA AA 96 69 00 0C 00 00 90 00 00 00 00 00 00 00 00 9C', 0x90],
  ['not selected', 'AA AA AA 96 69 00 04 00 00 81 85', 0x81],
  ['not read', 'AA AA AA 96 69 00 04 00 00 41 45', 0x41],
])('the answer "%s", cut anywhere', (_, hex, status) => {
  const whole = bytes(hex);
  for (let at = 0; at <= whole.length; at += 1) expect(read(whole.subarray(0, at), whole.subarray(at))).toEqual([said(status)]);
});

const number = '99000019000229003X';
const card = cardAnswer(number);

test('the simulated card answers as the vendors describe it: 1295 bytes, 256 of text and 1024 of photo, the number at its place', () => {
  expect([card.length, card.subarray(0, 14)]).toEqual([1295, bytes('AA AA AA 96 69 05 08 00 00 90 01 00 04 00')]);
  const text = new TextDecoder('utf-16le').decode(card.subarray(14, 14 + 256));
  expect(text.slice(61, 79)).toBe(number);
  expect([text.slice(0, 2), text.slice(18, 26), text.slice(102, 106).trim()]).toEqual(['样例', '19000229', '长期']);
  expect(card.subarray(5).reduce((sum, byte) => sum ^ byte, 0)).toBe(0);
});

test('of a card the number is read, and nothing else, wherever its bytes are cut', () => {
  for (let at = 0; at <= card.length; at += 1) expect(read(card.subarray(0, at), card.subarray(at))).toEqual([said(0x90, number)]);
  expect(read(...Array.from(card, (byte) => Uint8Array.of(byte)))).toEqual([said(0x90, number)]);
});

test('a byte that is wrong anywhere behind the length makes no number', () => {
  const [first, last] = [7, card.length - 1];
  for (let at = first; at <= last; at += 1) {
    const damaged = Buffer.from(card);
    damaged[at] = (damaged[at] ?? 0) ^ 0x10;
    expect(read(damaged)).toEqual([{ kind: 'damaged' }]);
  }
});

test('an answer as long as a card’s that announces other parts has no number', () => {
  const other = Buffer.from(card);
  // Text and photo exchanged: the checksum stays right.
  [other[10], other[12]] = [0x04, 0x01];
  expect(read(other)).toEqual([said(0x90)]);
});

test('noise, a longer run of AA, an impossible length and a broken-off answer are skipped; what follows whole is read', () => {
  const found = bytes('AA AA AA 96 69 00 08 00 00 9F 00 00 00 00 97');
  expect(read(bytes('00 FF AA AA 96 AA'), bytes('AA AA'), found)).toEqual([said(0x9f)]);
  expect(read(bytes('AA AA AA AA AA 96 69 00 04 00 00 80 84'))).toEqual([said(0x80)]);
  expect(read(bytes('AA AA AA 96 69 FF FF'), found)).toEqual([said(0x9f)]);
  expect(read(bytes('AA AA AA 96 69 00 03'), found)).toEqual([said(0x9f)]);
  expect(read(found, found.subarray(0, 9))).toEqual([said(0x9f)]);
});

test.each([
  ['11010519491231002X', true], ['440524188001010014', true],
  ['110105194912310021', false], ['11010519491231002x', false], ['1101051949123100', false], ['99000019000229003', false], [' 1010519491231002X', false], ['', false],
])('%s is a number with the right check digit: %s (the two of GB 11643’s own text)', (text, isRight) => {
  expect(isIdNumber(text)).toBe(isRight);
});

test('one digit more or less, or two exchanged, is noticed', () => {
  for (let at = 0; at < 17; at += 1) {
    const digit = Number(number[at]);
    expect(isIdNumber(number.slice(0, at) + String((digit + 1) % 10) + number.slice(at + 1))).toBe(false);
  }
  const neighbours = Array.from({ length: 16 }, (_, at) => at).filter((at) => number[at] !== number[at + 1]);
  expect(neighbours.length).toBeGreaterThan(3);
  for (const at of neighbours) expect(isIdNumber(`${number.slice(0, at)}${number[at + 1]}${number[at]}${number.slice(at + 2)}`)).toBe(false);
});

test('the sample cards are formally right but for the last, and of no place and no day', () => {
  expect(sampleCards.map((sample) => isIdNumber(sample.number))).toEqual([true, true, true, false]);
  expect(sampleCards.every((sample) => sample.number.startsWith('99000019000229'))).toBe(true);
});
