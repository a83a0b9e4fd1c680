// One thing that somebody tries. It looks at the hall first, so that it is apt as a rule and a wild guess now and then.
import fc from 'fast-check';
import { WindowId, type Actor, type TicketId } from '@hallcall/domain';
import { ticket, type Scenario } from '../scenario.ts';

/** A command and who sends it; `run` sees the hall, and may let its clock go on. */
export type Attempt = { readonly label: string; readonly run: (hall: Scenario) => readonly [Actor, Record<string, unknown>] };

/** A failing sequence is printed as its labels. */
export const attempt = (label: string, run: Attempt['run']): Attempt => Object.assign({ label, run }, { [fc.toStringMethod]: () => label });

export const windowIds = ['w1', 'w2', 'w3', 'w4'].map((id) => WindowId.parse(id));
export const minute = 60_000;

/** A choice among whatever there is: the `nth`, and when it `isWild` (or there is nothing) window and ticket as they fell. */
export type Guess = { readonly windowId: WindowId; readonly n: number; readonly nth: number; readonly isWild: boolean };

export const guess: fc.Arbitrary<Guess> = fc.record({
  windowId: fc.constantFrom(...windowIds), n: fc.integer({ min: 1, max: 40 }), nth: fc.nat(59), isWild: fc.nat(11).map((roll) => roll === 0),
});

/** The `nth` of a list that may be shorter. */
export const pick = <T>(from: readonly T[], nth: number): T | undefined => from[nth % Math.max(1, from.length)];

export const stopAt = ({ state }: Scenario, windowId: WindowId) => {
  const active = state.windowById.get(windowId)?.active;
  return active ? state.ticketById.get(active.ticketId)?.stops[active.stop] : undefined;
};

export const activeAt = ({ state }: Scenario, windowId: WindowId): TicketId | null => state.windowById.get(windowId)?.active?.ticketId ?? null;

/** A window of which `isApt` is true, or the guessed one. */
export const windowWhere = (isApt: (hall: Scenario, windowId: WindowId) => boolean) => (hall: Scenario, { windowId, nth, isWild }: Guess): WindowId =>
  (isWild ? undefined : pick(windowIds.filter((id) => isApt(hall, id)), nth)) ?? windowId;

/** A ticket of those at hand, or the guessed one. */
export const ticketOf = (those: Iterable<TicketId>, { nth, n, isWild }: Guess): TicketId => (isWild ? undefined : pick([...those], nth)) ?? ticket(n);

/** A window whose visitor has one of these statuses: what is tried there names that visitor. */
export function withVisitor(hall: Scenario, statuses: readonly string[], at: Guess): { readonly windowId: WindowId; readonly ticketId: TicketId } {
  const windowId = windowWhere((_, id) => statuses.includes(stopAt(hall, id)?.life.status ?? ''))(hall, at);
  return { windowId, ticketId: activeAt(hall, windowId) ?? ticket(at.n) };
}
