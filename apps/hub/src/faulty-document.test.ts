// A hall that is at work keeps the documents in force when somebody saves faulty ones: each fault is named with its place.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { texts } from '@hallcall/text';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPlainHub, writeHall, type PlainHub } from './testing/plain-hub.ts';
import { temporaryFolder } from './testing/test-hub.ts';

type Stop = { id: string; after: string[] };
type Window = { id: string; led: unknown; queues: { queue: string }[] };
type Hall = { chains: { stops: Stop[] }[]; windows: Window[]; timeZone: string; timetable: unknown; queues: unknown[] };
type Item = { fee: { charge: string; fen?: number } | null };
type Catalogue = { departments: { items: Item[] }[] };

const data = temporaryFolder();
let running: PlainHub;
let inForce: string;

const published = async ({ hub }: PlainHub, version: number): Promise<string> => (await fetch(new URL(`config/${version}`, hub.url))).text();

beforeAll(async () => {
  writeHall(data);
  running = await startPlainHub(data);
  inForce = await published(running, 1);
});
afterAll(() => running.hub.close());

function spoilFee(): string {
  const file = join(data, 'catalogue.json');
  const catalogue = JSON.parse(readFileSync(file, 'utf8')) as Catalogue;
  const places = catalogue.departments.flatMap(({ items }, i) => items.flatMap(({ fee }, j) => (fee?.charge === 'amount' ? [{ fee, path: `departments[${i}].items[${j}].fee.fen` }] : [])));
  const [first] = places;
  if (!first) throw new Error('no fee in the sample');
  first.fee.fen = -100;
  writeFileSync(file, JSON.stringify(catalogue));
  return first.path;
}

const spoilHall = (edit: (hall: Hall) => void) => (): null => {
  writeHall(data, (hall) => edit(hall as unknown as Hall));
  return null;
};

test.each<readonly [fault: string, place: string, spoil: () => string | null]>([
  ['a circular journey', 'chains[0].stops[0].after[0]', spoilHall(({ chains }) => chains[0]?.stops[0]?.after.push(chains[0].stops.at(-1)?.id ?? ''))],
  ['a queue that no window serves', 'queues[0]', spoilHall((hall) => {
    const [first] = hall.queues as { id: string }[];
    hall.windows = hall.windows.map((window) => ({ ...window, queues: window.queues.filter(({ queue }) => queue !== first?.id) }));
  })],
  ['hours that never open', 'timetable', spoilHall((hall) => (hall.timetable = { kind: 'weekly', week: [[], [], [], [], [], [], []], special: {} }))],
  ['an unknown time zone', 'timeZone', spoilHall((hall) => (hall.timeZone = 'Mars/Olympus'))],
  ['two windows with one bar', 'windows[1].led', spoilHall(({ windows: [first, second] }) => second && (second.led = first?.led))],
  ['a negative fee', '', spoilFee],
])('%s is refused with its place, and the version in force stays', async (_, place, spoil) => {
  writeHall(data);
  const path = spoil() ?? place;
  await running.hub.close();
  running = await startPlainHub(data);
  expect(running.hub.notices.join('\n')).toContain(path);
  expect(running.hub.state().config).toBe(1);
  expect([await published(running, 1), (await fetch(new URL('config/2', running.hub.url))).status]).toEqual([inForce, 404]);
});

const documents = ['hall.json', 'catalogue.json'] as const;
const textOf = (name: string): string => readFileSync(join(data, name), 'utf8');
/** 大厅 as an editor writes it that saves in GBK. */
const gbk = Buffer.from([0xb4, 0xf3, 0xcc, 0xfc]);

test.each<readonly [fault: string, spoil: (file: string, text: string) => void, said: string]>([
  ['saved in GBK', (file, text) => writeFileSync(file, Buffer.concat([Buffer.from(text.replace(/大厅[^]*$/u, '')), gbk, Buffer.from(text.replace(/^[^]*?大厅/u, ''))])), texts('en').config.shape.notUtf8],
  ['with a Chinese comma', (file, text) => writeFileSync(file, text.replace(',', '，\n')), 'not a valid JSON file: line '],
  ['lost', (file) => rmSync(file), 'not found'],
])('a document %s is refused by name, and the version in force stays', async (_, spoil, said) => {
  for (const name of documents) {
    writeHall(data);
    spoil(join(data, name), textOf(name));
    await running.hub.close();
    running = await startPlainHub(data);
    expect(running.hub.notices.join('\n')).toContain(name);
    expect(running.hub.notices.join('\n')).toContain(said);
    expect([running.hub.state().config, await published(running, 1)]).toEqual([1, inForce]);
  }
});

test('a byte order mark and lines that end with CR LF are no change', async () => {
  writeHall(data);
  for (const name of documents) writeFileSync(join(data, name), `\uFEFF${textOf(name)}`);
  writeFileSync(join(data, 'hall.json'), `\uFEFF${JSON.stringify(JSON.parse(textOf('hall.json').slice(1)), null, 2).replaceAll('\n', '\r\n')}`);
  await running.hub.close();
  running = await startPlainHub(data);
  expect([running.hub.notices.filter((notice) => notice.includes('hall.json')), running.hub.state().config]).toEqual([[], 1]);
});

test('the same hall without those faults becomes the next version', async () => {
  spoilHall((hall) => (hall.windows = hall.windows.toReversed()))();
  await running.hub.close();
  running = await startPlainHub(data);
  expect(running.hub.state().config).toBe(2);
});
