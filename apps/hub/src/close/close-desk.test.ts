import { setTimeout as pause } from 'node:timers/promises';
import type { AgentView, DayRoot } from '@hallcall/domain';
import { expect, test } from 'vitest';
import { ask, bearer } from '../testing/http-client.ts';
import { randomId, type RawClient } from '../testing/raw-client.ts';
import { agentCredentials, eventsOf, found, issueTicket, startTestHub, type TestHub } from '../testing/test-hub.ts';

const date = '2026-11-22';

type Told = Required<Pick<AgentView, 'dayPapers' | 'lastRoot'>>;
const told = (agent: RawClient): Told => {
  const { dayPapers, lastRoot } = agent.view('agent');
  return { dayPapers: found(dayPapers), lastRoot: lastRoot ?? null };
};

/** Ticks until the agent's view fits: the counting runs in a worker. */
async function shown(hall: TestHub, agent: RawClient, fits: (view: Told) => boolean): Promise<Told> {
  for (let tries = 0; tries < 400; tries += 1) {
    await hall.hub.tick();
    const view = told(agent);
    if (fits(view)) return view;
    await pause(25);
  }
  throw new Error(`never shown: ${JSON.stringify(agent.view('agent'))}`);
}

const report = (agent: RawClient, jobId: string, outcome: string) =>
  agent.command({ type: 'slip.report', jobId, day: date, outcome, at: 0 }, { expiresAt: null });

test('a close is counted beside the write path, its two papers go to the agent, and outcomes and a further copy are told', async () => {
  const hall = await startTestHub();
  const [agent, boss, desk] = [await hall.agent(), await hall.manager(), await hall.clerk('w1')];
  expect([told(agent).lastRoot, told(agent).dayPapers, boss.view('console').lastRoot]).toEqual([null, [], null]);
  await desk.command({ type: 'window.open', windowId: 'w1' });
  for (let n = 0; n < 3; n += 1) await issueTicket(agent);
  hall.clock.now += 300_000;
  eventsOf(await desk.command({ type: 'window.callNext', windowId: 'w1', active: null }));
  const closing = eventsOf(await boss.command({ type: 'day.close' }));
  const closed = found(closing.find(({ event }) => event.type === 'day.closed'));
  const view = await shown(hall, agent, ({ dayPapers }) => dayPapers.length === 2);
  const root = found(view.lastRoot);
  expect(root).toMatchObject({ date, lastSeq: closed.seq, epoch: 1, at: hall.clock.now });
  expect(view.dayPapers.map(({ part, copy, root: of }) => ({ part, copy, of }))).toEqual([{ part: 1, copy: 0, of: root }, { part: 2, copy: 0, of: root }]);
  expect(view.dayPapers[0]?.summary).toMatchObject({
    issued: 3, done: 0, abandoned: 3, meanWaitMs: 300_000, p90WaitMs: 300_000, closed: { by: 'manager', clerkId: hall.sample.manager.clerkId }, numbers: [{ first: 1, last: 3 }], noticesPaid: { count: 0, fen: 0 },
  });
  const months = (query: string, token = hall.sample.manager.token) => ask(hall.hub.url, 'GET', `/months${query}`, undefined, bearer(token));
  const sums = { itemId: 'D01-01', issued: 3, arrived: 3, abandoned: 3, turns: 1, missed: 0, done: 0, pieces: 0, waits: 1, waitMs: 300_000, inTime: 1, services: 0, serviceMs: 0 };
  expect((await months('')).body).toEqual({ months: ['2026-11'], month: '2026-11', rows: [{ ...sums, departmentId: expect.any(String) }] });
  expect((await months('?month=2026-10')).body).toEqual({ months: ['2026-11'], month: '2026-10', rows: [] });
  expect((await months('?month=11')).body).toMatchObject({ code: 'request.malformed', path: 'month' });
  expect((await months('', found(hall.sample.windows[0]).token)).body).toEqual({ code: 'session.notPermitted' });
  await report(agent, view.dayPapers[0]?.jobId ?? '', 'printed');
  await report(agent, view.dayPapers[1]?.jobId ?? '', 'failed');
  await shown(hall, agent, ({ dayPapers }) => dayPapers.length === 0);
  expect(boss.view('console').dayPapers).toEqual([{ date, part: 2, copy: 0, outcome: 'failed' }, { date, part: 1, copy: 0, outcome: 'printed' }]);
  expect(boss.view('console').lastRoot).toEqual(root);

  // The next day, after a restart, yesterday's paper is printed again.
  const later = await hall.restart();
  later.clock.now += 24 * 3_600_000;
  await later.hub.tick();
  const [kiosk, again] = [await later.agent(), await later.manager()];
  eventsOf(await again.command({ type: 'dayPaper.order', jobId: randomId(), date, part: 2 }));
  const ordered = await shown(later, kiosk, ({ dayPapers }) => dayPapers.length === 1);
  expect(ordered.dayPapers[0]).toMatchObject({ part: 2, copy: 1, root, summary: { issued: 3 } });
  expect(await (await later.clerk('w1')).command({ type: 'dayPaper.order', jobId: randomId(), date, part: 2 })).toMatchObject({ kind: 'rejected', rejection: { code: 'command.notPermitted' } });
  await later.discard();
});

test('a close whose counting was cut off by the end of the hub is counted by the next one', async () => {
  const hall = await startTestHub();
  await (await hall.manager()).command({ type: 'day.close' });
  await hall.close();
  const next = await startTestHub({ data: hall.data }, hall.clock);
  const agent = await next.agent();
  const view = await shown(next, agent, ({ dayPapers }) => dayPapers.length === 2);
  expect(view.dayPapers[0]?.summary.issued).toBe(0);
  await next.discard();
});

test('a manager acknowledges a root that a restore has changed: agents hear it, also from the next hub, and the log says who and why', async () => {
  const hall = await startTestHub();
  const boss = await hall.manager();
  const pair = { date, kept: 'a'.repeat(64), told: 'b'.repeat(64) };
  const command = { type: 'root.acknowledge', ...pair, reason: '恢复备份' };
  expect(await (await hall.clerk('w1')).command(command)).toMatchObject({ kind: 'rejected', rejection: { code: 'command.notPermitted' } });
  expect(await boss.command({ ...command, reason: ' ' })).toMatchObject({ kind: 'rejected', rejection: { code: 'command.malformed' } });
  expect(eventsOf(await boss.command(command))).toMatchObject([{ actor: `manager:${hall.sample.manager.clerkId}`, event: { type: 'root.acknowledged', ...pair, reason: '恢复备份' } }]);
  expect((await hall.agent()).view('agent').rootAcks).toEqual([pair]);
  expect((await hall.manager()).view('log').lines.find(({ type }) => type === 'root.acknowledged')).toMatchObject({ type: 'root.acknowledged', fact: { of: 'noted', note: `${date} · 恢复备份` } });
  const later = await hall.restart();
  later.clock.now += 24 * 3_600_000;
  await later.hub.tick();
  expect((await later.agent()).view('agent').rootAcks).toEqual([pair]);
  await later.discard();
});

test('devices and managers read the roots of all closes, clerks and strangers do not', async () => {
  const hall = await startTestHub();
  const boss = await hall.manager();
  await boss.command({ type: 'day.close' });
  await boss.command({ type: 'day.open' });
  await boss.command({ type: 'day.close' });
  const read = (token: string) => ask(hall.hub.url, 'GET', '/roots', undefined, bearer(token));
  const { status, body } = await read(agentCredentials(hall.data).token);
  // The route's own schema of an answer.
  const { roots } = body as { roots: DayRoot[] };
  expect([status, roots.map((root) => root.date)]).toEqual([200, [date, date]]);
  expect(roots[0]?.firstSeq).toBe(roots[1]?.firstSeq);
  expect(roots[0]?.lastSeq).toBeGreaterThan(roots[1]?.lastSeq ?? 0);
  expect((await read(hall.sample.manager.token)).body).toEqual(body);
  expect((await read(found(hall.sample.windows[0]).token)).body).toEqual({ code: 'session.notPermitted' });
  expect((await ask(hall.hub.url, 'GET', '/roots', undefined, {})).body).toEqual({ code: 'session.required' });
  await hall.discard();
});
