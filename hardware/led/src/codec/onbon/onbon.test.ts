import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crc16 } from '../crc16.ts';
import type { BarReply } from '../reply.ts';
import { clockCommand, dynamicAreaCommand } from './command.ts';
import { encodeFrame, u16 } from './frame.ts';
import { flaggedPixels, goldenFrames, goldenReplies, hexBytes } from './golden.test.helper.ts';
import { createOnbonReader } from './reply-reader.ts';

const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const ack = (address: number): BarReply => ({ kind: 'ack', address });

/** A reply of bar `address` as a card frames it: `00 80` is us. */
function replyFrame(address: number, data: readonly number[]): Uint8Array {
  const body = [0x00, 0x80, ...u16(address), 0, 0, 0, 0, 0, 0, 0xfe, 0x02, ...u16(data.length), ...data];
  const escapes: Record<number, number[]> = { 0xa5: [0xa6, 2], 0xa6: [0xa6, 1], 0x5a: [0x5b, 2], 0x5b: [0x5b, 1] };
  const escaped = [...body, ...u16(crc16(body, 0))].flatMap((byte) => escapes[byte] ?? [byte]);
  return Uint8Array.from([...new Uint8Array(8).fill(0xa5), ...escaped, 0x5a]);
}

test.each(goldenFrames)('golden frame: $name ($source)', ({ hex, encode }) => {
  expect(toHex(encode())).toBe(toHex(hexBytes(hex)));
});

test('x and width with the pixel flag are written as in the vendor\'s example', () => {
  const area = { id: 0, x: 0, y: 0, width: 128, height: 32, units: 'flaggedPixels', singleLine: false, wraps: false } as const;
  const look = { motion: 'static', speed: 2, holdHalfSeconds: 10, text: hexBytes('bbb6d3adb9e2c1d9'), sound: null } as const;
  const ours = Array.from(dynamicAreaCommand([{ ...area, ...look }], []));
  const theirs = Array.from(hexBytes(flaggedPixels.hex).subarray(22, -3));
  const differing = theirs.flatMap((byte, at) => (byte === ours[at] ? [] : [at]));
  // Only the timeout differs: theirs is 10 s.
  expect([ours.length, differing, theirs[21], ours[21]]).toEqual([theirs.length, [21], 10, 5]);
});

test.each(goldenReplies)('golden reply: $name ($source)', ({ hex }) => {
  expect(createOnbonReader().push(hexBytes(hex))).toEqual([ack(0xfffe)]);
});

test('the clock is sent as decimals, low year byte first', () => {
  const clock = { year: 2026, month: 11, day: 30, hour: 8, minute: 5, second: 59, weekday: 1 };
  expect(toHex(clockCommand(clock))).toBe('a2030100002620113008055901');
});

test('replies are understood wherever the chunks end, noise between them included', () => {
  const stream = Buffer.concat([
    hexBytes('00 ff 5a a5 5a 12'),
    replyFrame(1, [0xa0, 0, 0, 0, 0]),
    replyFrame(2, [0xa0, 1, 3, 0, 0]),
    hexBytes('5a a5 a5'),
    replyFrame(0x5aa5, [0xa0, 0, 0, 0, 0]),
    replyFrame(7, [0xa0, 1, 99, 0, 0]),
    replyFrame(7, [0xa1, 0x0b, 0, 0, 0, 0x5b, 0xa6]),
  ]);
  const meaning: BarReply[] = [
    ack(1),
    { kind: 'nack', address: 2, error: 'busy' },
    ack(0x5aa5),
    { kind: 'nack', address: 7, error: 'error 99' },
    { kind: 'other' },
  ];
  for (let at = 0; at <= stream.length; at += 1) {
    const reader = createOnbonReader();
    expect([...reader.push(stream.subarray(0, at)), ...reader.push(stream.subarray(at))]).toEqual(meaning);
  }
  const reader = createOnbonReader();
  expect(Array.from(stream).flatMap((byte) => reader.push(Uint8Array.of(byte)))).toEqual(meaning);
});

test('a reply with any one wrong byte is never taken for an ack', () => {
  const frame = replyFrame(1, [0xa0, 0, 0, 0, 0]);
  for (let at = 8; at < frame.length - 1; at += 1) {
    for (const flip of [0x01, 0x80, 0xff]) {
      const wrong = frame.slice();
      wrong[at] = (wrong[at] ?? 0) ^ flip;
      expect(createOnbonReader().push(wrong).filter((reply) => reply.kind !== 'damaged')).toEqual([]);
    }
  }
});

test('an endless frame is noise, not a reason to wait for ever', () => {
  const reader = createOnbonReader();
  expect(reader.push(Buffer.concat([hexBytes('a5'), new Uint8Array(5000).fill(0x31)]))).toEqual([]);
  expect(reader.push(replyFrame(1, [0xa0, 0, 0, 0, 0]))).toEqual([ack(1)]);
});

test('frame marks never stand inside a frame, whatever the data', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(0xffff), (data, screen) => {
      // GBK lead bytes A5 A6, trail bytes 5A 5B, ASCII Z and [.
      const frame = encodeFrame({ screen, deviceType: 0xfe, data: Uint8Array.from([...data, 0xa5, 0xa6, 0x5a, 0x5b]) });
      const inside = frame.subarray(8, -1);
      expect([inside.includes(0xa5), inside.includes(0x5a), frame.at(-1)]).toEqual([false, false, 0x5a]);
    }),
  );
});
