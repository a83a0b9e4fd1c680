// Where somebody who waits stands now: how many are called before, and for how long yet.
import { callsAhead, standAhead } from './calls-ahead.ts';
import type { HallConfig } from './config.ts';
import { isPreferred } from './preferred.ts';
import type { DeepReadonly, ReadonlyHall, Stop, Ticket } from './state.ts';
import { createToldWaits } from './told-wait.ts';
import { shownMinutes } from './view/waits.ts';

type Moment = { readonly now: number; readonly config: HallConfig };

/** `ahead`: people who stand before; `waitMinutes`: as people read it, null: no window serves. */
export type Ahead = { readonly ahead: number; readonly waitMinutes: number | null };

/** Tells it of a waiting stop of the ticket; what estimates share is worked out once. */
export function createAheadOf(state: ReadonlyHall, ticket: DeepReadonly<Ticket>, moment: Moment): (stop: DeepReadonly<Stop>) => Ahead {
  const estimate = createToldWaits(state, moment.config, moment.now);
  return ({ queueId, place, index }) => {
    const standing = { place, ordinal: ticket.ordinal, stop: index };
    const ms = estimate(queueId, callsAhead(state, { queueId, standing, isPreferred: isPreferred(ticket, moment) }, moment));
    return { ahead: standAhead(state, { queueId, standing }), waitMinutes: ms === null ? null : shownMinutes(ms) };
  };
}
