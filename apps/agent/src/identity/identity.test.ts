// A whole agent with a simulated reader beside a hub: what goes over the wire, and what stays nowhere.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleCards, startIdReaderSimulator, type IdReaderSimulator } from '@hallcall/id-reader';
import type { PrinterSimulator } from '@hallcall/printer';
import type { TicketProgress } from '@hallcall/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { modelConfig } from '../model/model-hall.test.helper.ts';
import type { Agent } from '../start-agent.ts';
import { freshFolder, newTap, pageState, post, simulate, takeAndPrint, until } from '../testing/run-agent.test.helper.ts';
import { startStandInHub, type StandInHub } from '../testing/stand-in-hub.test.helper.ts';
import { startWithReader } from './start-with-reader.test.helper.ts';
import { tagOf } from './tag.ts';

const key = Buffer.alloc(32, 7);
const number = sampleCards[0]?.number ?? '';
const tag = tagOf(key, number);
let hub: StandInHub;
let printer: PrinterSimulator;
let reader: IdReaderSimulator;
let data: string;
const said: string[] = [];
const log = { info: (fields: object, message: string) => void said.push(JSON.stringify([fields, message])), warn: (fields: object, message: string) => void said.push(JSON.stringify([fields, message])) };

beforeEach(async () => {
  data = freshFolder();
  [hub, printer, reader] = await Promise.all([startStandInHub(), simulate(), startIdReaderSimulator({ line: { kind: 'tcp', port: 0 }, controlPort: 0 })]);
  hub.live.dayKey = key.toString('base64');
});
afterEach(async () => {
  await Promise.all([hub.close(), printer.close(), reader.close()]);
});

const start = (): Promise<Agent> => startWithReader({ hub: hub.url, printer, reader, data, log });

async function layCard(agent: Agent, requestId: string): Promise<void> {
  await post(agent, '/page/identity', { requestId, isWanted: true });
  reader.lay('甲');
  await until(() => pageState(agent), ({ identity }) => identity?.asked?.status === 'read');
}

const issues = () => hub.envelopes.flatMap(({ command }) => (command.type === 'ticket.issue' ? [command] : []));
const holdsSecret = (): string[] => {
  const secrets = [number, tag, key.toString('base64'), key.toString('hex')].map((text) => Buffer.from(text));
  return readdirSync(data).filter((name) => [...secrets, key, Buffer.from(tag, 'hex'), Buffer.from(number, 'utf16le')].some((secret) => readFileSync(join(data, name)).includes(secret)));
};

test('the hub gets a tag with the question, and neither file nor log has anything of it', async () => {
  const agent = await start();
  const tap = newTap();
  await layCard(agent, tap.requestId);
  const { ticket } = await takeAndPrint(agent, tap);
  await takeAndPrint(agent);
  expect([ticket.offline, issues().map(({ person }) => person ?? null)]).toEqual([false, [{ tag }, null]]);
  expect(holdsSecret()).toEqual([]);
  expect(said.filter((line) => line.includes(number) || line.includes(tag))).toEqual([]);
  expect(hub.tickets().map(({ personKey }) => personKey !== null)).toEqual([true, false]);
  await agent.close();
});

test('a question that an ended agent had put for a card is not put again: the number comes from the band and names it', async () => {
  hub.live.answers = false;
  const before = await start();
  const tap = newTap();
  await layCard(before, tap.requestId);
  await post(before, '/page/take', tap);
  await until(() => issues().length, (count) => count === 1);
  await before.close();
  hub.live.answers = true;
  const after = await start();
  const { ticket } = await takeAndPrint(after, tap);
  expect([ticket.offline, issues().length]).toEqual([true, 1]);
  const [asked, printed] = await until(() => hub.tickets(), (tickets) => tickets.length === 2);
  expect([asked?.stops[0]?.life, printed?.number.n === ticket.number.n, printed?.personKey === asked?.personKey]).toMatchObject([{ status: 'cancelled', reason: 'superseded' }, true, true]);
  expect(holdsSecret()).toEqual([]);
  await after.close();
});

test('without the hub’s key a card is not checked, and the tap goes without a tag', async () => {
  hub.live.dayKey = '';
  const agent = await start();
  const tap = newTap();
  await post(agent, '/page/identity', { requestId: tap.requestId, isWanted: true });
  reader.lay('甲');
  await until(() => pageState(agent), ({ identity }) => identity?.asked?.status === 'notChecked');
  await takeAndPrint(agent, tap);
  expect(issues().map(({ person }) => person ?? null)).toEqual([null]);
  await agent.close();
});

test('the hub’s refusal reaches the page with the number held', async () => {
  await hub.close();
  hub = await startStandInHub({ policy: { ...modelConfig().policy, perPerson: { liveTickets: 1, perItemPerDay: 1 } } });
  hub.live.dayKey = key.toString('base64');
  const agent = await start();
  const [first, second] = [newTap(), newTap()];
  await layCard(agent, first.requestId);
  const { ticket } = await takeAndPrint(agent, first);
  reader.lay(null);
  await layCard(agent, second.requestId);
  await post(agent, '/page/take', second);
  const progress = await until(async () => (await post(agent, '/page/take', second)).body as TicketProgress, ({ phase }) => phase === 'refused');
  expect(progress).toMatchObject({ refusal: { code: 'person.itemAgain', held: ticket.number } });
  await agent.close();
});
