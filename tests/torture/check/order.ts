// I11: every call by order takes whom a slow reference takes, and nobody is overtaken beyond what was promised.
import type { EventOf, TicketId } from '@hallcall/domain';
import { createReferenceOrder } from '@hallcall/testkit';
import { isDeepStrictEqual } from 'node:util';
import { finding, type Finding } from '../findings.ts';
import type { Followed, Watcher } from './follower.ts';
import type { LogRow } from './log-row.ts';

/** `judged` is told how many calls of a command were put beside the reference. */
export function watchOrder(hall: Followed, judged: (calls: number) => void): Watcher {
  const reference = createReferenceOrder(hall);

  function wrongCalls(group: readonly LogRow[]): Finding[] {
    const taken: TicketId[] = [];
    return group.flatMap(({ seq, event }) => {
      if (event.type !== 'ticket.called' || event.why === 'chosen') return [];
      const next = reference.whoIsNext(event.windowId, taken);
      taken.push(event.ticketId);
      const expected = next && { ticketId: next.ticketId, stop: next.stop, passed: [...next.passed] };
      return isDeepStrictEqual(called(event), expected) ? [] : [finding('starved', `event ${seq} calls ${told(called(event))}, the order says ${told(expected)}`)];
    });
  }

  function beyond({ seq }: LogRow): Finding[] {
    return [...hall.state.ticketById.values()].flatMap(({ ticketId, stops }) =>
      stops.flatMap(({ index, bound, overtaken }) => {
        const counted = Math.max(overtaken, reference.overtaken.get(`${ticketId}/${index}`) ?? 0);
        return bound !== null && counted > bound ? [finding('starved', `${ticketId} was overtaken ${counted} times of ${bound} by event ${seq}`)] : [];
      }),
    );
  }

  return {
    before(group) {
      judged(group.filter(({ event }) => event.type === 'ticket.called' && event.why !== 'chosen').length);
      const found = wrongCalls(group);
      reference.observe(group.map(({ event }) => event));
      return found;
    },
    after: (row) => (row.event.type === 'ticket.called' ? beyond(row) : []),
  };
}

const called = ({ ticketId, stop, passed = [] }: EventOf<'ticket.called'>) => ({ ticketId, stop, passed: passed.toSorted() });

const told = (call: ReturnType<typeof called> | null): string => (call ? `${call.ticketId}/${call.stop} past ${call.passed.length}` : 'nobody');
