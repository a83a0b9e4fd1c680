// Words of the statistics and of the day that they and the payments are of.
import { plural } from './format.ts';
import type { Widened } from './widen.ts';
import type { zhStatistics } from './zh-statistics.ts';

export const enStatistics: Widened<typeof zhStatistics> = {
  title: 'Statistics',
  hint: 'Counted from the log of the day; actions that were undone and numbers that were superseded do not count. Times are in minutes.',
  until: (p) => `Counted until ${p.time}`,
  goesOn: 'The service day goes on: figures are renewed every 30 seconds',
  oldNames: 'The configuration of that day is gone: names are those of today.',
  refresh: 'Refresh',
  export: 'Export CSV',
  noDays: 'No service day yet',
  nothing: 'On this day no number was taken and no window was open',
  none: 'None',
  hall: 'Whole hall',
  kind: { hall: 'Hall', queue: 'Queue', window: 'Window', hour: 'Hour' },
  section: { key: 'Key figures', hours: 'By hour', queues: 'By queue', windows: 'By window', outcomes: 'Outcomes', calls: 'Calls by rule', estimate: 'Waits told and actual' },
  column: { day: 'Service day', kind: 'Scope', name: 'Name', hour: 'Hour', outcome: 'Outcome', stops: 'Stops', pieces: 'Pieces', rule: 'Rule', count: 'Calls' },
  chart: { label: 'Numbers taken, stops done and mean wait in each hour', of: 'Scope', issued: 'Issued', done: 'Done', meanWait: 'Mean wait (min)' },
  day: { label: 'Service day', open: 'going on', earlier: 'Day before', later: 'Day after' },
  minutes: (p) => `${p.minutes} min`,
  unit: { minutes: 'min' },
  figure: {
    issued: 'Issued', arrived: 'Arrived stops', abandoned: 'Abandoned', abandonRate: 'Abandon rate', ticketsAbandoned: 'Tickets abandoned', ticketAbandonRate: 'Abandon rate (tickets)',
    turns: 'Turns', missed: 'Missed', missedRate: 'Missed rate', recalled: 'Recalled', recalls: 'Recalls', recallRate: 'Recall rate',
    waits: 'Waits', meanWait: 'Mean wait', p50Wait: 'Median wait', p90Wait: 'Wait p90', p95Wait: 'Wait p95', inTime: 'Within 15 min', inTimeRate: 'Share within 15 min',
    done: 'Done', services: 'Service times', meanService: 'Mean service', p50Service: 'Median service', p90Service: 'Service p90', p95Service: 'Service p95', startsInferred: 'Start not pressed',
    transfers: 'Transfers', overtaken: 'Overtaken', urgent: 'Urgent calls', chosen: 'Chosen calls', booked: 'Booked', kept: 'Bookings kept', keptRate: 'Share of bookings kept',
    told: 'Told a wait', scored: 'Compared', neverCalled: 'Never called', close: 'Within ±5 min', closeRate: 'Share within ±5 min', bias: 'Mean bias', meanError: 'Mean error',
    open: 'Open', paused: 'Paused', onDuty: 'On duty', onDutyRate: 'On-duty rate', serving: 'Serving', load: 'Load',
  },
  why: { order: 'In order', preferred: 'Preferred', aged: 'Waited long', urgent: 'Urgent', chosen: 'Chosen', assigned: 'Assigned by itself' },
  estimate: {
    none: 'Nobody was told how long to wait on this day',
    close: (p) => `${p.percent} of what was told was right within 5 minutes (${plural(p.count, 'wait', 'waits')} compared)`,
    longer: (p) => `On average visitors waited ${p.minutes} min longer than told`,
    shorter: (p) => `On average visitors waited ${p.minutes} min less than told`,
    exact: 'On average visitors waited as long as told',
    error: (p) => `Mean difference ${p.minutes} min`,
    told: (p) => `Told ${plural(p.told, 'time', 'times')}, of which ${p.neverCalled} ended without a call`,
  },
};
