import { expect, test } from 'vitest';
import { answerWithinMs, askAfterMs, secondsToAnswer } from './idle.ts';
import { atHome, reduceFlow, stepOf, withErrand, type Flow, type FlowAction, type Step } from './flow.ts';

const item: Step = { at: 'item', itemId: 'D01-01', requestId: 'r1' };
const ticket: Step = { ...item, at: 'ticket' };
const walk = (...actions: FlowAction[]): Flow => actions.reduce(reduceFlow, atHome);
const go = (step: Step): FlowAction => ({ do: 'go', step });
const errand = (itemId: string, count: number) => ({ itemId: itemId as never, count });

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

test('errands are gathered for one number, in the order chosen, each once, with what was said of the visitor; home knows none of it', () => {
  const departments: Step = { at: 'departments', filter: { by: 'zone', value: null } };
  const elder = { personClass: 'elder', needs: ['wheelchair'] } as const;
  const flow = walk(go(item), { do: 'say', chosen: elder }, { do: 'gather', errand: errand('D01-01', 2), step: departments }, go({ ...item, itemId: 'D02-01' }));
  expect([stepOf(flow), flow.errands, flow.chosen]).toEqual([{ ...item, itemId: 'D02-01' }, [errand('D01-01', 2)], elder]);
  expect(withErrand(flow.errands, errand('D02-01', 1))).toEqual([errand('D01-01', 2), errand('D02-01', 1)]);
  // The first one again, at its own page: it counts anew, and keeps its place.
  expect(withErrand([errand('D01-01', 2), errand('D02-01', 1)], errand('D01-01', 5))).toEqual([errand('D01-01', 5), errand('D02-01', 1)]);
  expect(reduceFlow(flow, { do: 'count', errand: errand('D01-01', 3) }).errands).toEqual([errand('D01-01', 3)]);
  expect(reduceFlow(flow, { do: 'drop', itemId: 'D01-01' as never }).errands).toEqual([]);
  const back = reduceFlow(flow, { do: 'back' });
  expect([stepOf(back), back.errands.length]).toEqual([departments, 1]);
  expect([reduceFlow(flow, { do: 'home' }), reduceFlow(reduceFlow(back, { do: 'back' }), { do: 'back' })]).toEqual([atHome, atHome]);
  expect(reduceFlow(walk(go(item), go(ticket)), { do: 'gather', errand: errand('D01-01', 1), step: departments })).toEqual(walk(go(item), go(ticket)));
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
