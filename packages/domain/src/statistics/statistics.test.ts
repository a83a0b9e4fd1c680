import { anyAttempt, manager, openRandomHall, propertyRuns, referenceItemHours, referenceStatistics, sequencesOf, type Scenario } from '@hallcall/testkit';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { ServiceDate, TimedEvent } from '../index.ts';
import { createStatistics, type ReportOptions, type Statistics } from './create-statistics.ts';

const runs = propertyRuns(160, 400);
vi.setConfig({ testTimeout: runs.timeoutMs });

/** The log by service day, as the hub's table has it: late facts with their own day, nothing between two days. */
function byDay(log: readonly TimedEvent[]): Map<string, TimedEvent[]> {
  const days = new Map<string, TimedEvent[]>();
  let open: ServiceDate | null = null;
  for (const timed of log) {
    const { event } = timed;
    if (event.type === 'day.opened' || event.type === 'day.reopened') open = event.date;
    const day = 'lateDay' in event && event.lateDay !== undefined ? event.lateDay : event.type === 'day.closed' ? event.date : open;
    if (event.type === 'day.closed') open = null;
    if (day !== null) days.set(day, [...(days.get(day) ?? []), timed]);
  }
  return days;
}

/** Of whole and broken hours, east and west: the same day has other hours in each. */
const timeZones = ['Asia/Shanghai', 'Asia/Kathmandu', 'America/New_York'] as const;
const promises = fc.array(fc.record({ estimateMs: fc.option(fc.integer({ min: 0, max: 3_600_000 }), { nil: undefined }), slot: fc.option(fc.integer({ min: -2, max: 2 }), { nil: null }) }), { minLength: 7, maxLength: 7 });
type Promised = typeof promises extends fc.Arbitrary<infer T> ? T : never;

/** Some visitors were told how long they would wait, and some had booked. */
function withPromises(log: readonly TimedEvent[], promised: Promised): TimedEvent[] {
  return log.map((timed, index) => {
    const { event } = timed;
    const { estimateMs, slot } = promised[index % promised.length] ?? { estimateMs: undefined, slot: null };
    if (event.type !== 'ticket.issued') return timed;
    const from = event.issuedAt + (slot ?? 0) * 1_800_000;
    const stops = event.stops.map((stop) => ({ ...stop, ...(estimateMs === undefined ? {} : { estimateMs }) }));
    return { ...timed, event: { ...event, stops, ...(slot === null ? {} : { booked: { from, to: from + 1_800_000 } }) } };
  });
}

/** The hub's table of every ticket that it has ever recorded. */
function rememberTickets({ log, pastTickets, state }: Scenario): void {
  for (const { event } of log.slice(-200)) {
    if (event.type !== 'ticket.issued' || pastTickets.has(event.ticketId)) continue;
    const day = event.lateDay ?? state.day?.date;
    if (day) pastTickets.set(event.ticketId, { ticketId: event.ticketId, device: event.device, paper: event.paper, day, isMistaken: false });
  }
}

function folded(events: readonly TimedEvent[]): Statistics {
  const statistics = createStatistics();
  for (const timed of events) statistics.add(timed);
  return statistics;
}

test('[Z1] [Z6] [D34] a separate slow fold finds the same figures for any day, hall, queue, window and hour, and the same sums by item and hour', () => {
  const seen = { days: 0, done: 0, undone: 0, reopened: 0, superseded: 0, scored: 0, kept: 0, missed: 0, transfers: 0, late: 0 };
  fc.assert(
    fc.property(sequencesOf(anyAttempt, 320), promises, fc.nat(400), (sequence, promised, reopensAt) => {
      const hall = openRandomHall();
      for (const [step, { run }] of sequence.entries()) {
        if (step === reopensAt) for (const type of ['day.close', 'day.open']) hall.try(manager, { type });
        hall.now += 7_000;
        hall.try(...run(hall));
        rememberTickets(hall);
      }
      for (const events of byDay(withPromises(hall.log, promised)).values()) {
        // One in three was left open, with hours that ended somewhere in its middle.
        const leftOpenAt = reopensAt % 3 === 0 ? (events[reopensAt % events.length]?.at ?? 0) : null;
        const options: ReportOptions = { timeZone: timeZones[sequence.length % timeZones.length] ?? timeZones[0], firstHour: sequence.length % 24, bookingToleranceMs: 900_000, until: hall.now, leftOpenAt };
        const statistics = folded(events);
        const report = statistics.report(options);
        expect(report).toEqual(referenceStatistics(events, options));
        expect(statistics.itemHours(options)).toEqual(referenceItemHours(events, options));
        seen.days += 1;
        seen.done += report.hall.done;
        seen.scored += report.hall.estimate.scored;
        seen.kept += report.hall.kept;
        seen.missed += report.hall.missed;
        seen.transfers += report.hall.transfers;
        for (const { event } of events) {
          if (event.type === 'action.undone') seen.undone += 1;
          if (event.type === 'day.reopened') seen.reopened += 1;
          if (event.type === 'ticket.cancelled' && event.reason === 'superseded') seen.superseded += 1;
          if ('lateDay' in event && event.lateDay !== undefined) seen.late += 1;
        }
      }
    }),
    runs.inTurn(),
  );
  // Too few sequences reach nothing for certain.
  const floor = Math.floor(runs.numRuns / 32);
  expect(Object.entries(seen).filter(([, count]) => count < floor)).toEqual([]);
});
