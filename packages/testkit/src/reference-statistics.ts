// The figures of a day once more: slow, from a flat list of facts that every figure is filtered from. It shares nothing with the
// statistics that it checks.
import type { TimedEvent } from '@hallcall/domain';
import { referenceFacts, type Fact, type ReferenceOptions } from './reference-facts.ts';

/** The same report as the statistics of the domain make of these events. */
export function referenceStatistics(day: readonly TimedEvent[], options: ReferenceOptions): unknown {
  const facts = referenceFacts(day, options);
  const hourList = [...new Set(facts.map(({ hour }) => hour))];
  const where = (want: Partial<Fact>) => facts.filter((fact) => Object.entries(want).every(([key, value]) => fact[key as keyof Fact] === value));
  const hours = hourList.toSorted((a, b) => ((a - options.firstHour + 24) % 24) - ((b - options.firstHour + 24) % 24));
  const ids = (key: 'queueId' | 'windowId') => [...new Set(facts.flatMap((fact) => fact[key] ?? []))].toSorted((a, b) => (a < b ? -1 : 1));
  const gaveUp = count(facts, 'ticketAbandoned');
  return {
    hall: { ...work(facts), ...queue(facts), ...duty(facts), ticketsAbandoned: gaveUp, ticketAbandonRate: rate(gaveUp, count(facts, 'issued')) },
    queues: ids('queueId').map((queueId) => ({ queueId, ...work(where({ queueId: queueId })), ...queue(where({ queueId: queueId })) })),
    windows: ids('windowId').map((windowId) => ({ windowId, ...work(where({ windowId: windowId })), ...duty(where({ windowId: windowId })) })),
    hours: hours.map((hour) => ({ hour, ...work(where({ hour })), ...queue(where({ hour })), ...duty(where({ hour })) })),
    queueHours: ids('queueId').flatMap((queueId) => hours.map((hour) => ({ queueId, hour, own: where({ queueId: queueId, hour }) }))).filter(({ own }) => own.length > 0).map(({ own, ...key }) => {
      const [{ turns, done, wait }, { issued, arrived }] = [work(own), queue(own)];
      return { ...key, issued, arrived, turns, done, waits: wait.count, meanWaitMs: wait.meanMs };
    }),
  };
}

const values = (facts: readonly Fact[], what: string): number[] => facts.flatMap((fact) => (fact.what === what ? [fact.value] : []));
const count = (facts: readonly Fact[], what: string): number => values(facts, what).reduce((sum, value) => sum + value, 0);
const rate = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);
const mean = (list: readonly number[]): number | null => (list.length > 0 ? Math.round(list.reduce((sum, value) => sum + value, 0) / list.length) : null);

function spread(list: readonly number[]) {
  // The p-th of a hundred: the first value with at least so many at or below it.
  const atLeast = (percent: number): number | null => list.toSorted((a, b) => a - b).find((value) => list.filter((other) => other <= value).length * 100 >= percent * list.length) ?? null;
  return { count: list.length, meanMs: mean(list), p50Ms: atLeast(50), p90Ms: atLeast(90), p95Ms: atLeast(95) };
}

const each = <T>(keys: readonly string[], make: (key: string) => T) => Object.fromEntries(keys.map((key) => [key, make(key)]));

function work(facts: readonly Fact[]) {
  const [turns, missed, recalled, waits] = [count(facts, 'turn'), count(facts, 'missed'), count(facts, 'recalled'), values(facts, 'wait')];
  const inTime = waits.filter((wait) => wait <= 15 * 60_000).length;
  return {
    turns, missed, missedRate: rate(missed, turns), recalled, recalls: count(facts, 'recalls'), recallRate: rate(recalled, turns),
    overtaken: count(facts, 'overtaken'), transfers: count(facts, 'transfer'),
    calls: each(['order', 'preferred', 'aged', 'urgent', 'chosen', 'assigned'], (why) => count(facts, `why ${why}`)),
    outcomes: each(['accepted', 'completed', 'materialsMissing', 'consulted', 'referred', 'refused'], (outcome) => ({ stops: count(facts, `stops ${outcome}`), pieces: count(facts, `pieces ${outcome}`) })),
    done: facts.filter(({ what }) => what.startsWith('stops ')).length,
    wait: { ...spread(waits), inTime, inTimeRate: rate(inTime, waits.length) },
    service: { ...spread(values(facts, 'service')), startsInferred: count(facts, 'inferred') },
  };
}

function queue(facts: readonly Fact[]) {
  const [issued, arrived, abandoned, booked, kept, told] = ['issued', 'arrived', 'abandoned', 'booked', 'kept', 'told'].map((what) => count(facts, what)) as [number, number, number, number, number, number];
  const errors = values(facts, 'error');
  const close = errors.filter((error) => error >= -5 * 60_000 && error <= 5 * 60_000).length;
  return {
    issued, arrived, abandoned, abandonRate: rate(abandoned, arrived), booked, kept, keptRate: rate(kept, booked),
    estimate: { told, scored: errors.length, neverCalled: count(facts, 'neverCalled'), close, closeRate: rate(close, errors.length), biasMs: mean(errors), meanErrorMs: mean(errors.map((error) => Math.max(error, -error))) },
  };
}

function duty(facts: readonly Fact[]) {
  const [openMs, pausedMs, servingMs] = ['openMs', 'pausedMs', 'servingMs'].map((what) => count(facts, what)) as [number, number, number];
  return { openMs, pausedMs, onDutyMs: openMs - pausedMs, onDutyRate: rate(openMs - pausedMs, openMs), servingMs, load: rate(servingMs, openMs - pausedMs) };
}
