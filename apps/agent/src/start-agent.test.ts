import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PrinterSimulator } from '@hallcall/printer';
import type { TicketProgress } from '@hallcall/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Agent } from './start-agent.ts';
import {
  builtPages, freshFolder, isLive, newTap, pageState, post, runAgent, simulate, takeAndPrint, until,
} from './testing/run-agent.test.helper.ts';
import { startStandInHub, type StandInHub } from './testing/stand-in-hub.test.helper.ts';

let hub: StandInHub;
let simulator: PrinterSimulator;
const agents: Agent[] = [];

beforeEach(async () => {
  [hub, simulator] = await Promise.all([startStandInHub(), simulate()]);
});
afterEach(async () => {
  for (const agent of agents.splice(0)) await agent.close();
  await hub.close();
  await simulator.close();
});

async function start(...args: Parameters<typeof runAgent> extends [unknown, unknown, ...infer R] ? R : never): Promise<Agent> {
  const agent = await runAgent(hub.url, simulator, ...args);
  agents.push(agent);
  return agent;
}

async function stop(agent: Agent): Promise<void> {
  agents.splice(agents.indexOf(agent), 1);
  await agent.close();
}

test('a tap becomes one ticket at the hub, one piece of paper with number, words and code, and one truth in both', async () => {
  const agent = await start({ linkBase: 'http://hall.test' });
  await isLive(agent);
  const tap = newTap();
  const { ticket, paper } = await takeAndPrint(agent, tap);
  expect({ paper, number: ticket.number, offline: ticket.offline, ahead: ticket.ahead }).toEqual({
    paper: 'printed', number: { prefix: 'A', n: 1 }, offline: false, ahead: 0,
  });
  await post(agent, '/page/take', tap);
  expect(simulator.tickets()).toHaveLength(1);
  expect(simulator.tickets()[0]?.text).toEqual(expect.arrayContaining(['大厅', 'A 001', '请到 B1区等候', '前面没有人', '现在没有窗口办理']));
  expect(simulator.tickets()[0]?.qr).toEqual([`http://hall.test/t/model.${ticket.ticketId}`]);
  await until(() => hub.tickets().map(({ paper: known }) => known), (papers) => papers.length === 1 && papers[0] === 'printed');
});

test('taps at the same moment with one id are one ticket', async () => {
  const agent = await start();
  await isLive(agent);
  const tap = newTap();
  await Promise.all(Array.from({ length: 8 }, () => post(agent, '/page/take', tap)));
  await takeAndPrint(agent, tap);
  expect([hub.tickets().length, simulator.tickets().length]).toEqual([1, 1]);
});

test('the answer is lost: the printed number of the band stays, the other is cancelled as superseded', async () => {
  const agent = await start();
  await isLive(agent);
  hub.live.answers = false;
  const { ticket, paper } = await takeAndPrint(agent);
  expect([ticket.number.n, ticket.offline, paper]).toEqual([5000, true, 'printed']);
  expect(simulator.tickets()[0]?.text).toContain('离线票');
  hub.live.answers = true;
  const tickets = await until(() => hub.tickets(), (all) => all.length === 2 && all.some((known) => known.paper === 'printed'));
  const told = tickets.map(({ number, stops, paper: known }) => [number.n, stops[0]?.life.status, known]);
  expect(told).toEqual([[1, 'cancelled', 'pending'], [5000, 'waiting', 'printed']]);
});

test('a hub that falls silent on an open socket is stale, the kiosk issues at once from its band, and all of it merges', async () => {
  const agent = await start();
  await isLive(agent);
  hub.live.beats = false;
  await until(() => pageState(agent), ({ hub: { link }, isOpen }) => link === 'stale' && isOpen);
  const taken = [await takeAndPrint(agent, newTap('IA')), await takeAndPrint(agent, newTap('IB')), await takeAndPrint(agent, newTap('IA'))];
  expect(taken.map(({ ticket: { number } }) => number)).toEqual([{ prefix: 'A', n: 5000 }, { prefix: 'B', n: 5000 }, { prefix: 'A', n: 5001 }]);
  expect(hub.tickets()).toEqual([]);
  hub.live.beats = true;
  const merged = await until(() => hub.tickets(), (all) => all.length === 3 && all.every(({ paper }) => paper === 'printed'));
  expect(merged.map(({ ticketId }) => ticketId)).toEqual(taken.map(({ ticket }) => ticket.ticketId));
  await until(() => pageState(agent), ({ outbox }) => outbox.facts === 0 && outbox.aside === 0);
});

test('a hub whose clock was set while it was silent is told the time of an offline number by that clock', async () => {
  await hub.close();
  // Whatever time it is: the date changes twelve hours from now.
  hub = await startStandInHub({ timeZone: 'UTC', day: { changesAt: new Date(Date.now() + 12 * 3_600_000).toISOString().slice(11, 16), guardsClock: false } });
  const agent = await start();
  await isLive(agent);
  hub.live.beats = false;
  await until(() => pageState(agent), ({ hub: { link }, isOpen }) => link === 'stale' && isOpen);
  const { ticket } = await takeAndPrint(agent);
  const aheadMs = 1_800_000;
  hub.live.aheadMs = aheadMs;
  hub.live.beats = true;
  const [merged] = await until(() => hub.tickets(), ({ length }) => length === 1);
  // By the clock as it was it would stand half an hour before everybody.
  expect(Math.round(((merged?.issuedAt ?? 0) - ticket.issuedAt) / 600_000)).toBe(aheadMs / 600_000);
});

test('without any hub a kiosk that knows its hall goes on, also after a restart, and serves the configuration it has', async () => {
  const data = freshFolder();
  const first = await start({ data });
  await isLive(first);
  await takeAndPrint(first);
  await stop(first);
  await hub.close();
  const second = await start({ data, credentials: null });
  const { ticket } = await takeAndPrint(second);
  expect(ticket.number).toEqual({ prefix: 'A', n: 5000 });
  const config = await fetch(new URL('/config/1', second.url));
  expect([config.status, config.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
  hub = await startStandInHub();
});

test('a tap right after a restart waits for the hub instead of becoming an offline ticket', async () => {
  const data = freshFolder();
  const first = await start({ data });
  await isLive(first);
  await stop(first);
  const second = await start({ data });
  const tap = newTap();
  expect((await post(second, '/page/take', tap)).body).toEqual({ requestId: tap.requestId, phase: 'asking' });
  expect((await takeAndPrint(second, tap)).ticket).toMatchObject({ number: { n: 1 }, offline: false });
});

test('a restored hub hears of every number on paper again, and gives new ones only behind them', async () => {
  const agent = await start();
  await isLive(agent);
  const before = await takeAndPrint(agent);
  await until(() => hub.tickets().map(({ paper }) => paper), (papers) => papers[0] === 'printed');
  hub.model.restore(1);
  expect(hub.tickets()).toEqual([]);
  await until(() => hub.tickets(), (all) => all.length === 1 && all[0]?.ticketId === before.ticket.ticketId && all[0].paper === 'printed');
  const after = await takeAndPrint(agent);
  expect(after.ticket.number.n).toBe(202);
});

test('a second copy asked for at a desk is printed once, marked, and reported', async () => {
  const agent = await start();
  await isLive(agent);
  const { ticket } = await takeAndPrint(agent);
  hub.model.order(ticket.ticketId);
  hub.show();
  await until(() => simulator.tickets().length, (count) => count === 2);
  expect(simulator.tickets()[1]?.text).toEqual(expect.arrayContaining(['补打', 'A 001']));
  await until(() => hub.tickets()[0]?.reprints.map(({ outcome }) => outcome), (outcomes) => outcomes?.[0] === 'printed');
  hub.show();
  expect(simulator.tickets()).toHaveLength(2);
});

test('a visitor without paper notes the number, or has it printed again with the mark', async () => {
  const agent = await start();
  await isLive(agent);
  await simulator.setFault('paperEnd', true);
  await until(() => pageState(agent), ({ printer }) => printer.code === 'paperEnd');
  const tap = newTap();
  expect((await takeAndPrint(agent, tap)).paper).toBe('failed');
  await until(() => hub.tickets()[0]?.paper, (paper) => paper === 'failed');
  expect((await post(agent, '/page/note', { requestId: tap.requestId })).body).toMatchObject({ paper: 'shown' });
  await until(() => hub.tickets()[0]?.paper, (paper) => paper === 'shown');
  await simulator.setFault('paperEnd', false);
  await until(() => pageState(agent), ({ printer }) => printer.code === 'ready');
  await post(agent, '/page/reprint', { requestId: tap.requestId });
  expect(await takeAndPrint(agent, tap)).toMatchObject({ paper: 'printed', copy: 1 });
  expect(simulator.tickets().map(({ text }) => text.includes('补打'))).toEqual([true]);
});

test('what the hub refuses is said with its code and prints nothing', async () => {
  const agent = await start();
  await isLive(agent);
  const { body } = await post(agent, '/page/take', newTap('nonsense'));
  expect(body).toMatchObject({ phase: 'refused', refusal: { code: 'item.unknown' } });
  hub.model.closeDay();
  hub.show();
  const tap = newTap();
  const refused = await until(async () => (await post(agent, '/page/take', tap)).body as TicketProgress, ({ phase }) => phase !== 'asking');
  expect(refused).toMatchObject({ phase: 'refused', refusal: { code: 'day.closed' } });
  expect(simulator.tickets()).toEqual([]);
});

test('a new kiosk shows its pairing code until a manager has confirmed it', async () => {
  const agent = await start({ credentials: null, pairName: 'kiosk' });
  expect((await until(() => pageState(agent), ({ pairing }) => pairing?.code === '123456')).hub.link).toBe('connecting');
  expect((await post(agent, '/page/take', newTap())).status).toBe(503);
  hub.live.isConfirmed = true;
  await isLive(agent);
  expect((await takeAndPrint(agent)).paper).toBe('printed');
});

test('a kiosk that the hub does not know any more gives no numbers', async () => {
  const agent = await start({ credentials: { hallId: 'model', deviceId: 'k1', token: 'revoked', band: { first: 5000, last: 5499 } } });
  await until(() => pageState(agent), ({ hub: { link } }) => link === 'refused');
  expect(await post(agent, '/page/take', newTap())).toEqual({ status: 503, body: { code: 'device.revoked' } });
});

test('the console hears how the printer does', async () => {
  const agent = await start();
  await isLive(agent);
  await simulator.setFault('coverOpen', true);
  await until(() => hub.live.health, (health) => JSON.stringify(health).includes('"coverOpen"'));
  expect(hub.live.health).toMatchObject({ parts: [{ part: 'printer', state: 'fault', code: 'coverOpen' }, { part: 'band', state: 'ok' }, { part: 'outbox', state: 'ok' }] });
});

test('a restarted agent comes back where its page looks for it; a port that is taken is refused, or passed over when any will do', async () => {
  const data = freshFolder();
  const first = await start({ data });
  await stop(first);
  const second = await start({ data });
  expect(second.url).toBe(first.url);
  await stop(second);
  const port = Number(new URL(first.url).port);
  const squatter = await start({ port });
  await expect(runAgent(hub.url, simulator, { port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  const third = await start({ data });
  expect([squatter.url, third.url === first.url]).toEqual([first.url, false]);
});

test('the build named to pages follows the built page, not the hub', async () => {
  const other = builtPages();
  writeFileSync(join(other, 'kiosk', 'index.html'), '<!doctype html><title>newer</title>');
  const builds = [await pageState(await start()), await pageState(await start()), await pageState(await start({ dist: other }))].map(({ build }) => build);
  expect(builds[0]).toMatch(/^[0-9a-f]{12}$/u);
  expect([builds[1] === builds[0], builds[2] === builds[0]]).toEqual([true, false]);
});

test.each([
  ['paperEnd', 'failed'], ['coverOpen', 'failed'], ['cutter', 'failed'], ['mechanical', 'failed'], ['offline', 'failed'], ['refuses', 'failed'],
  ['neverReads', 'failed'], ['garbage', 'failed'], ['answersNothing', 'failed'],
  ['paperEndMidJob', 'unknown'], ['dropsMidJob', 'unknown'], ['stopsReadingMidJob', 'unknown'], ['powerCycleMidJob', 'unknown'],
  ['noAck', 'unknown'], ['wrongAckId', 'unknown'],
  ['nearEnd', 'printed'], ['splitsAck', 'printed'], ['asbBeforeAck', 'printed'],
] as const)('printer fault %s: the visitor reads "%s", the hub has it so, and the page goes on answering', async (fault, truth) => {
  const agent = await start();
  await isLive(agent);
  await until(() => pageState(agent), ({ printer }) => printer.code === 'ready');
  await simulator.setFault(fault, true);
  const tap = newTap();
  const taken = takeAndPrint(agent, tap);
  expect((await fetch(new URL('/kiosk/', agent.url))).status).toBe(200);
  expect((await taken).paper).toBe(truth);
  await until(() => hub.tickets()[0]?.paper, (paper) => paper === truth);
  expect(simulator.tickets().filter(({ text }) => text.includes('A 001')).length).toBeLessThanOrEqual(1);
});

test('a page that opens an hour after the last change gets the time of its opening', async () => {
  let wall = Date.now();
  const agent = await start({ hub: 'http://127.0.0.1:9', wall: () => wall });
  const { now } = await pageState(agent);
  wall += 3_600_000;
  expect((await pageState(agent)).now - now).toBe(3_600_000);
});

test('an emergency outlives the agent: started anew without the hub it gives no number and says why', async () => {
  const data = freshFolder();
  const first = await start({ data });
  await isLive(first);
  hub.model.state.emergency = { kind: 'evacuate', since: 1_000 };
  hub.show();
  await until(() => pageState(first), ({ emergency }) => emergency !== null);
  await stop(first);
  await hub.close();
  const second = await start({ data, credentials: null });
  expect((await pageState(second)).emergency).toEqual({ kind: 'evacuate', since: 1_000 });
  const tap = newTap();
  const refused = await until(async () => (await post(second, '/page/take', tap)).body as TicketProgress, ({ phase }) => phase !== 'asking');
  expect(refused).toMatchObject({ phase: 'refused', refusal: { code: 'hall.emergency' } });
  expect(simulator.tickets()).toEqual([]);
  hub = await startStandInHub();
});

const told = () => hub.model.log.flatMap(({ event }) => (event.type === 'visitors.turnedAway' ? [event] : []));

test('what visitors asked for in vain is counted, kept over a restart, and told to the hub without a digit of it', async () => {
  const data = freshFolder();
  const first = await start({ data });
  await isLive(first);
  const tap = { ...newTap(), items: [{ itemId: 'nothing', count: 1 }] };
  for (const again of [tap, tap, { ...tap, ...newTap(), items: tap.items }]) expect((await post(first, '/page/take', again)).body).toMatchObject({ phase: 'refused' });
  expect((await post(first, '/page/searched', { typed: '护照 110105' })).status).toBe(200);
  await stop(first);
  await isLive(await start({ data }));
  await until(told, (events) => events.length > 0);
  expect(told()).toMatchObject([{ refusals: [{ code: 'item.unknown', itemId: 'nothing', count: 2 }], searches: [{ text: '护照', count: 1 }] }]);
});
