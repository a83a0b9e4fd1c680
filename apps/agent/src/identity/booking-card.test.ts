// A whole agent with a simulated reader beside a hub that takes bookings: what a card finds, and what of it goes where.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleCards, startIdReaderSimulator, type IdReaderSimulator } from '@hallcall/id-reader';
import type { PrinterSimulator } from '@hallcall/printer';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { modelConfig } from '../model/model-hall.test.helper.ts';
import type { Agent } from '../start-agent.ts';
import { freshFolder, newTap, pageState, post, simulate, until } from '../testing/run-agent.test.helper.ts';
import { startStandInHub, type StandInHub } from '../testing/stand-in-hub.test.helper.ts';
import { findBookings } from './find-bookings.ts';
import { startWithReader } from './start-with-reader.test.helper.ts';
import { tagOf } from './tag.ts';

const number = sampleCards[0]?.number ?? '';
const dayKey = Buffer.alloc(32, 7);
const periodKeys = [{ keyId: 660, key: Buffer.alloc(32, 8) }, { keyId: 661, key: Buffer.alloc(32, 251) }];
const tags = periodKeys.map(({ keyId, key }) => ({ keyId, tag: tagOf(key, number) }));
const items = [{ itemId: 'IA', count: 1 }];
const now = { items, booking: { date: '2026-11-22', from: 1, to: 2, queueId: 'QA' } };
const early = { code: 'booking.tooEarly', from: '09:15', time: '09:30–09:40' };

let hub: StandInHub;
let printer: PrinterSimulator;
let reader: IdReaderSimulator;
let data: string;
const asked: [url: string, body: unknown][] = [];
const said: string[] = [];
const note = (fields: object, message: string): void => void said.push(JSON.stringify([fields, message]));
const log = { info: note, warn: note };

/** Two bookings of whoever has these tags: one for now, one too early; and what the hub is to fail at. */
const broken = { keys: false, find: false, pass: false };
function pages(url: string, body: string) {
  if (!/^\/(bookings|pass)\b/.test(url)) return null;
  asked.push([url, body === '' ? null : JSON.parse(body)]);
  if (url === '/bookings/keys' && !broken.keys) return { status: 200, body: { keys: periodKeys.map(({ keyId, key }) => ({ keyId, key: key.toString('base64url') })) } };
  if (url === '/bookings/find' && !broken.find) return { status: 200, body: { bookings: JSON.stringify(JSON.parse(body)) === JSON.stringify({ tags }) ? ['11111111', '22222222'].map((code) => ({ code, items })) : [] } };
  if (url === '/pass/11111111' && !broken.pass) return { status: 200, body: now };
  if (url === '/pass/22222222' && !broken.pass) return { status: 409, body: early };
  return { status: 503, body: { code: 'storage.unavailable' } };
}

async function startHub(...change: Parameters<typeof startStandInHub>): Promise<void> {
  hub = await startStandInHub(...change);
  hub.live.dayKey = dayKey.toString('base64');
  hub.live.pages = pages;
}
beforeEach(async () => {
  data = freshFolder();
  Object.assign(broken, { keys: false, find: false, pass: false });
  for (const list of [asked, said]) list.splice(0);
  [printer, reader] = await Promise.all([simulate(), startIdReaderSimulator({ line: { kind: 'tcp', port: 0 }, controlPort: 0 }), startHub()]);
});
afterEach(async () => {
  await Promise.all([hub.close(), printer.close(), reader.close()]);
});

const start = (): Promise<Agent> => startWithReader({ hub: hub.url, printer, reader, data, log });

const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

/** Lifts what lies there, and lays the card on again as a person does for whom nothing happens: the reader must have seen nothing in between. */
async function layCard(agent: Agent, label: string, status = 'read'): Promise<string> {
  const { requestId } = newTap();
  reader.lay(null);
  await post(agent, '/page/identity', { requestId, isWanted: true, isForBooking: true });
  for (let looks = 0; looks < 400; looks += 1) {
    if (looks % 30 === 0) reader.lay(null);
    if (looks % 30 === 12) reader.lay(label);
    if ((await pageState(agent)).identity?.asked?.status === status) return requestId;
    await pause(20);
  }
  throw new Error(`never ${status}`);
}

const find = (agent: Agent, requestId: string) => post(agent, '/page/bookings', { requestId });
const issues = () => hub.envelopes.flatMap(({ command }) => (command.type === 'ticket.issue' ? [command] : []));
const takeWith = async (agent: Agent, requestId: string): Promise<void> => {
  const before = issues().length;
  await post(agent, '/page/take', { ...newTap(), requestId, booking: '11111111' });
  await until(() => issues().length, (count) => count > before);
};

test('a card finds what is booked by its tags, in bodies alone; file, log and page have nothing of them', async () => {
  const agent = await start();
  const requestId = await layCard(agent, '甲');
  expect(JSON.stringify(await pageState(agent))).not.toContain(number.slice(0, 6));
  const found = await find(agent, requestId);
  expect(found).toEqual({ status: 200, body: { bookings: [{ code: '11111111', items, found: now }, { code: '22222222', items, found: early }] } });
  expect(asked.toSorted(([a], [b]) => a.localeCompare(b))).toEqual([['/bookings/find', { tags }], ['/bookings/keys', null], ['/pass/11111111', null], ['/pass/22222222', null]]);
  // Once: the tags have gone.
  expect(await find(agent, requestId)).toEqual({ status: 404, body: { code: 'booking.cardAgain' } });
  await takeWith(agent, requestId);
  // This hall does not ask who comes.
  expect(issues()).toMatchObject([{ booking: '11111111', items }]);
  expect([issues()[0]?.person, (await pageState(agent)).identity?.asked]).toEqual([undefined, null]);
  const secrets = [number, ...tags.map(({ tag }) => tag), ...periodKeys.flatMap(({ key }) => [key.toString('base64url'), key.toString('hex')])];
  const bytes = [...secrets.map((text) => Buffer.from(text)), ...tags.map(({ tag }) => Buffer.from(tag, 'hex')), ...periodKeys.map(({ key }) => key), Buffer.from(number, 'utf16le')];
  expect(readdirSync(data).filter((name) => bytes.some((secret) => readFileSync(join(data, name)).includes(secret)))).toEqual([]);
  expect([...said, ...hub.fetches].filter((line) => secrets.some((secret) => line.includes(secret)))).toEqual([]);
  await agent.close();
});

test('where the hall limits what one person may hold, the tag of the day goes along with the booking', async () => {
  await hub.close();
  await startHub({ policy: { ...modelConfig().policy, perPerson: { liveTickets: 1, perItemPerDay: 1 } } });
  const agent = await start();
  const requestId = await layCard(agent, '甲');
  await find(agent, requestId);
  await takeWith(agent, requestId);
  expect(issues()).toMatchObject([{ booking: '11111111', person: { tag: tagOf(dayKey, number) } }]);
  await agent.close();
});

test('nothing booked, a card that cannot be read, keys that are not to be had, a hub that does not answer: each is told', async () => {
  const agent = await start();
  expect(await find(agent, await layCard(agent, '乙'))).toEqual({ status: 200, body: { bookings: [] } });
  expect(await find(agent, await layCard(agent, '丁', 'unreadable'))).toMatchObject({ status: 404, body: { code: 'booking.cardAgain' } });
  broken.find = true;
  expect(await find(agent, await layCard(agent, '甲'))).toEqual({ status: 503, body: { code: 'pass.needsHub' } });
  Object.assign(broken, { find: false, keys: true });
  expect(await find(agent, await layCard(agent, '乙', 'notChecked'))).toMatchObject({ status: 404 });
  Object.assign(broken, { keys: false, pass: true });
  expect(await find(agent, await layCard(agent, '甲'))).toEqual({ status: 503, body: { code: 'pass.needsHub' } });
  expect(await findBookings({ hub: 'http://127.0.0.1:9', token: () => 'secret' }, tags)).toEqual({ code: 'pass.needsHub' });
  expect(await findBookings({ hub: hub.url, token: () => null }, tags)).toEqual({ code: 'pass.needsHub' });
  expect((await post(agent, '/page/bookings', { requestId: 'short' })).status).toBe(400);
  await agent.close();
});
