import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDialect } from '../codec/dialect.ts';
import { encodeFrame } from '../codec/onbon/frame.ts';
import { flaggedPixels, goldenFrames, hexBytes } from '../codec/onbon/golden.test.helper.ts';
import { createOnbonReader } from '../codec/onbon/reply-reader.ts';
import { loadProfile, type LedProfile, parseProfile } from '../profile.ts';
import { SimulatedBar } from './bar.ts';
import { createGenericProtocol } from './generic-protocol.ts';
import { createOnbonProtocol } from './onbon-protocol.ts';
import type { BarProtocol, BarRequest } from './screen.ts';

function profileNamed(name: string): LedProfile {
  const result = loadProfile(name);
  if (!result.ok) throw new Error(result.problem);
  return result.profile;
}

function read(hex: string, rowBytes: boolean): BarRequest[] {
  return createOnbonProtocol({ rowBytes }).push(hexBytes(hex));
}

const golden = (name: string): string => goldenFrames.find((frame) => frame.name.startsWith(name))?.hex ?? '';
const areaOf = (hex: string, rowBytes: boolean): unknown => {
  const [request] = read(hex, rowBytes);
  return request?.command.kind === 'areas' ? request.command.drawn.get(0) : request;
};

test.each([...goldenFrames, flaggedPixels])('the simulated card reads the golden frame whole: $name', ({ hex }) => {
  expect(read(hex, false)).toMatchObject([{ address: null, isDamaged: false, wantsReply: true }]);
});

test('the golden commands mean what they should', () => {
  expect(read(golden('screen on'), false)).toMatchObject([{ command: { kind: 'power', isOn: true } }]);
  expect(read(golden('screen off'), false)).toMatchObject([{ command: { kind: 'power', isOn: false } }]);
  expect(read(golden('clear'), false)).toMatchObject([{ command: { kind: 'clear' } }]);
  const red = [[[{ text: '请A012号', colour: 'red' }]]];
  expect(areaOf(golden('a red call'), true)).toMatchObject({ x: 0, y: 0, width: 128, height: 16, holdMs: 4000, pages: red });
  expect(areaOf(golden('the same on 6K'), false)).toMatchObject({ width: 128, height: 16, pages: red });
  expect(areaOf(golden('text with'), false)).toMatchObject({ width: 128, pages: [[[{ text: 'A012' }]]] });
  expect(areaOf(golden('text "Z["'), false)).toMatchObject({ width: 64, pages: [[[{ text: 'Z[' }]]] });
  expect(areaOf(flaggedPixels.hex, false)).toMatchObject({ x: 0, width: 128, height: 32, pages: [[[{ text: '欢迎光临' }]]] });
});

test('a 5K bar told a width in pixels takes it for bytes, which one sees', () => {
  expect(areaOf(golden('the same on 6K'), true)).toMatchObject({ width: 1024 });
  expect(areaOf(golden('a red call'), false)).toMatchObject({ width: 16 });
});

const summary = (requests: readonly BarRequest[]): unknown => requests.map(({ command, isDamaged }) => [command.kind, isDamaged]);

test('frames are read wherever the chunks end, noise and broken ones between them', () => {
  const frames = goldenFrames.map(({ hex }) => hexBytes(hex));
  const [first = new Uint8Array(), second = new Uint8Array()] = frames;
  const broken = second.slice();
  broken[20] = (broken[20] ?? 0) ^ 1;
  const stream = Buffer.concat([hexBytes('5a 00 a5 5a ff'), first, broken, first.subarray(0, 15), ...frames]);
  const kinds = ['power', 'power', 'clear', 'areas', 'areas', 'areas', 'areas'].map((kind) => [kind, false]);
  const meaning = [['power', false], ['power', true], ...kinds];
  for (let at = 0; at <= stream.length; at += 1) {
    const protocol = createOnbonProtocol({ rowBytes: false });
    expect(summary([...protocol.push(stream.subarray(0, at)), ...protocol.push(stream.subarray(at))])).toEqual(meaning);
  }
});

test('any one wrong byte is noticed', () => {
  const frame = hexBytes(golden('a red call'));
  for (let at = 8; at < frame.length - 1; at += 1) {
    const wrong = frame.slice();
    wrong[at] = (wrong[at] ?? 0) ^ 0x10;
    expect(createOnbonProtocol({ rowBytes: true }).push(wrong).filter((request) => !request.isDamaged)).toEqual([]);
  }
});

test('what the driver sends to any screen number, the card hears, and what the card answers, the driver hears', () => {
  fc.assert(
    fc.property(fc.nat(0x7fff), fc.constantFrom(null, 'busy' as const, 'memory' as const), (address, error) => {
      const protocol = createOnbonProtocol({ rowBytes: false });
      const data = Uint8Array.of(0xa3, 0x10, 1, 0, 0);
      expect(protocol.push(encodeFrame({ screen: address, deviceType: 0xfe, data }))).toMatchObject([{ address, command: { kind: 'clear' } }]);
      const answer = protocol.answer(address, address, error) ?? new Uint8Array();
      expect(createOnbonReader().push(answer)).toEqual([error === null ? { kind: 'ack', address } : { kind: 'nack', address, error }]);
    }),
  );
});

/** What a bar shows after the driver's bytes went through its decoder. */
function shown(profile: LedProfile, protocol: BarProtocol, content: { text: string; colour: 'red' | 'green' | 'amber'; blink: boolean }): unknown {
  const request = createDialect(profile).draw(3, content);
  if (!request.ok) return request.problem;
  const bar = new SimulatedBar(3, () => 0);
  for (const heard of protocol.push(request.bytes)) {
    if (!heard.isDamaged) bar.take(heard.command);
  }
  const { text, colour, blinks, moves } = bar.state();
  return { text, colour, blinks, moves };
}

test.each(['onbon-5k-128x16', 'onbon-6k-128x16'])('%s: short text blinks, long text moves, a command in the text is text', (name) => {
  const profile = profileNamed(name);
  const protocol = createOnbonProtocol({ rowBytes: name.includes('5k') });
  const draw = (text: string, blink: boolean): unknown => shown(profile, protocol, { text, colour: 'green', blink });
  expect(draw('请A012到3号窗口', true)).toEqual({ text: '请A012到3号窗口', colour: 'green', blinks: true, moves: false });
  expect(draw('请A012号到3号窗口', true)).toEqual({ text: '请A012号到3号窗口', colour: 'green', blinks: false, moves: true });
  expect(draw('\\C1A\\nB', false)).toEqual({ text: '＼C1A＼nB', colour: 'green', blinks: false, moves: false });
});

test('bytes that look like frame marks, escapes or commands inside characters come through', () => {
  const profile = profileNamed('onbon-6k-128x16');
  if (profile.kind !== 'onbon') throw new Error('no Onbon profile');
  const gbk = { ...profile, charset: 'gbk' as const };
  // Trail bytes 5A 5B 5C (GBK), lead bytes A5 A6 (katakana, Greek), ASCII Z and [.
  const text = `${new TextDecoder('gbk').decode(hexBytes('815a 815b 815c a5a2 a6a1'))}Z[`;
  const protocol = createOnbonProtocol({ rowBytes: false });
  expect(shown(gbk, protocol, { text, colour: 'red', blink: false })).toEqual({ text, colour: 'red', blinks: false, moves: false });
});

const framed = parseProfile({
  name: 'framed', kind: 'generic', width: 128, height: 16, colours: ['red', 'green', 'amber'], gapMs: 0, refreshMs: 30_000, baudRate: 9600,
  reply: { deadlineMs: 500, retries: 1, quietMs: 0 },
  frame: {
    layout: ['head', 'address', 'text', 'checksum', 'tail'], head: '02', address: { width: 2, order: 'little' }, command: '', length: null,
    encoding: 'gbk', colours: { red: '1b 31', green: '1b 32', amber: '1b 33' }, blink: '1b 42', blank: ' ',
    checksum: { kind: 'crc16-modbus', covers: ['address', 'text'], order: 'big' }, tail: '03',
    escape: { fields: ['address', 'text', 'checksum'], codes: { '02': '10 82', '03': '10 83', '10': '10 90' } }, ack: '06 @ 03', nack: '15 @ 03',
  },
});

test('generic frames, with a length and with only an end, are read back by the bar, whatever the text', () => {
  const summed = profileNamed('generic-sum8-128x16');
  if (!framed.ok || framed.profile.kind !== 'generic' || summed.kind !== 'generic') throw new Error('no generic profiles');
  const [withEnd, withLength] = [framed.profile, summed];
  const text = fc.string({ unit: fc.constantFrom('A', '0', '号', '窗', '口', '请', '乕', 'Z', '['), minLength: 1, maxLength: 7 });
  const colour = fc.constantFrom('red' as const, 'green' as const, 'amber' as const);
  fc.assert(
    fc.property(text, colour, fc.boolean(), (line, wanted, blink) => {
      const content = { text: line.replaceAll('乕', '一'), colour: wanted, blink };
      expect(shown(withLength, createGenericProtocol(withLength), content)).toMatchObject({ text: content.text, colour: 'red' });
      expect(shown(withEnd, createGenericProtocol(withEnd), { ...content, text: line })).toMatchObject({ text: line, colour: wanted, blinks: blink });
    }),
  );
});

test('generic frames are read wherever the chunks end, and a broken one is passed over', () => {
  if (!framed.ok || framed.profile.kind !== 'generic') throw new Error('no generic profile');
  const { profile } = framed;
  const dialect = createDialect(profile);
  const frames = [2, 3, 0x1002].map((address) => dialect.draw(address, { text: '请A012', colour: 'red', blink: false }));
  const bytes = frames.map((frame) => (frame.ok ? frame.bytes : new Uint8Array()));
  const broken = Uint8Array.from(bytes[0] ?? [], (byte, at) => (at === 5 ? byte ^ 1 : byte));
  const stream = Buffer.concat([hexBytes('ff 03'), broken, ...bytes]);
  for (let at = 0; at <= stream.length; at += 1) {
    const protocol = createGenericProtocol(profile);
    const heard = [...protocol.push(stream.subarray(0, at)), ...protocol.push(stream.subarray(at))];
    expect(heard.map((request) => [request.address, request.isDamaged])).toEqual([[2, true], [2, false], [3, false], [0x1002, false]]);
  }
});
