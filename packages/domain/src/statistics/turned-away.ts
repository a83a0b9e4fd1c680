// What was asked for in vain on one service day, from its log (RULES.md, TA3).
import type { TimedEvent } from '../event.ts';
import type { ItemId } from '../ids.ts';
import { createHourOf } from './hour-of.ts';

export type TurnedAwayReport = {
  /** By reason, item and hour of the hall's wall clock, most frequent first. */
  readonly refusals: readonly { readonly code: string; readonly itemId: ItemId; readonly hour: number; readonly count: number }[];
  /** Words that found nothing, most frequent first, at most 100. */
  readonly searches: readonly { readonly text: string; readonly count: number }[];
};

export type TurnedAway = { readonly add: (timed: TimedEvent) => void; /** Null: nobody was. */ readonly report: () => TurnedAwayReport | null };

const listed = 100;

/** An empty day in this time zone. */
export function createTurnedAway(timeZone: string): TurnedAway {
  const hourOf = createHourOf(timeZone);
  const refusals = new Map<string, TurnedAwayReport['refusals'][number]>();
  const searches = new Map<string, number>();
  return {
    add({ event }) {
      if (event.type !== 'visitors.turnedAway') return;
      const hour = hourOf(event.to);
      for (const { code, itemId, count } of event.refusals) {
        const key = `${code} ${itemId} ${hour}`;
        refusals.set(key, { code, itemId, hour, count: count + (refusals.get(key)?.count ?? 0) });
      }
      for (const { text, count } of event.searches) searches.set(text, count + (searches.get(text) ?? 0));
    },
    report() {
      if (refusals.size + searches.size === 0) return null;
      return {
        refusals: [...refusals.values()].toSorted((a, b) => b.count - a.count),
        searches: [...searches].map(([text, count]) => ({ text, count })).toSorted((a, b) => b.count - a.count).slice(0, listed),
      };
    },
  };
}
