import { expect, test } from 'vitest';
import { answerWithinMs, askAfterMs, secondsToAnswer } from './idle.ts';
import { atHome, reduceFlow, stepOf, type Flow, type FlowAction, type Step } from './flow.ts';

const item: Step = { at: 'item', itemId: 'D01-01', requestId: 'r1' };
const ticket: Step = { ...item, at: 'ticket' };
const walk = (...actions: FlowAction[]): Flow => actions.reduce(reduceFlow, atHome);
const go = (step: Step): FlowAction => ({ do: 'go', step });

test('the first step is home, back is the step before, home forgets all of them', () => {
  expect(stepOf(atHome)).toEqual({ at: 'attract' });
  const flow = walk(go({ at: 'items', departmentId: 'market' }), go(item));
  expect(stepOf(reduceFlow(flow, { do: 'back' }))).toEqual({ at: 'items', departmentId: 'market' });
  expect(reduceFlow(flow, { do: 'home' })).toEqual(atHome);
  expect(reduceFlow(atHome, { do: 'back' })).toEqual(atHome);
});

test('a filter or a query changes the step one stands on, not the way back', () => {
  const flow = walk(go({ at: 'search', query: '' }), { do: 'refine', step: { at: 'search', query: 'bdc' } });
  expect(flow.trail).toEqual([{ at: 'search', query: 'bdc' }]);
  expect(reduceFlow(flow, { do: 'refine', step: { at: 'departments', filter: { by: 'zone', value: 'A1' } } })).toEqual(flow);
});

test('what is put on one number stays on the way to more of it, and is forgotten on the first page', () => {
  const basket = { items: [{ itemId: 'D01-01' as never, count: 2 }], chosen: { personClass: 'elder', needs: [] } } as const;
  const departments: Step = { at: 'departments', filter: { by: 'zone', value: null } };
  const collected = walk(go(item), { do: 'collect', basket, step: departments });
  expect(collected).toEqual({ trail: [item, departments], basket });
  expect(reduceFlow(collected, { do: 'refine', step: { at: 'departments', filter: { by: 'zone', value: 'A1' } } }).basket).toEqual(basket);
  const back = reduceFlow(collected, { do: 'back' });
  expect(back).toEqual({ trail: [item], basket });
  expect([reduceFlow(back, { do: 'back' }), reduceFlow(back, { do: 'home' })]).toEqual([atHome, atHome]);
  const taken = reduceFlow(back, go(ticket));
  expect(reduceFlow(taken, { do: 'collect', basket, step: departments })).toEqual(taken);
});

test('once a number is taken there is no further step and no way back, only home', () => {
  const taken = walk(go(item), go(ticket));
  expect(reduceFlow(taken, go({ ...ticket, requestId: 'r2' }))).toEqual(taken);
  expect(reduceFlow(taken, { do: 'back' })).toEqual(taken);
  expect(reduceFlow(taken, { do: 'home' })).toEqual(atHome);
});

test('after 45 quiet seconds there are 15 to answer, then nobody is there', () => {
  expect([0, askAfterMs - 1].map(secondsToAnswer)).toEqual([null, null]);
  expect([askAfterMs, askAfterMs + 1, askAfterMs + 14_001, askAfterMs + answerWithinMs, askAfterMs + 99_000].map(secondsToAnswer)).toEqual([15, 15, 1, 0, 0]);
});
