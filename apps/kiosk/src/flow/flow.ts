// Where a visitor stands: a trail of steps, so that back is always the step before. Pure.
import type { ItemCount, Need, PersonClass } from '@hallcall/domain';
import type { BookingsOfCard, BookingsProblem, TakeTicket } from '@hallcall/protocol';

export type DepartmentFilter = { readonly by: 'zone' | 'letter'; readonly value: string | null };

/** What came of a card that was to find a booking. */
export type CardAnswer = BookingsOfCard | BookingsProblem | { readonly code: 'reader.away' };

export type Step =
  | { readonly at: 'attract' }
  | { readonly at: 'departments'; readonly filter: DepartmentFilter }
  | { readonly at: 'items'; readonly departmentId: string }
  | { readonly at: 'search'; readonly query: string }
  | { readonly at: 'chains' }
  /** Back with what was missing. As `item`: one id a visit. */
  | { readonly at: 'pass'; readonly requestId: string }
  /** What was booked, by a card instead of the code. As `item`. */
  | { readonly at: 'bookingCard'; readonly requestId: string }
  /** What the hub said to that card. */
  | { readonly at: 'bookings'; readonly requestId: string; readonly answer: CardAnswer }
  /** As `item`, for a chain. */
  | { readonly at: 'chain'; readonly chainId: string; readonly requestId: string }
  /** One id a visit of this step: however often "take" is tapped here, it is one tap. */
  | { readonly at: 'item'; readonly itemId: string; readonly requestId: string }
  /** A card is asked for before this number is taken. */
  | { readonly at: 'identity'; readonly request: TakeTicket; readonly isRequired: boolean }
  /** Number taken: there is no way back from here, only home. */
  | { readonly at: 'ticket'; readonly requestId: string };

/** Who comes first by law, and what a visitor needs at the window. */
export type Chosen = { readonly personClass: PersonClass; readonly needs: readonly Need[] };
export const nothingChosen: Chosen = { personClass: 'ordinary', needs: [] };

/** `errands`: what was chosen already, for the same number as what is looked at now. */
export type Flow = { readonly trail: readonly Step[]; readonly errands: readonly ItemCount[]; readonly chosen: Chosen };

export type FlowAction =
  | { readonly do: 'go'; readonly step: Step }
  /** Changes the step one stands on: a filter, a query. */
  | { readonly do: 'refine'; readonly step: Step }
  /** One more errand is looked for, at `step`. */
  | { readonly do: 'gather'; readonly errand: ItemCount; readonly step: Step }
  /** How many of one that is chosen already. */
  | { readonly do: 'count'; readonly errand: ItemCount }
  | { readonly do: 'drop'; readonly itemId: ItemCount['itemId'] }
  | { readonly do: 'say'; readonly chosen: Chosen }
  | { readonly do: 'back' }
  | { readonly do: 'home' };

const attract: Step = { at: 'attract' };
export const atHome: Flow = { trail: [], errands: [], chosen: nothingChosen };

/** Of one ticket. */
export const mostErrands = 20;
export const mostOfOne = 99;

/** The step to show. */
export const stepOf = (flow: Flow): Step => flow.trail.at(-1) ?? attract;

/** With this one, in the order in which they were chosen; chosen again, it counts anew. */
export function withErrand(errands: readonly ItemCount[], errand: ItemCount): readonly ItemCount[] {
  const isThere = errands.some(({ itemId }) => itemId === errand.itemId);
  return isThere ? errands.map((one) => (one.itemId === errand.itemId ? errand : one)) : [...errands, errand];
}

/** A second tap on "take a number" finds the ticket step already there and changes nothing. */
export function reduceFlow(flow: Flow, action: FlowAction): Flow {
  const isTaken = stepOf(flow).at === 'ticket';
  switch (action.do) {
    case 'home': return atHome;
    // Back at home nothing is left of what was chosen.
    case 'back': return isTaken ? flow : flow.trail.length <= 1 ? atHome : { ...flow, trail: flow.trail.slice(0, -1) };
    case 'go': return isTaken ? flow : { ...flow, trail: [...flow.trail, action.step] };
    case 'refine': return stepOf(flow).at === action.step.at ? { ...flow, trail: [...flow.trail.slice(0, -1), action.step] } : flow;
    case 'gather': return isTaken ? flow : { ...flow, trail: [...flow.trail, action.step], errands: withErrand(flow.errands, action.errand) };
    case 'count': return { ...flow, errands: withErrand(flow.errands, action.errand) };
    case 'drop': return { ...flow, errands: flow.errands.filter(({ itemId }) => itemId !== action.itemId) };
    case 'say': return { ...flow, chosen: action.chosen };
  }
}
