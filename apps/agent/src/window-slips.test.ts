import type { ClerkId, ItemId, MaterialId, TicketId, WindowId } from '@hallcall/domain';
import type { PrintedTicket, PrinterSimulator } from '@hallcall/printer';
import { afterEach, expect, test } from 'vitest';
import type { Agent } from './start-agent.ts';
import { freshFolder, isLive, newTap, runAgent, simulate, takeAndPrint, until } from './testing/run-agent.test.helper.ts';
import { startStandInHub, type StandInHub } from './testing/stand-in-hub.test.helper.ts';

const agents: Agent[] = [];
const others: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const agent of agents.splice(0)) await agent.close();
  for (const other of others.splice(0)) await other.close();
});

// The brands stand for names of the model's configuration.
const windowId = 'W1' as WindowId;
const clerk = { role: 'clerk', clerkId: 'c1' as ClerkId, windowId, isBank: false } as const;
const window = { id: 'W1', label: '1', zone: 'Z1', queues: ['A', 'B'].map((queue) => ({ queue: `Q${queue}`, rank: 1, weight: 1 })), printer: 'k1' };
const payment = { queue: 'QB', payee: { zh: '专户', en: 'Account' }, expiresAfterDays: 15 };

async function startHall(): Promise<{ hub: StandInHub; simulator: PrinterSimulator }> {
  const [hub, simulator] = await Promise.all([startStandInHub({ windows: [window], payment }), simulate()]);
  others.push(hub, simulator);
  hub.model.run(clerk, { type: 'window.open', windowId });
  return { hub, simulator };
}

async function start(hub: StandInHub, simulator: PrinterSimulator, data = freshFolder()): Promise<Agent> {
  const agent = await runAgent(hub.url, simulator, { data });
  agents.push(agent);
  await isLive(agent);
  return agent;
}

/** A visitor takes a number and is served. */
async function serve(hub: StandInHub, agent: Agent, language: 'zh' | 'en' = 'zh'): Promise<TicketId> {
  const { ticket } = await takeAndPrint(agent, newTap('IA', language));
  hub.model.run(clerk, { type: 'window.callNext', windowId, active: null });
  hub.model.run(clerk, { type: 'stop.start', windowId, ticketId: ticket.ticketId });
  return ticket.ticketId;
}

function lack(hub: StandInHub, ticketId: TicketId): void {
  const missing = { materials: ['form', 'id'] as MaterialId[], other: null, note: '复印件须加盖公章' };
  hub.model.run(clerk, { type: 'stop.finish', windowId, ticketId, outcome: 'materialsMissing', count: 1, caseRef: null, missing });
  hub.show();
}

/** A label and its value stand apart by as many spaces as fit. */
const legible = (paper: PrintedTicket | undefined) => paper?.text.map((line) => line.replaceAll(/ +/gu, ' '));
const outcomes = (hub: StandInHub) => [...hub.model.state.slipByJob.values()].map(({ outcome }) => outcome);

test('a notice of missing materials is printed once, also over a restart, and its outcome reported', async () => {
  const { hub, simulator } = await startHall();
  const data = freshFolder();
  const first = await start(hub, simulator, data);
  lack(hub, await serve(hub, first));
  await until(() => outcomes(hub), ([outcome]) => outcome === 'printed');
  const [, paper] = simulator.tickets();
  const code = [...hub.model.state.passByCode.keys()][0] ?? '';
  expect(legible(paper)).toEqual(expect.arrayContaining(['一次性告知单', '□ 申请表 1 份', '□ 居民身份证 2 份', `${code.slice(0, 4)} ${code.slice(4)}`]));
  expect(paper?.qr).toEqual([code]);
  agents.splice(0);
  await first.close();
  await start(hub, simulator, data);
  hub.show();
  await takeAndPrint(agents[0] ?? first);
  expect(simulator.tickets().map(({ text }) => text.includes('一次性告知单'))).toEqual([false, true, false]);
});

test('a payment notice comes out in the visitor’s language, with its number as the code; a copy is marked', async () => {
  const { hub, simulator } = await startHall();
  const agent = await start(hub, simulator);
  const ticketId = await serve(hub, agent, 'en');
  const lines = [{ itemId: 'IA' as ItemId, basis: '收费标准第三条', fen: 2_050, quantity: 2 }];
  hub.model.run(clerk, { type: 'notice.issue', windowId, ticketId, lines, waiver: { fen: 100, basis: '减免' }, payee: '财政专户', code: '33010026000001234567' });
  hub.show();
  await until(() => outcomes(hub), ([outcome]) => outcome === 'printed');
  const [notice] = [...hub.model.state.noticeById.values()];
  const paper = simulator.tickets()[1];
  expect(paper?.qr).toEqual([notice?.number]);
  expect(legible(paper)).toEqual(expect.arrayContaining(['Payment notice', 'To pay CNY 40', 'Fiscal payment code 33010026000001234567']));
  const slip = { kind: 'payment', noticeId: notice?.noticeId ?? '' } as never;
  hub.model.run(clerk, { type: 'slip.order', windowId, jobId: 'again00000000000000000' as never, ticketId, slip });
  hub.show();
  await until(() => outcomes(hub), (all) => all[1] === 'printed');
  expect(simulator.tickets()[2]?.text).toContain('REPRINT');
});

test('paper that does not come is told as it is', async () => {
  const { hub, simulator } = await startHall();
  const agent = await start(hub, simulator);
  const ticketId = await serve(hub, agent);
  await simulator.setFault('paperEnd', true);
  lack(hub, ticketId);
  await until(() => outcomes(hub), ([outcome]) => outcome === 'failed');
  expect(simulator.tickets()).toHaveLength(1);
});
