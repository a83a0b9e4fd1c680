// What a visitor is told about waiting when the number is given: it stands in the log as it was said (RULES.md, X6).
import { callsAhead } from '../calls-ahead.ts';
import type { CommandOf, StopPlan } from '../command.ts';
import type { Context } from '../context.ts';
import { createToldWaits } from '../told-wait.ts';
import { isPreferred } from '../preferred.ts';
import type { ReadonlyHall } from '../state.ts';

type Person = Pick<CommandOf<'ticket.issue'>, 'personClass' | 'booked'> & { readonly pass: Parameters<typeof isPreferred>[0]['pass'] };

/** The stops of a new ticket, those that are open at once with their estimate where there is one. */
export function withEstimates(state: ReadonlyHall, stops: readonly StopPlan[], { personClass, booked, pass }: Person, context: Context): StopPlan[] {
  const { now, config } = context;
  const person = { personClass: personClass ?? 'ordinary', booked: booked ?? null, pass, issuedAt: now };
  const estimate = createToldWaits(state, config, now);
  return stops.map((stop) => {
    if (stop.after.length > 0) return stop;
    const ahead = callsAhead(state, { queueId: stop.queueId, standing: null, isPreferred: isPreferred(person, context) }, context);
    const estimateMs = estimate(stop.queueId, ahead);
    return estimateMs === null ? stop : { ...stop, estimateMs };
  });
}
