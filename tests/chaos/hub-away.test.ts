// The hall without its hub: stopped, unheard in one direction, gone. Kiosks issue from their band; on return all of it merges.
import { connectHub, monotonicNow, newId } from '@hallcall/client';
import { createDroppableProxy, type DroppableProxy } from '@hallcall/testkit';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openRealHall, type RealHall, type TicketRow } from './real-hall.ts';
import { serveEverybody } from './serve-everybody.ts';
import { pause, until } from './until.ts';

let real: RealHall;
let proxy: DroppableProxy;
beforeAll(async () => {
  // The agent alone reaches the hub through a line that can be spoilt.
  proxy = await createDroppableProxy(null);
  real = await openRealHall({ agentArgs: ['--hub', proxy.url] });
  proxy.setTarget(Number(new URL(real.hall.url).port));
  await real.settled();
}, 60_000);
afterAll(async () => {
  await real.close();
  await proxy.close();
});
afterEach(() => {
  real.hall.hub.signal('SIGCONT');
  proxy.heal();
});

type Issue = { readonly number: string; readonly ticketId: string; readonly offline: boolean };

async function take(requestId = newId()): Promise<Issue> {
  const { ticket, paper } = await real.untilPrinted(requestId);
  expect(paper).toBe('printed');
  return { number: `${ticket.number.prefix} ${ticket.number.n}`, ticketId: ticket.ticketId, offline: ticket.offline };
}

const rowOf = (wanted: string): TicketRow | undefined => real.tickets().find(({ ticketId }) => ticketId === wanted);

const callEverybody = async (): Promise<string[]> => serveEverybody(await real.connect(real.tokens.window('w1')), 'w1');

/** One live ticket a number, one paper a ticket, and every paper is on record with its number. */
async function expectPaperAndRecordToAgree(): Promise<void> {
  const rows = real.tickets();
  expect(new Set(rows.map(({ number }) => number)).size).toBe(rows.length);
  const papers = (await real.papers()).map(({ number }) => number);
  expect(new Set(papers).size).toBe(papers.length);
  const valid = rows.filter(({ reason }) => reason !== 'superseded').map(({ number }) => number);
  expect(valid.toSorted()).toEqual(papers.toSorted());
}

test('a stopped hub: a watcher is stale since the last beat, the kiosk issues from its band, and all of it merges', async () => {
  const seen: { readonly link: string; readonly heardAt: number | null }[] = [];
  const watcher = connectHub({
    url: new URL(real.hall.url).origin, token: real.tokens.manager, seen: null, now: monotonicNow,
    onBeat: ({ now }) => void seen.push({ link: 'beat', heardAt: now }),
    onStatus: ({ link, heardAt }) => void seen.push({ link, heardAt }),
  });
  await until(() => seen.filter(({ link }) => link === 'beat').length, (count) => count > 1);
  const online = await take();
  real.hall.hub.signal('SIGSTOP');
  const onTheWay = newId();
  expect(await real.tap(onTheWay)).toMatchObject({ phase: 'asking' });
  await until(() => watcher.status().link, (link) => link === 'stale');
  // The silence alone did it, and it counts from the last beat: how long it takes is measured on a clock of its own, beside the client.
  const [beat, stale] = seen.slice(-2);
  expect([beat?.link, stale]).toEqual(['beat', { link: 'stale', heardAt: beat?.heardAt }]);
  await until(real.page, ({ hub }) => hub.link === 'stale');

  const offline = [await take(onTheWay), await take(), await take()];
  expect(online).toMatchObject({ number: 'A 1', offline: false });
  expect(offline.map(({ number }) => number)).toEqual(['A 5000', 'A 5001', 'A 5002']);
  const papers = await real.papers();
  expect(papers.map(({ number, isOffline }) => [number, isOffline])).toEqual([
    ['A 1', false], ['A 5000', true], ['A 5001', true], ['A 5002', true],
  ]);

  real.hall.hub.signal('SIGCONT');
  await until(() => watcher.status().link, (link) => link === 'live');
  watcher.close();
  await real.settled();
  await expectPaperAndRecordToAgree();
  for (const { ticketId } of offline) expect(rowOf(ticketId)).toMatchObject({ status: 'waiting', paper: 'printed' });
  expect(await callEverybody()).toEqual([online, ...offline].map(({ ticketId }) => ticketId));
}, 60_000);

test('a lost acknowledgement: the printed number stays with the place of the other, which is superseded', async () => {
  const before = real.tickets().length;
  proxy.swallow('down');
  const requestId = newId();
  expect(await real.tap(requestId)).toMatchObject({ phase: 'asking' });
  const [committed] = (await until(real.tickets, (rows) => rows.length > before)).slice(before);
  expect(committed).toMatchObject({ status: 'waiting', paper: 'pending' });
  const printed = await take(requestId);
  const second = await take();
  expect([printed.offline, second.offline]).toEqual([true, true]);
  proxy.heal();
  await real.settled();
  expect(rowOf(committed?.ticketId ?? '')).toMatchObject({ status: 'cancelled', reason: 'superseded' });
  expect(rowOf(printed.ticketId)).toMatchObject({ status: 'waiting', paper: 'printed', placeAt: committed?.placeAt });
  await expectPaperAndRecordToAgree();
  expect(await callEverybody()).toEqual([printed.ticketId, second.ticketId]);
}, 60_000);

test('the line drops while the question is on its way: the same envelope goes out again and is answered once', async () => {
  const before = real.tickets().length;
  proxy.delay('up', 300);
  const requestId = newId();
  await real.tap(requestId);
  await pause(100);
  proxy.heal();
  proxy.cut();
  const issued = await take(requestId);
  await real.settled();
  expect(real.tickets().slice(before).filter(({ reason }) => reason === null)).toMatchObject([{ ticketId: issued.ticketId, paper: 'printed' }]);
  await expectPaperAndRecordToAgree();
  expect(await callEverybody()).toEqual([issued.ticketId]);
}, 60_000);

test('hub gone and agent killed: the agent starts alone, issues from its band under kept names, and merges when the hub is back', async () => {
  await real.kill('hub');
  const first = await take();
  await real.kill('agent');
  await real.hall.restart('agent');
  const page = await real.page();
  expect([page.hub.link, page.config, page.isOpen]).toEqual(['connecting', 1, true]);
  const second = await take();
  const papers = (await real.papers()).slice(-2);
  expect(papers.map(({ number, isOffline }) => [number, isOffline])).toEqual([[first.number, true], [second.number, true]]);
  expect(papers[1]?.text.filter((line) => /市场监督管理局|内资企业设立登记/.test(line))).toHaveLength(2);
  await real.hall.restart('hub');
  await real.settled();
  await expectPaperAndRecordToAgree();
  expect(await callEverybody()).toEqual([first.ticketId, second.ticketId]);
}, 60_000);
