import { expect, test } from 'vitest';
import { loadProfile, parseProfile } from '../../profile.ts';
import { createDialect, type Dialect } from '../dialect.ts';
import type { BarReply } from '../reply.ts';

type Draft = Record<string, unknown>;

const frame = {
  layout: ['head', 'length', 'address', 'command', 'text', 'checksum', 'tail'],
  head: '02 5a',
  address: { width: 2, order: 'little' },
  command: '41',
  length: { width: 1, order: 'big', counts: ['address', 'command', 'text', 'checksum'], plus: 1 },
  encoding: 'gbk',
  colours: { red: '1b 31', green: '1b 32', amber: '1b 33' },
  blink: '1b 42',
  blank: ' ',
  checksum: { kind: 'crc16-modbus', covers: ['length', 'address', 'command', 'text'], order: 'little' },
  tail: '03',
  escape: { fields: ['address', 'text', 'checksum'], codes: { '03': '10 83', '10': '10 90' } },
  ack: '06 @ 03',
  nack: '15 @ 03',
};
const profile = {
  name: 'test', kind: 'generic', width: 128, height: 16, colours: ['red', 'green'], gapMs: 0, refreshMs: 30_000, baudRate: 9600,
  reply: { deadlineMs: 500, retries: 1, quietMs: 0 },
};

function dialect(changes: Draft = {}, others: Draft = {}): Dialect {
  const result = parseProfile({ ...profile, ...others, frame: { ...frame, ...changes } });
  if (!result.ok) throw new Error(result.problem);
  return createDialect(result.profile);
}

function problem(changes: Draft, others: Draft = {}): string {
  const result = parseProfile({ ...profile, ...others, frame: { ...frame, ...changes } });
  return result.ok ? 'no problem' : result.problem;
}

function drawn(from: Dialect, address: number, text: string): string {
  const request = from.draw(address, { text, colour: 'red', blink: false });
  return request.ok ? Buffer.from(request.bytes).toString('hex') : request.problem;
}

test('the shipped example is made as it is described: sum over everything before it', () => {
  const result = loadProfile('generic-sum8-128x16');
  if (!result.ok) throw new Error(result.problem);
  // a0 + 03 + 01 + 00 + 04 + "A012" (41 + 30 + 31 + 32) = 17c
  expect(drawn(createDialect(result.profile), 3, 'A012')).toBe('a003010004413031327c');
});

test('every part of the description reaches the frame', () => {
  // The length is plus 1, address 2, command 1, text with its colour 3, checksum 2.
  const crc = modbus([0x09, 0x03, 0x10, 0x41, 0x1b, 0x31, 0x41]);
  const escaped = crc.flatMap((byte) => ({ 3: [0x10, 0x83], 16: [0x10, 0x90] })[byte] ?? [byte]);
  const whole = [0x02, 0x5a, 0x09, 0x10, 0x83, 0x10, 0x90, 0x41, 0x1b, 0x31, 0x41, ...escaped, 0x03];
  expect(drawn(dialect(), 0x1003, 'A')).toBe(Buffer.from(whole).toString('hex'));
});

function modbus(bytes: readonly number[]): number[] {
  let value = 0xffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = value % 2 === 1 ? (value >> 1) ^ 0xa001 : value >> 1;
  }
  return [value & 0xff, value >> 8];
}

test('checksums: the check values of "123456789" that the CRC catalogue names, sum and xor', () => {
  const only = { layout: ['text', 'checksum'], head: '', tail: '', command: '', address: null, length: null, escape: null, colours: null };
  const sum = (kind: string): string =>
    drawn(dialect({ ...only, ack: '06', nack: null, checksum: { kind, covers: ['text'], order: 'big' } }), 0, '123456789').slice(18);
  expect(['crc16-arc', 'crc16-modbus', 'sum8', 'xor'].map(sum)).toEqual(['bb3d', '4b37', 'dd', '31']);
});

test('colour and blinking are codes before the text; a colour the bar lacks becomes its first', () => {
  const from = dialect({ checksum: { kind: 'xor', covers: ['text'], order: 'big' } });
  const text = (content: Parameters<Dialect['draw']>[1]): string => {
    const request = from.draw(1, content);
    return request.ok ? Buffer.from(request.bytes).toString('hex').slice(12, -4) : request.problem;
  };
  expect(text({ text: 'A', colour: 'green', blink: true })).toBe('1b321b4241');
  expect(text({ text: 'A', colour: 'amber', blink: false })).toBe('1b3141');
});

test('a number that does not fit its field is a problem, not a wrong frame', () => {
  expect(drawn(dialect(), 70_000, 'A')).toBe('address 70000 does not fit into 2 byte');
  expect(drawn(dialect(), 1, 'A'.repeat(300))).toBe('302 bytes of text are too long for the frame');
});

test('answers are understood wherever the chunks end; an unfinished one waits, noise does not', () => {
  const stream = Buffer.from('ff0606010003150200030606', 'hex');
  // 06 06 01 00 03 is no ack, because the address is two bytes wide; 06 01 00 03 within it is one.
  const meaning: BarReply[] = [
    { kind: 'ack', address: 1 },
    { kind: 'nack', address: 2, error: 'refused' },
  ];
  for (let at = 0; at <= stream.length; at += 1) {
    const reader = dialect().createReader();
    expect([...reader.push(stream.subarray(0, at)), ...reader.push(stream.subarray(at))]).toEqual(meaning);
  }
});

test('an answer without an address names none', () => {
  expect(dialect({ ack: '06 .. 03' }).createReader().push(Buffer.from('06ff03', 'hex'))).toEqual([{ kind: 'ack', address: null }]);
});

test('what is wrong with a description is said with the name of the field', () => {
  expect(problem({ head: 'zz' })).toBe('frame.head: must be bytes in hex, like "a5 5a"');
  expect(problem({ ack: '06 ?' })).toContain('frame.ack: must be hex bytes, "@" for the address');
  expect(problem({ layout: ['head', 'text', 'text'] })).toContain('frame.layout: names "text" twice');
  expect(problem({ tail: '' })).toBe('frame.layout: names "tail", which the frame does not have');
  expect(problem({ layout: ['head', 'length', 'address', 'text', 'checksum', 'tail'] })).toBe(
    'frame.layout: leaves out "command", which the frame has; frame.length.counts.1: "command" is not in the layout; ' +
      'frame.checksum.covers.2: "command" is not in the layout',
  );
  expect(problem({ checksum: { ...frame.checksum, covers: ['checksum'] } })).toBe('frame.checksum.covers.0: cannot cover itself');
  expect(problem({ checksum: { ...frame.checksum, kind: 'sum16' } })).toContain('frame.checksum.kind: ');
  expect(problem({ length: { ...frame.length, width: 3 } })).toContain('frame.length.width: ');
  expect(problem({ address: null, layout: frame.layout.filter((name) => name !== 'address') })).toContain('frame.length.counts.0: "address" is not in the layout');
  expect(problem({ encoding: 'utf8' })).toContain('frame.encoding: ');
  expect(problem({ ack: null })).toBe('frame.ack: is missing, but the profile expects replies');
  expect(problem({}, { reply: null })).toBe('reply: is missing, but the frame describes an answer');
  expect(problem({}, { width: 'wide' })).toContain('width: ');
  expect(problem({}, { volume: 11 })).toContain('volume');
});
