import { at, callNext, clerkAt, finish, issue, kiosk, manager, openHall, testConfig, testId, ticket, type Scenario } from '@hallcall/testkit';
import { expect, test } from 'vitest';
import { agentView } from './agent-view.ts';

const bill = { lines: [{ itemId: 'market-1', basis: 'x', fen: 500, quantity: 2 }], waiver: null, payee: 'x', code: null };
const step = (id: string, itemId: string, ...after: string[]) => ({ id, items: [itemId], after });
const chains = [{ id: 'build', name: { zh: '链', en: 'Chain' }, stops: [step('a', 'market-1'), step('b', 'tax-1', 'a'), step('c', 'bank-1', 'a')] }];
const wanted = (...ids: string[]) => ids.map((itemId) => ({ itemId, count: 1 }));

function order(hall: Scenario) {
  hall.run(manager, { type: 'ticket.reprint', ticketId: ticket(1), jobId: testId('order', 1), deviceId: 'kiosk-2' });
  return agentView(hall.state, hall.config, 'kiosk-2' as never).reprints[0];
}

function serving(hall: Scenario): Scenario {
  hall.run(clerkAt('w1'), { type: 'window.open', windowId: 'w1' });
  hall.run(clerkAt('w1'), callNext('w1'));
  hall.run(clerkAt('w1'), at('stop.start', 'w1', 1));
  return hall;
}

test('[P6] a second copy ordered at the desk keeps the printed promise', () => {
  const hall = openHall();
  hall.run(kiosk(), issue(1));
  expect(order(hall)).toMatchObject({ queueId: 'q-market', stops: [{ queueId: 'q-market', items: wanted('market-1'), after: [], bound: 1 }] });
  expect(agentView(hall.state, hall.config, 'kiosk-2' as never).reprints[0]).not.toHaveProperty('chain');
});

test('[P6] a second copy says what is left of a chain, and its name', () => {
  const hall = openHall({ config: testConfig({ chains }) });
  hall.run(kiosk(), { ...issue(1), items: wanted('market-1', 'tax-1', 'bank-1'), chain: 'build' });
  serving(hall).run(clerkAt('w1'), finish('w1', 1));
  expect(order(hall)).toMatchObject({
    chain: 'build', queueId: 'q-tax', items: wanted('tax-1'), stops: [{ queueId: 'q-tax', after: [], bound: 1 }, { queueId: 'q-bank', after: [], bound: 1 }],
  });
});

test('[P6] a second copy of who is sent to pay says the bank first', () => {
  const hall = openHall();
  hall.run(kiosk(), issue(1));
  serving(hall).run(clerkAt('w1'), at('notice.issue', 'w1', 1, bill));
  const made = order(hall);
  expect(made?.stops.map(({ queueId, after }) => [queueId, after])).toEqual([[made?.queueId, []], ['q-market', [0]]]);
  expect(made?.stops.map(({ bound }) => bound)).toEqual([1, undefined]);
  expect(made?.queueId).not.toBe('q-market');
});

test('[B6] the order of a ticket that has ended since keeps its journey', () => {
  const hall = openHall();
  hall.run(kiosk(), issue(1));
  expect(order(hall)?.stops).toHaveLength(1);
  serving(hall).run(clerkAt('w1'), finish('w1', 1));
  expect(agentView(hall.state, hall.config, 'kiosk-2' as never).reprints[0]?.stops).toMatchObject([{ queueId: 'q-market' }]);
});
