import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readDevices, type Devices } from './device-file.ts';

function fileWith(text: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'devices-')), 'devices.json');
  writeFileSync(file, text);
  return file;
}

const read = (document: unknown): Devices => readDevices(fileWith(JSON.stringify(document)));
const line = { bus: 'bars-1', address: 'tcp://127.0.0.1:4001', profile: 'onbon-5k-128x16' };
const taken = { bus: 'bars-1', address: { kind: 'tcp', host: '127.0.0.1', port: 4001 }, profile: 'onbon-5k-128x16' };

test('a file without faults is taken as it is', () => {
  expect(read({ led: [line], speaker: { sink: 'command', command: ['player', '{title}'] } })).toEqual({
    led: [taken], speaker: { sink: 'command', command: ['player', '{title}'] }, idReader: null, problems: [],
  });
  expect(read({})).toEqual({ led: [], speaker: null, idReader: null, problems: [] });
});

test.each([
  ['no file', '/nowhere/devices.json'],
  ['not JSON', fileWith('{"led": [')],
  ['an empty file', fileWith('')],
])('%s is one problem, named with the file', (_, file) => {
  const { led, speaker, problems } = readDevices(file);
  expect([led, speaker, problems.map(({ place }) => place)]).toEqual([[], null, [file]]);
  expect(problems[0]?.problem).not.toBe('');
});

test('a key that nobody knows is named, and nothing of such a file is guessed', () => {
  const file = fileWith(JSON.stringify({ led: [line], speakr: { sink: 'aplay' } }));
  const { led, problems } = readDevices(file);
  expect([led, problems]).toEqual([[], [{ place: file, problem: expect.stringContaining('speakr') }]]);
});

test.each([
  ['an address of no kind', { ...line, address: 'carrier-pigeon' }, 'led[1].address', 'carrier-pigeon'],
  ['an address that is a number', { ...line, address: 4001 }, 'led[1].address', 'string'],
  ['an unknown key', { ...line, colour: 'red' }, 'led[1]', 'colour'],
  ['no profile', { bus: 'bars-2', address: line.address }, 'led[1].profile', 'string'],
  ['an empty name', { ...line, bus: '' }, 'led[1].bus', '1'],
  ['a word', 'bars-2', 'led[1]', 'object'],
])('%s costs that line alone, and is named with its place', (_, entry, place, words) => {
  const { led, problems } = read({ led: [line, entry, { ...line, bus: 'bars-3' }] });
  expect(led.map(({ bus }) => bus)).toEqual(['bars-1', 'bars-3']);
  expect(problems).toEqual([{ place, problem: expect.stringContaining(words) }]);
});

test('two entries of one line: named, and only the first is driven', () => {
  const { led, problems } = read({ led: [line, { ...line, address: 'tcp://127.0.0.1:4002' }, { ...line, bus: 'bars-2' }] });
  expect(problems).toEqual([{ place: 'led[1].bus', problem: expect.stringContaining('bars-1') }]);
  expect(led).toEqual([taken, { ...taken, bus: 'bars-2' }]);
});

test.each([
  ['a sink of no kind', { sink: 'trumpet' }, 'speaker.sink'],
  ['a command without a program', { sink: 'command', command: [] }, 'speaker.command'],
  ['an unknown key', { sink: 'aplay', volume: 11 }, 'speaker'],
])('%s costs the speaker alone', (_, speaker, place) => {
  const devices = read({ led: [line], speaker });
  expect([devices.speaker, devices.led, devices.problems.map((problem) => problem.place)]).toEqual([null, [taken], [place]]);
});

test('a reader of ID cards speaks at 115200 baud unless it is told otherwise, and a faulty one costs itself alone', () => {
  const address = 'serial:///dev/ttyS1';
  expect(read({ idReader: { address } })).toMatchObject({ idReader: { kind: 'serial', path: '/dev/ttyS1', baudRate: 115_200 }, problems: [] });
  expect(read({ idReader: { address: `${address}?baud=9600` } }).idReader).toMatchObject({ baudRate: 9_600 });
  expect(read({ idReader: { address: 'tcp://192.0.2.7:4001' } }).idReader).toEqual({ kind: 'tcp', host: '192.0.2.7', port: 4001 });
  for (const [entry, place] of [[{ address: 'pigeon' }, 'idReader.address'], [{}, 'idReader.address'], ['x', 'idReader'], [{ address, keep: true }, 'idReader']] as const) {
    const devices = read({ led: [line], idReader: entry });
    expect([devices.idReader, devices.led, devices.problems.map((problem) => problem.place)]).toEqual([null, [taken], [place]]);
  }
});

test('a byte order mark, as some editors write it, is not minded', () => {
  expect(readDevices(fileWith(`\uFEFF${JSON.stringify({ speaker: { sink: 'aplay' } })}`))).toMatchObject({ speaker: { sink: 'aplay' }, problems: [] });
});
