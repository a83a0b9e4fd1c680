// The figures of a day, by a fold of its log that knows nothing of the rules: what came out of it, not what should have.
// Waits count from issue to the first call (restored visitors too), load is serving ÷ (open − paused).
import type { TimedEvent } from '@hallcall/domain';
import { countOvertaken, type Overtaken } from './overtaken.ts';

export type Figures = {
  readonly tickets: number;
  readonly offline: number;
  readonly done: number;
  readonly missed: number;
  readonly abandoned: number;
  readonly cancelled: number;
  /** Of called tickets, ms. */
  readonly wait: { readonly mean: number; readonly p50: number; readonly p90: number; readonly p95: number; readonly within15: number };
  /** 0 to 1, over all windows. */
  readonly load: number;
  readonly loadByWindow: ReadonlyMap<string, number>;
  readonly byQueue: ReadonlyMap<string, QueueFigures>;
  readonly overtaken: Overtaken;
};

export type QueueFigures = { readonly calls: number; readonly meanWait: number; readonly p90Wait: number; readonly servedMs: number };

const quarterHourMs = 15 * 60_000;

export function measure(events: readonly TimedEvent[]): Figures {
  const waits = foldWaits(events);
  const all = [...waits.first.values()].toSorted((a, b) => a - b);
  const { loadByWindow, load, servedByQueue } = foldWork(events);
  const count = (type: TimedEvent['event']['type']): number => events.filter(({ event }) => event.type === type).length;
  const issued = events.flatMap(({ event }) => (event.type === 'ticket.issued' ? [event] : []));
  return {
    tickets: issued.length, offline: issued.filter(({ offline }) => offline).length,
    done: foldDone(events), missed: count('stop.missed'),
    abandoned: new Set(events.flatMap(({ event }) => (event.type === 'ticket.abandoned' || event.type === 'stop.abandoned' ? [event.ticketId] : []))).size,
    cancelled: count('ticket.cancelled'),
    wait: { mean: mean(all), p50: quantile(all, 0.5), p90: quantile(all, 0.9), p95: quantile(all, 0.95), within15: all.filter((ms) => ms <= quarterHourMs).length / Math.max(1, all.length) },
    load, loadByWindow, byQueue: byQueue(waits.byQueue, servedByQueue), overtaken: countOvertaken(events),
  };
}

/** First calls: wait of the ticket by id, waits of those called in each queue. */
function foldWaits(events: readonly TimedEvent[]) {
  const issuedAt = new Map<string, number>();
  const first = new Map<string, number>();
  const queues = new Map<string, number[]>();
  for (const { at, event } of events) {
    if (event.type === 'ticket.issued') issuedAt.set(event.ticketId, event.issuedAt);
    if (event.type !== 'ticket.called' || first.has(event.ticketId)) continue;
    const wait = at - (issuedAt.get(event.ticketId) ?? at);
    first.set(event.ticketId, wait);
    queues.set(event.queueId, [...(queues.get(event.queueId) ?? []), wait]);
  }
  return { first, byQueue: queues };
}

function byQueue(waits: ReadonlyMap<string, readonly number[]>, served: ReadonlyMap<string, number>): ReadonlyMap<string, QueueFigures> {
  return new Map(
    [...new Set([...waits.keys(), ...served.keys()])].toSorted().map((queueId) => {
      const own = (waits.get(queueId) ?? []).toSorted((a, b) => a - b);
      return [queueId, { calls: own.length, meanWait: mean(own), p90Wait: quantile(own, 0.9), servedMs: served.get(queueId) ?? 0 }];
    }),
  );
}

/** Tickets of which at least one stop was done and none is left open by a no-show. */
function foldDone(events: readonly TimedEvent[]): number {
  const done = new Set<string>();
  for (const { event } of events) {
    if (event.type === 'stop.finished') done.add(event.ticketId);
    else if (event.type === 'ticket.abandoned' || event.type === 'stop.abandoned') done.delete(event.ticketId);
  }
  return done.size;
}

type Work = { openedAt: number | null; pausedAt: number | null; servingSince: number | null; queueId: string; open: number; served: number };

/** Serving ends with whatever takes the visitor from the window. */
function foldWork(events: readonly TimedEvent[]) {
  const windows = new Map<string, Work>();
  const servedByQueue = new Map<string, number>();
  for (const { at, event } of events) {
    if (!('windowId' in event)) continue;
    const work = windows.get(event.windowId) ?? { openedAt: null, pausedAt: null, servingSince: null, queueId: '', open: 0, served: 0 };
    windows.set(event.windowId, work);
    if (event.type === 'ticket.called') work.queueId = event.queueId;
    if (event.type === 'stop.started') work.servingSince = at;
    else if (['stop.finished', 'stop.held', 'stop.transferred', 'notice.issued', 'window.closed'].includes(event.type) && work.servingSince !== null) {
      work.served += at - work.servingSince;
      servedByQueue.set(work.queueId, (servedByQueue.get(work.queueId) ?? 0) + at - work.servingSince);
      work.servingSince = null;
    }
    duty(work, at, event.type);
  }
  const load = ({ served, open }: Pick<Work, 'served' | 'open'>): number => (open > 0 ? served / open : 0);
  const all = [...windows.values()].reduce((sum, work) => ({ served: sum.served + work.served, open: sum.open + work.open }), { served: 0, open: 0 });
  return { loadByWindow: new Map([...windows].map(([windowId, work]) => [windowId, load(work)])), load: load(all), servedByQueue };
}

function duty(work: Work, at: number, type: TimedEvent['event']['type']): void {
  const isStart = type === 'window.opened' || type === 'window.resumed';
  const isEnd = type === 'window.closed' || type === 'window.paused';
  if (isStart) work.openedAt ??= at;
  if (!isEnd || work.openedAt === null) return;
  work.open += at - work.openedAt;
  work.openedAt = null;
}

const mean = (values: readonly number[]): number => (values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length);

/** The smallest value that at least this share of all do not exceed. */
const quantile = (sorted: readonly number[], share: number): number => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
