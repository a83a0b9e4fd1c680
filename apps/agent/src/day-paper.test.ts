import { DayRoot, serviceDateAt } from '@hallcall/domain';
import { createHash } from 'node:crypto';
import Database from 'better-sqlite3';
import { readRootText, rootText } from '@hallcall/protocol';
import type { PrinterSimulator } from '@hallcall/printer';
import { afterEach, expect, test } from 'vitest';
import type { Agent } from './start-agent.ts';
import { createRootTable } from './store/root-table.ts';
import { migrations } from './store/migrations.ts';
import { freshFolder, isLive, runAgent, simulate, until } from './testing/run-agent.test.helper.ts';
import { awayFromNow, startStandInHub, type StandInHub } from './testing/stand-in-hub.test.helper.ts';

const agents: Agent[] = [];
const others: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const agent of agents.splice(0)) await agent.close();
  for (const other of others.splice(0)) await other.close();
});

// The brands stand for names of the model's configuration.
const boss = { role: 'manager', clerkId: 'm1' } as never;
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const rootOf = (date: string, lastSeq: number, text = date): DayRoot => DayRoot.parse({ date, epoch: 1, firstSeq: lastSeq - 5, lastSeq, root: hash(text), at: Date.UTC(2026, 10, 23, 9, 12) });

async function startHall(): Promise<{ hub: StandInHub; simulator: PrinterSimulator; today: string }> {
  const [hub, simulator] = await Promise.all([startStandInHub({ day: { changesAt: awayFromNow(), guardsClock: false, summaryPrinter: 'k1' } }), simulate()]);
  others.push(hub, simulator);
  return { hub, simulator, today: serviceDateAt(hub.model.config, Date.now()) };
}

async function start(hub: StandInHub, simulator: PrinterSimulator, data: string): Promise<Agent> {
  const agent = await runAgent(hub.url, simulator, { data });
  agents.push(agent);
  await isLive(agent);
  return agent;
}

const outcomes = (hub: StandInHub) => [...hub.model.state.dayPaperByJob.values()].map(({ outcome }) => outcome);
const legible = (text: readonly string[] | undefined) => text?.map((line) => line.trim().replaceAll(/ +/gu, ' '));

test('the paper of a closed day comes out in two copies, once, also over a restart, with the root as digits and as a code; a further copy is marked', async () => {
  const { hub, simulator, today } = await startHall();
  const data = freshFolder();
  const first = await start(hub, simulator, data);
  hub.model.run(boss, { type: 'day.close' });
  // Nothing can be printed before the day is counted.
  hub.show();
  expect(outcomes(hub)).toEqual([null, null]);
  const root = rootOf(today, 40);
  hub.live.roots = [root];
  hub.show();
  await until(() => outcomes(hub), (all) => all.every((outcome) => outcome === 'printed'));
  const papers = simulator.tickets();
  expect(papers.map(({ text }) => legible(text)?.[2])).toEqual(['一式两份 1/2 · 大厅留存', '一式两份 2/2 · 归档']);
  expect(papers.map(({ qr }) => qr)).toEqual([[rootText('model', root)], [rootText('model', root)]]);
  expect(readRootText(papers[0]?.qr[0] ?? '')?.root).toBe(root.root);
  const lines = legible(papers[0]?.text);
  expect(lines).toEqual(expect.arrayContaining([
    '日结单', today, '取号 128', '完成环节 117', '平均等候 10.2 分钟', '确认缴费 8 份 1,034.50元', 'A 001 – A 088', '离线取号 2', '管理员 m1', '事件 35 – 40，纪元 1',
  ]));
  expect(readRootText((lines ?? []).filter((line) => /^([0-9a-f]{4} ){3}[0-9a-f]{4}$/.test(line)).join(' '))?.root).toBe(root.root);
  agents.splice(0);
  await first.close();
  await start(hub, simulator, data);
  hub.model.run(boss, { type: 'dayPaper.order', jobId: 'again00000000000000000' as never, date: today as never, part: 2 });
  hub.show();
  await until(() => outcomes(hub), (all) => all[2] === 'printed');
  expect(simulator.tickets().map(({ text }) => text.includes('补打'))).toEqual([false, false, true]);
});

test('an agent keeps the roots it is told, catches up on those it missed, and says so when a hub tells another one', async () => {
  const { hub, simulator } = await startHall();
  const data = freshFolder();
  const [one, two, three] = [rootOf('2026-11-02', 20), rootOf('2026-11-03', 40), rootOf('2026-11-04', 60)];
  hub.live.roots = [one];
  const first = await start(hub, simulator, data);
  await until(() => hub.fetches.filter((url) => url === '/roots').length, (count) => count === 1);
  agents.splice(0);
  await first.close();
  // Two days without this agent.
  hub.live.roots = [three, two, one];
  const second = await start(hub, simulator, data);
  await until(() => hub.fetches.filter((url) => url === '/roots').length, (count) => count === 2);
  hub.show();
  const parts = () => (hub.live.health as { parts: { part: string; code: string; detail?: string }[] } | null)?.parts ?? [];
  expect(parts().filter(({ part }) => part === 'root')).toEqual([]);
  // Reopened: both closes are told.
  const again = rootOf('2026-11-04', 80, 'again');
  hub.live.roots = [again, three, two, one];
  hub.show();
  await until(() => hub.fetches.filter((url) => url === '/roots').length, (count) => count === 3);
  expect(parts().filter(({ part }) => part === 'root')).toEqual([]);
  // Written anew from the third of November on.
  hub.live.roots = [rootOf('2026-11-05', 95), rootOf('2026-11-04', 80, 'false'), rootOf('2026-11-03', 40, 'false'), one];
  hub.show();
  await until(parts, (all) => all.some(({ code, detail }) => code === 'root.differs' && detail === `2026-11-04 ${hash('again')} ${hash('false')}`));
  agents.splice(0);
  await second.close();
  hub.live.health = null;
  await start(hub, simulator, data);
  await until(parts, (all) => all.some(({ code }) => code === 'root.differs'));

  // Acknowledged one after the other, each is named no more; the last of them leaves no fault, until the hub tells yet another root.
  const differing = () => parts().find(({ code }) => code === 'root.differs')?.detail;
  for (const own of [again, three, two]) {
    await until(differing, (detail) => detail === `${own.date} ${own.root} ${hash('false')}`);
    hub.model.run(boss, { type: 'root.acknowledge', date: own.date, kept: own.root, told: hash('false'), reason: '恢复备份' });
    hub.show();
  }
  await until(differing, (detail) => detail === undefined);
  hub.live.roots = [rootOf('2026-11-06', 99), rootOf('2026-11-05', 95), rootOf('2026-11-04', 80, 'false'), rootOf('2026-11-03', 40, 'later'), one];
  hub.show();
  await until(differing, (detail) => detail === `2026-11-03 ${two.root} ${hash('later')}`);
});

test('a kept root is never changed, a truthful hub clears the mark, and only 400 days are kept', () => {
  const db = new Database(':memory:');
  for (const { sql } of migrations) db.exec(sql);
  const table = createRootTable(db);
  const [one, other] = [rootOf('2026-11-02', 20), rootOf('2026-11-02', 20, 'false')];
  table.keep([one]);
  table.keep([other]);
  expect([table.has(one), table.has(other), table.differing()]).toEqual([true, false, [{ date: '2026-11-02', kept: one.root, told: other.root }]]);
  table.keep([one]);
  expect(table.differing()).toEqual([]);
  expect(() => db.exec(`UPDATE root SET root = 'x'`)).toThrow('would change');
  const dates = Array.from({ length: 450 }, (_, index) => new Date(Date.UTC(2027, 0, 1 + index)).toISOString().slice(0, 10));
  table.keep(dates.map((date, index) => rootOf(date, 100 + index)));
  expect([db.prepare('SELECT count(*) FROM root').pluck().get(), table.has(one)]).toEqual([400, false]);
});

test('a printer that comes up after the close prints the papers then, once, also over a restart of the agent; what was taken back before does not come out', async () => {
  const { hub, simulator, today } = await startHall();
  const data = freshFolder();
  await simulator.setFault('refuses', true);
  const first = await start(hub, simulator, data);
  hub.live.roots = [rootOf(today, 40)];
  hub.model.run(boss, { type: 'day.close' });
  hub.show();
  const jobs = [...hub.model.state.dayPaperByJob.keys()];
  const parts = () => (hub.live.health as { parts: { part: string; code: string }[] } | null)?.parts ?? [];
  await until(parts, (all) => all.some(({ part, code }) => part === 'printer' && code === 'unreachable'));
  agents.splice(0);
  await first.close();
  await start(hub, simulator, data);
  hub.show();
  expect([outcomes(hub), simulator.tickets()]).toEqual([[null, null], []]);
  await simulator.setFault('refuses', false);
  await until(() => outcomes(hub), (all) => all.every((outcome) => outcome === 'printed'));
  expect([[...hub.model.state.dayPaperByJob.keys()], simulator.tickets().map(({ text }) => [legible(text)?.[2], text.includes('补打')])]).toEqual([jobs, [['一式两份 1/2 · 大厅留存', false], ['一式两份 2/2 · 归档', false]]]);

  // A further copy waits for paper, and its day is opened again meanwhile.
  await simulator.setFault('paperEnd', true);
  await until(parts, (all) => all.some(({ part, code }) => part === 'printer' && code === 'paperEnd'));
  hub.model.run(boss, { type: 'dayPaper.order', jobId: 'again00000000000000000' as never, date: today as never, part: 1 });
  hub.show();
  hub.model.run(boss, { type: 'day.open' });
  hub.show();
  await until(() => outcomes(hub), (all) => all[2] === 'failed');
  await simulator.setFault('paperEnd', false);
  hub.model.run(boss, { type: 'day.close' });
  hub.show();
  await until(() => outcomes(hub), (all) => all.slice(3).every((outcome) => outcome === 'printed') && all.length === 5);
  expect(simulator.tickets().map(({ text }) => text.includes('补打'))).toEqual([false, false, false, false]);
});
