// The hall as its people see it: who is there, who sits where, and what they have set out to do.
import type { HallConfig, ReadonlyHall, TicketId } from '@hallcall/domain';
import type { Agenda } from './agenda.ts';
import type { Desk, Visit } from './desk.ts';
import type { Visitor } from './visitor.ts';

export type Doing =
  | { readonly kind: 'arrive'; readonly visitor: Visitor }
  | { readonly kind: 'paper' | 'claim' | 'urgent' | 'leave' | 'return'; readonly visitor: Visitor }
  | { readonly kind: 'answer'; readonly ticketId: TicketId; readonly callId: string; readonly windowId: string }
  /** Nobody came to the `calls`-th call. */
  | { readonly kind: 'unanswered'; readonly windowId: string; readonly callId: string; readonly calls: number }
  | { readonly kind: 'end'; readonly windowId: string; readonly visit: Visit; readonly isPlain: boolean }
  | { readonly kind: 'day'; readonly type: 'day.open' | 'day.close' };

/** A visitor in the hall. */
export type Life = {
  readonly visitor: Visitor;
  readonly calls: Map<number, number>;
  wasCalled: boolean;
  /** Has left, whatever the hub knows. */
  isGone: boolean;
  missedAt: Desk | null;
};

export type Stage = {
  readonly hall: HallConfig;
  readonly state: () => ReadonlyHall;
  readonly agenda: Agenda<Doing>;
  readonly desks: readonly Desk[];
  readonly deskById: ReadonlyMap<string, Desk>;
  readonly visitorById: ReadonlyMap<TicketId, Visitor>;
  readonly lives: Map<TicketId, Life>;
  /** Open payment notices by ticket and stop at the bank. */
  readonly notices: Map<string, string>;
  readonly pending: { arrivals: number; returns: number };
  /** Nothing is set out for before this time, epoch ms. */
  nextFrame: number;
  /** For visits about which nothing is given. */
  readonly typicalMs: number;
};

export type Moment = { readonly at: number; readonly key: string };

/** Sets something out for a time, at the earliest for the next stretch. */
export const later = (stage: Stage, at: number, key: string, doing: Doing): void => stage.agenda.add(Math.max(at, stage.nextFrame), key, doing);

/** Sets the way back to the desk out for a time. */
export function comeBack(stage: Stage, visitor: Visitor, at: number): void {
  stage.pending.returns += 1;
  later(stage, at, `return ${visitor.ticketId}`, { kind: 'return', visitor });
}
