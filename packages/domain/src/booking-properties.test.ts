import { bookingAttempt, propertyRuns, randomDays } from '@hallcall/testkit';
import { expect, test, vi } from 'vitest';
import { HallEvent } from './event.ts';
import { evolve } from './evolve.ts';
import { emptyHall } from './state.ts';

// A machine with much else to do takes longer than one test is allowed elsewhere.
const options = propertyRuns(100, 700);
vi.setConfig({ testTimeout: options.timeoutMs });

const check = randomDays(bookingAttempt, options);

test('[BK2] whatever is tried, no slot of a queue is booked by more than it takes', () => {
  let full = 0;
  check(({ state, config }) => {
    const held = [...state.bookingById.values()].filter(({ status }) => status === 'open' || status === 'kept');
    for (const [slot, those] of Map.groupBy(held, ({ queueId, from }) => `${queueId} ${from}`)) {
      const most = config.bookings?.perSlot[those[0]?.queueId as never] ?? 0;
      expect([slot, those.length <= most]).toEqual([slot, true]);
      if (those.length === 2) full += 1;
    }
  });
  expect(full).toBeGreaterThan(options.numRuns);
});

test('[BK6] whatever is tried, no two tickets that live or were served hold one booking', () => {
  let used = 0;
  check(({ state, log }) => {
    const kept = log.flatMap(({ event }) => (event.type === 'booking.kept' ? [event] : []));
    const superseded = new Set(log.flatMap(({ event }) => ((event.type === 'ticket.issued' || event.type === 'ticket.revived') && event.supersedes ? [event.supersedes] : [])));
    for (const those of Map.groupBy(kept, ({ bookingId }) => bookingId).values()) {
      // What a superseded ticket was served for, the number on paper stands for.
      const holders = [...new Set(those.map(({ ticketId }) => ticketId))].filter((id) => !superseded.has(id)).flatMap((id) => state.ticketById.get(id) ?? [])
        .filter(({ stops }) => stops.some(({ life }) => life.status !== 'cancelled' && life.status !== 'abandoned'));
      expect(holders.length).toBeLessThanOrEqual(1);
      used += holders.length;
    }
  });
  expect(used).toBeGreaterThan(options.numRuns);
});

test('[QU2] whatever is tried, the count of who has booked and not come is that of the open bookings, by item and slot', () => {
  let seen = 0;
  check(({ state }) => {
    const open = [...state.bookingById.values()].filter(({ status }) => status === 'open');
    const each = open.flatMap(({ date, from, items }) => items.map(({ itemId, count }) => ({ key: `${date} ${itemId} ${from}`, count })));
    const counted = [...state.bookedAhead].flatMap(([date, items]) => [...items].flatMap(([itemId, slots]) => [...slots].map(([from, count]) => [`${date} ${itemId} ${from}`, count] as const)));
    expect(Object.fromEntries(counted)).toEqual(Object.fromEntries([...Map.groupBy(each, ({ key }) => key)].map(([key, those]) => [key, those.reduce((sum, { count }) => sum + count, 0)])));
    seen += counted.length;
  });
  expect(seen).toBeGreaterThan(options.numRuns);
});

test('[BK5] [BK8] [BK9] a booking ends once, unless its day is opened again', () => {
  const ends: Record<string, number> = {};
  check(() => {}, ({ log }) => {
    const status = new Map<string, string>();
    for (const { event } of log) {
      if (event.type === 'day.reopened') for (const [id, how] of status) if (how === 'dayClosed') status.set(id, 'open');
      if (!event.type.startsWith('booking.') || !('bookingId' in event)) continue;
      const before = status.get(event.bookingId) ?? 'none';
      const how = event.type === 'booking.made' ? 'open' : event.type === 'booking.kept' ? 'kept' : 'reason' in event ? event.reason : 'missed';
      const allowed = how === 'open' ? ['none'] : how === 'kept' ? ['open', 'kept'] : ['open'];
      expect([how, allowed.includes(before)]).toEqual([how, true]);
      ends[how] = (ends[how] ?? 0) + 1;
      status.set(event.bookingId, how);
    }
  });
  // Few sequences do not reach the rarest of them.
  const rare = options.numRuns < 100 ? [] : ['hallAway'];
  expect(Object.keys(ends)).toEqual(expect.arrayContaining(['changed', 'dayClosed', 'hall', 'kept', 'missed', 'mistake', 'open', 'visitor', ...rare]));
});

test('[L1] days with bookings fold to the same hall from the newest opening on, and every event is of the schema', () => {
  check(() => {}, ({ log, state }) => {
    const folded = emptyHall();
    const opening = log.findLastIndex(({ event }) => event.type === 'day.opened');
    for (const [index, { at, event }] of log.entries()) {
      const isRead = index >= opening || ['epoch.raised', 'agent.reported', 'numbers.resumed', 'clock.stepped'].includes(event.type);
      if (isRead) evolve(folded, { at, event: HallEvent.parse(event) });
    }
    expect(folded).toEqual(state);
  });
});
