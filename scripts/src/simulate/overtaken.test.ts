import type { HallEvent, TimedEvent } from '@hallcall/domain';
import { expect, test } from 'vitest';
import { countOvertaken } from './overtaken.ts';

/** Loose events: the fold does not look at brands. */
const log = (...events: object[]): TimedEvent[] => events.map((event, at) => ({ at, event: event as HallEvent }));
const issued = (ticketId: string, bound: number | undefined, queueId = 'q') => ({ type: 'ticket.issued', ticketId, stops: [{ queueId, after: [], ...(bound === undefined ? {} : { bound }) }] });
const passing = (callId: string, ...passed: string[]) => ({ type: 'ticket.called', ticketId: callId, stop: 0, callId, queueId: 'q', passed });
const sentOn = (queueId: string, bound: number) => ({ type: 'stop.transferred', ticketId: 'a', stop: 0, queueId, bound });

test('the most often overtaken is found, within the bound nothing is broken', () => {
  expect(countOvertaken(log(issued('a', 2), issued('b', 3), passing('x', 'a', 'b'), passing('y', 'b')))).toEqual({ most: 2, bound: 3, beyond: 0 });
});

test('one call too many is a broken promise', () => {
  expect(countOvertaken(log(issued('a', 1), passing('x', 'a'), passing('y', 'a')))).toEqual({ most: 2, bound: 1, beyond: 1 });
});

test('who was promised nothing can be overtaken any number of times', () => {
  expect(countOvertaken(log(issued('a', undefined), passing('x', 'a'), passing('y', 'a')))).toMatchObject({ most: 2, beyond: 0 });
});

test('another queue makes another promise; the same one goes on', () => {
  expect(countOvertaken(log(issued('a', 1, 'p'), sentOn('q', 1), passing('x', 'a'))).beyond).toBe(0);
  expect(countOvertaken(log(issued('a', 1), passing('x', 'a'), sentOn('q', 1), passing('y', 'a'))).beyond).toBe(1);
  expect(countOvertaken(log(issued('a', 1), passing('x', 'a'), sentOn('p', 1), sentOn('q', 1), passing('y', 'a'))).beyond).toBe(0);
});

test('a call that was taken back has overtaken nobody', () => {
  const undone = { type: 'action.undone', ticketId: 'x', stop: 0, what: 'call', callId: 'x', status: 'waiting' };
  expect(countOvertaken(log(issued('a', 1), issued('x', undefined), passing('x', 'a'), undone, passing('y', 'a'))).beyond).toBe(0);
});

test('at the bank the promise is the bank’s, back at the window it goes on', () => {
  const bill = { type: 'notice.issued', ticketId: 'a', queueId: 'q', bound: 1, notice: { stop: 0 } };
  expect(countOvertaken(log(issued('a', 1, 'p'), bill, passing('x', 'a')))).toEqual({ most: 1, bound: 1, beyond: 0 });
  const back = { type: 'stop.opened', ticketId: 'a', stop: 0, bound: 1 };
  expect(countOvertaken(log(issued('a', 1), passing('x', 'a'), { ...bill, queueId: 'p' }, back, passing('y', 'a'))).beyond).toBe(1);
});
