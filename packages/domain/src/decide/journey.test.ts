import { at, callNext, clerkAt, finish, issue, kiosk, openHall, testConfig, ticket, type Scenario, momentOf } from '@hallcall/testkit';
import { expect, test } from 'vitest';
import { planJourney } from '../plan-journey.ts';
import { windowView } from '../view/window-view.ts';

const no = (code: string, more: Record<string, unknown> = {}) => ({ kind: 'rejection', rejection: { code, ...more } });
const wants = (...ids: string[]) => ({ items: ids.map((itemId) => ({ itemId, count: 1 })) });
const step = (id: string, items: string[], ...after: string[]) => ({ id, items, after });

/** Market first, tax and bank side by side, then market again. */
const chains = [{
  id: 'build', name: { zh: '建设', en: 'Build' },
  stops: [step('a', ['market-1']), step('b', ['tax-1'], 'a'), step('c', ['bank-1'], 'a'), step('d', ['market-2'], 'b', 'c')],
}];
const config = testConfig({ chains });
const inChain = { chain: 'build' };

function journeyHall(...orders: Record<string, unknown>[]): Scenario {
  const hall = openHall({ config });
  for (const [index, order] of orders.entries()) {
    hall.run(kiosk(), { ...issue(index + 1), ...order });
    hall.now += 1;
  }
  for (const windowId of ['w1', 'w2', 'w3', 'w4']) hall.run(clerkAt(windowId), { type: 'window.open', windowId });
  return hall;
}

const statuses = (hall: Scenario, n = 1) => hall.state.ticketById.get(ticket(n))?.stops.map((stop) => stop.life.status);
const call = (hall: Scenario, windowId: string) => hall.try(clerkAt(windowId), callNext(windowId));
const calledAt = (hall: Scenario, windowId: string) => {
  const decision = call(hall, windowId);
  const event = decision.kind === 'events' ? decision.events.at(-1) : undefined;
  return event?.type === 'ticket.called' ? [event.ticketId, event.stop] : null;
};
function serve(hall: Scenario, windowId: string, more: Record<string, unknown> = {}, n = 1) {
  hall.run(clerkAt(windowId), callNext(windowId));
  hall.run(clerkAt(windowId), at('stop.start', windowId, n));
  return hall.run(clerkAt(windowId), { ...finish(windowId, n), ...more });
}

const plan = (...ids: string[]) => {
  const planned = planJourney({ items: wants(...ids).items as never, chain: 'build' as never }, config);
  return planned.kind === 'plan' ? planned.stops.map(({ queueId, after }) => [queueId, after]) : planned;
};

test('[J3] items of several queues make a stop each, all open at once; the number is of the first', () => {
  const hall = journeyHall(wants('tax-1', 'market-1', 'market-2'));
  const found = hall.state.ticketById.get(ticket(1));
  expect(found?.number).toEqual({ prefix: 'F', n: 1 });
  expect(found?.stops.map(({ queueId, items, after, life }) => [queueId, items.map(({ itemId }) => itemId), after, life.status])).toEqual([
    ['q-tax', ['tax-1'], [], 'waiting'], ['q-market', ['market-1', 'market-2'], [], 'waiting'],
  ]);
});

test('[J2] a ticket in two queues is called at one window at a time, and is nobody’s next meanwhile', () => {
  const hall = journeyHall(wants('tax-1', 'market-1'), wants('market-1'));
  expect(windowView(hall.state, config, 'w1' as never, momentOf(hall)).next.map(({ ticketId }) => ticketId)).toEqual([ticket(1), ticket(2)]);
  expect(calledAt(hall, 'w3')).toEqual([ticket(1), 0]);
  expect(windowView(hall.state, config, 'w1' as never, momentOf(hall)).next.map(({ ticketId }) => ticketId)).toEqual([ticket(2)]);
  expect(calledAt(hall, 'w1')).toEqual([ticket(2), 0]);
  hall.run(clerkAt('w3'), finish('w3', 1));
  expect(calledAt(hall, 'w2')).toEqual([ticket(1), 1]);
});

test('[J4] a chain over four desks: the second and third step are open together, the last when both are done', () => {
  const hall = journeyHall({ ...wants('market-1', 'tax-1', 'bank-1', 'market-2'), ...inChain });
  expect(hall.log.at(-5)?.event).toMatchObject({ type: 'ticket.issued', chain: 'build' });
  expect(statuses(hall)).toEqual(['waiting', 'blocked', 'blocked', 'blocked']);
  expect(call(hall, 'w4')).toEqual(no('queue.empty'));
  hall.now += 60_000;
  expect(serve(hall, 'w1')).toMatchObject([{ type: 'stop.finished' }, { type: 'stop.opened', stop: 1, placeAt: hall.now }, { type: 'stop.opened', stop: 2 }]);
  serve(hall, 'w3');
  expect(statuses(hall)).toEqual(['done', 'done', 'waiting', 'blocked']);
  serve(hall, 'w4');
  expect(statuses(hall)).toEqual(['done', 'done', 'done', 'waiting']);
  hall.run(clerkAt('w2'), callNext('w2'));
  expect(windowView(hall.state, config, 'w2' as never, momentOf(hall)).active?.journey).toMatchObject({
    chain: 'build', here: 3, stops: [{ status: 'done' }, { status: 'done', after: [0] }, { status: 'done' }, { queueId: 'q-market', status: 'called', after: [1, 2] }],
  });
});

test('[J4] steps of which nothing is wanted are left out, and what came after them comes after what they came after', () => {
  expect(plan('market-1', 'market-2')).toEqual([['q-market', []], ['q-market', [0]]]);
  expect(plan('bank-1', 'market-2')).toEqual([['q-bank', []], ['q-market', [0]]]);
  expect(plan('market-2')).toEqual([['q-market', []]]);
});

test('[J4] an unknown chain and an item that is not in it are refused', () => {
  const hall = openHall({ config });
  expect(hall.when(kiosk(), { ...issue(1), chain: 'nothing' })).toEqual(no('chain.unknown', { chain: 'nothing' }));
  const short = testConfig({ chains: [{ ...chains[0], stops: [step('a', ['tax-1'])] }] });
  expect(openHall({ config: short }).when(kiosk(), { ...issue(1), ...inChain })).toEqual(no('item.notInChain', { itemId: 'market-1' }));
});

test('[J5] a step that leads nowhere drops what comes after it and nothing else', () => {
  for (const outcome of ['materialsMissing', 'refused']) {
    const hall = journeyHall({ ...wants('market-1', 'tax-1', 'bank-1', 'market-2'), ...inChain });
    serve(hall, 'w1');
    expect(serve(hall, 'w3', { outcome })).toMatchObject([{ type: 'stop.finished', outcome }, { type: 'stop.dropped', stop: 3 }]);
    expect(statuses(hall)).toEqual(['done', 'done', 'waiting', 'cancelled']);
    serve(hall, 'w4');
    expect(statuses(hall)).toEqual(['done', 'done', 'done', 'cancelled']);
    expect(hall.state.totals).toMatchObject({ blocked: 0, waiting: 0, done: 3, cancelled: 1 });
  }
});

test('[J6] an offline issue brings the journey of its paper, whatever the hall plans now', () => {
  const hall = openHall();
  const offline = { ...issue(1), type: 'ticket.issueOffline', number: { prefix: 'A', n: 5000 }, queueId: 'q-market', day: '2026-01-05', issuedAt: hall.now, instead: null };
  const stops = [{ queueId: 'q-market', ...wants('market-1'), after: [] }, { queueId: 'q-tax', ...wants('tax-1'), after: [0] }];
  expect(() => hall.when(kiosk(), { ...offline, stops: stops.toReversed() })).toThrow('stops');
  expect(hall.run(kiosk(), { ...offline, ...inChain, stops })).toMatchObject([{ type: 'ticket.issued', stops, chain: 'build' }]);
  expect(statuses(hall)).toEqual(['waiting', 'blocked']);
});

test('[U4] a step that led nowhere is undone with all that it dropped', () => {
  const hall = journeyHall({ ...wants('market-1', 'tax-1', 'bank-1', 'market-2'), ...inChain });
  serve(hall, 'w1', { outcome: 'refused' });
  expect(statuses(hall)).toEqual(['done', 'cancelled', 'cancelled', 'cancelled']);
  hall.run(clerkAt('w1'), at('action.undo', 'w1', 1, { what: 'finish' }));
  expect(statuses(hall)).toEqual(['serving', 'blocked', 'blocked', 'blocked']);
  expect(hall.state.totals).toMatchObject({ serving: 1, blocked: 3, cancelled: 0, done: 0 });
  hall.run(clerkAt('w1'), finish('w1', 1));
  expect(statuses(hall)).toEqual(['done', 'waiting', 'waiting', 'blocked']);
});

test('[J5] a step whose visitor never came back drops what comes after it', () => {
  const patient = { ...config, policy: { ...config.policy, callsBeforeMissed: 1, missAfterMs: 1_000, restoreWithinMs: 600_000 } };
  const hall = openHall({ config: patient });
  hall.run(kiosk(), { ...issue(1), ...wants('market-1', 'tax-1', 'market-2'), ...inChain });
  hall.run(clerkAt('w1'), { type: 'window.open', windowId: 'w1' });
  hall.run(clerkAt('w1'), callNext('w1'));
  hall.pass(5_000);
  hall.run(clerkAt('w1'), at('stop.miss', 'w1', 1));
  hall.pass(600_000);
  expect(statuses(hall)).toEqual(['abandoned', 'cancelled', 'cancelled']);
  expect(hall.state.totals).toMatchObject({ blocked: 0, abandoned: 1, cancelled: 2 });
});
