// The sums of each item in each hour once more, from the flat list of facts. It shares nothing with the statistics and rollups that it checks.
import type { TimedEvent } from '@hallcall/domain';
import { referenceFacts, type Fact, type ReferenceOptions } from './reference-facts.ts';

const sums = {
  issued: 'issued', arrived: 'arrived', abandoned: 'abandoned', turns: 'turn', missed: 'missed', done: 'stops ', pieces: 'pieces ', waits: 'wait', waitMs: 'wait', inTime: 'wait',
  services: 'service', serviceMs: 'service',
} as const;
const added: ReadonlySet<string> = new Set(['pieces', 'waitMs', 'serviceMs']);

export type ReferenceItemHour = { readonly itemId: string; readonly hour: number } & Readonly<Record<keyof typeof sums, number>>;

/** In order of items and hours, as the domain's statistics say them. */
export function referenceItemHours(day: readonly TimedEvent[], options: ReferenceOptions): ReferenceItemHour[] {
  const facts = referenceFacts(day, options);
  const items = [...new Set(facts.flatMap((fact) => fact.items))].toSorted((a, b) => (a < b ? -1 : 1));
  return items.flatMap((itemId) => {
    const own = facts.filter((fact) => fact.items.includes(itemId));
    const hours = [...new Set(own.map(({ hour }) => hour))].toSorted((a, b) => a - b);
    return hours.map((hour) => ({ itemId, hour, ...sumsOf(own.filter((fact) => fact.hour === hour)) }));
  });
}

function sumsOf(facts: readonly Fact[]): Record<keyof typeof sums, number> {
  const entries = Object.entries(sums).map(([name, what]) => {
    const own = facts.filter((fact) => (what.endsWith(' ') ? fact.what.startsWith(what) : fact.what === what) && (name !== 'inTime' || fact.value <= 900_000));
    return [name, own.reduce((sum, { value }) => sum + (added.has(name) ? value : 1), 0)] as const;
  });
  // The keys are those of the table above.
  return Object.fromEntries(entries) as Record<keyof typeof sums, number>;
}
