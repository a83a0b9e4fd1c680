// What a visitor sees of the own number, by the code on its paper (RULES.md, B13, B14). Nothing of the person is in it.
import { createAheadOf, type Ahead } from '../ahead-of.ts';
import type { HallConfig } from '../config.ts';
import { ticketsOf } from '../evolve-parts.ts';
import { mayReturn, returnUntil } from '../may-return.ts';
import type { ItemId, Language, QueueId, ServiceDate, TicketId, TicketNumber, WindowId } from '../ids.ts';
import type { DeepReadonly, Emergency, ReadonlyHall, Stop, StopLife } from '../state.ts';
import type { StopStatus } from '../status.ts';

/** Instants are epoch ms. */
export type OwnStop = {
  readonly queueId: QueueId;
  readonly items: readonly ItemId[];
  readonly after: readonly number[];
  readonly status: StopStatus;
  /** While it waits. */
  readonly standing: Ahead | null;
  /** Where the visitor is called, served, awaited after a hold, or was missed. */
  readonly windowId: WindowId | null;
  /** Of the newest call, while called. */
  readonly calledAt: number | null;
  /** After a no-show: until when it may come back; null also where the hall lets nobody. */
  readonly returnUntil: number | null;
};

export type OwnTicket = {
  readonly number: TicketNumber;
  readonly language: Language;
  readonly issuedAt: number;
  readonly day: ServiceDate;
  readonly isDayOver: boolean;
  /** Its paper did not come out and nobody has claimed it: it is not called. */
  readonly isUnclaimed: boolean;
  readonly emergency: Emergency | null;
  readonly stops: readonly OwnStop[];
};

type Moment = { readonly now: number; readonly config: HallConfig };

/** Null when the fold holds no such ticket. The id is the paper's own one or, where the desk had entered it before, the desk's. */
export function ownTicket(state: ReadonlyHall, ticketId: TicketId, moment: Moment): OwnTicket | null {
  const { day, emergency } = state;
  const [ticket] = ticketsOf(state, [state.knownAs.get(ticketId) ?? ticketId]);
  if (!ticket || !day) return null;
  const { number, language, issuedAt } = ticket;
  const aheadOf = createAheadOf(state, ticket, moment);
  const isUnclaimed = ticket.paper === 'failed';
  const { policy } = moment.config;
  const since = { day, emergencyEndedAt: state.emergencyEndedAt };
  const stops = ticket.stops.map((stop) => ownStop(stop, { policy, since, standing: isUnclaimed || stop.life.status !== 'waiting' ? null : aheadOf(stop) }));
  return { number, language, issuedAt, day: day.date, isDayOver: day.closed !== null, isUnclaimed, emergency, stops };
}

type Around = Pick<HallConfig, 'policy'> & Pick<OwnStop, 'standing'> & { readonly since: Parameters<typeof returnUntil>[1] };

function ownStop(stop: DeepReadonly<Stop>, { policy, standing, since }: Around): OwnStop {
  const { queueId, items, after, life } = stop;
  return {
    queueId, after, items: items.map(({ itemId }) => itemId), status: life.status, standing,
    windowId: 'windowId' in life ? life.windowId : null, calledAt: calledAt(life),
    returnUntil: life.status === 'missed' && mayReturn(stop, policy) ? returnUntil(life.at, since, policy) : null,
  };
}

const calledAt = (life: DeepReadonly<StopLife>): number | null =>
  life.status === 'called' ? life.calls.reduce((newest, { at }) => Math.max(newest, at), 0) : null;
