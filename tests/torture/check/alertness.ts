// The cast is awake: where people wait for windows at which somebody sits, somebody is called. A cast that has fallen asleep finds nothing.
import type { Database } from 'better-sqlite3';
import type { Disaster, DisasterKind, RoundPlan } from '../plan.ts';

/** What the log holds behind a round. */
export type Work = {
  /** First calls ever made. */
  readonly called: number;
  /** People who wait callably, while somebody sits at any window, in a break or not; none while nobody does. */
  readonly waiting: number;
};

const workOf = `
  select (select count(*) from event where type = 'ticket.called') as called,
    (select count(*) from stop join ticket using (ticket_id) where stop.status = 'waiting' and ticket.paper in ('printed', 'sent', 'shown', 'unknown', 'none')
      and exists (select 1 from window where clerk_id is not null)) as waiting`;

export const workIn = (db: Database): Work => db.prepare<[], Work>(workOf).get() ?? { called: 0, waiting: 0 };

/** The hub is there all the time: a round in which nobody is called has no excuse. */
const quiet: ReadonlySet<DisasterKind> = new Set(['nothing', 'killAgent', 'stopAgent', 'agentDisk']);
/** Whatever happens, calls come back. */
const longestSleep = 4;

export type Alertness = { /** A sentence when the cast sleeps, or null. */ readonly after: (plan: Pick<RoundPlan, 'round' | 'errand'> & { readonly disaster: Pick<Disaster, 'kind'> }, work: Work) => string | null };

export function createAlertness(): Alertness {
  let before: Work = { called: 0, waiting: 0 };
  let asleep = 0;
  return {
    after({ round, disaster, errand }, work) {
      // A backup that was put back takes calls away.
      const isIdle = before.waiting > 0 && work.waiting > 0 && work.called === before.called;
      before = work;
      asleep = isIdle ? asleep + 1 : 0;
      if (!isIdle) return null;
      const hasExcuse = !quiet.has(disaster.kind) || errand.kind === 'closeDay' || errand.kind === 'closeShortly';
      if (hasExcuse && asleep < longestSleep) return null;
      return `nobody was called in ${asleep === 1 ? `round ${round}` : `${asleep} rounds`}, although ${work.waiting} people wait and windows are staffed: the cast sleeps`;
    },
  };
}
