import { afterEach, beforeEach, expect, test } from 'vitest';
import { agentCredentials, found, issueTicket, startTestHub, testClock, type TestHub } from './testing/test-hub.ts';

let hall: TestHub;
beforeEach(async () => {
  hall = await startTestHub();
});
afterEach(() => hall.discard());

const agentSeeing = (epoch: number, seq: number) => hall.connect(agentCredentials(hall.data).token, { epoch, seq });

test('a device that has seen more of the same epoch raises it, and numbers jump behind what agents printed', async () => {
  await issueTicket(await hall.agent());
  const agent = await agentSeeing(1, 5_000);
  expect(agent.welcome.epoch).toBe(2);
  expect(agent.view('kiosk').isRecovering).toBe(true);
  const refused = await agent.command({ type: 'ticket.issue', ticketId: 'a'.repeat(22), items: [{ itemId: 'D01-01', count: 1 }], language: 'zh', paper: 'none' });
  expect(refused).toEqual({ kind: 'rejected', rejection: { code: 'numbers.recovering' } });
  await agent.command({ type: 'agent.report', date: '2026-11-22', highest: { A: 17 } });
  expect((await issueTicket(agent)).n).toBe(218);
  hall = await hall.restart();
  expect([hall.hub.engine.epoch(), (await issueTicket(await hall.agent())).n]).toEqual([2, 219]);
});

test('reports at the same time raise once; a clerk’s page raises nothing; an equal or older report neither', async () => {
  await Promise.all([agentSeeing(1, 900), agentSeeing(1, 901), agentSeeing(1, 902)]);
  expect(hall.hub.engine.epoch()).toBe(2);
  await agentSeeing(2, hall.hub.engine.seq());
  await agentSeeing(1, 999_999);
  await hall.connect(found(hall.sample.windows[0]).token, { epoch: 2, seq: 999_999 });
  expect(hall.hub.engine.epoch()).toBe(2);
  expect((await agentSeeing(7, 1)).welcome.epoch).toBe(8);
});

test('without reports numbers go on after the wait', async () => {
  await agentSeeing(1, 5_000);
  hall.clock.now += 30_000;
  await hall.hub.tick();
  expect((await issueTicket(await hall.agent())).n).toBe(201);
});

test('a recovery outlives a restart and the opening of a day', async () => {
  await agentSeeing(1, 5_000);
  hall.clock.now += 20_000;
  hall = await hall.restart();
  expect(hall.hub.state().recovery?.awaited).toEqual(new Set(['kiosk-1']));
  await hall.close();
  hall.clock.now += 3_600_000;
  hall = await startTestHub({ data: hall.data }, hall.clock);
  expect(hall.hub.state().recovery?.awaited).toEqual(new Set(['kiosk-1']));
});

test('a clock that is set back does not make the wait longer', async () => {
  await hall.discard();
  const source = testClock(Date.UTC(2026, 10, 22, 2));
  let shift = 0;
  hall = await startTestHub({ clock: { wall: () => source.now + shift, monotonic: source.monotonic } }, source);
  await agentSeeing(1, 5_000);
  shift = -3_600_000;
  await hall.hub.tick();
  expect(hall.hub.state().recovery).not.toBeNull();
  source.now += 30_000;
  await hall.hub.tick();
  expect(hall.hub.state().recovery).toBeNull();
});
