// Where a visitor stands: a trail of steps, so that back is always the step before. Pure.
import type { ItemCount } from '@hallcall/domain';
import type { BookingsOfCard, BookingsProblem, TakeTicket } from '@hallcall/protocol';
import { nothingChosen, type Chosen } from './chosen.ts';

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

/** What was put on one number so far, in the order of choosing, and what was said of the person who takes it. */
export type Basket = { readonly items: readonly ItemCount[]; readonly chosen: Chosen };

export type Flow = { readonly trail: readonly Step[]; readonly basket: Basket };

export type FlowAction =
  | { readonly do: 'go'; readonly step: Step }
  /** Changes the step one stands on: a filter, a query. */
  | { readonly do: 'refine'; readonly step: Step }
  /** Goes on with more for the same number. */
  | { readonly do: 'collect'; readonly basket: Basket; readonly step: Step }
  | { readonly do: 'back' }
  | { readonly do: 'home' };

const attract: Step = { at: 'attract' };
export const atHome: Flow = { trail: [], basket: { items: [], chosen: nothingChosen } };

/** The step to show. */
export const stepOf = (flow: Flow): Step => flow.trail.at(-1) ?? attract;

/** A second tap on "take a number" finds the ticket step already there and changes nothing. */
export function reduceFlow(flow: Flow, action: FlowAction): Flow {
  const isTaken = stepOf(flow).at === 'ticket';
  switch (action.do) {
    case 'home': return atHome;
    case 'back': return isTaken ? flow : back(flow);
    case 'go': return isTaken ? flow : { ...flow, trail: [...flow.trail, action.step] };
    case 'collect': return isTaken ? flow : { trail: [...flow.trail, action.step], basket: action.basket };
    case 'refine': return stepOf(flow).at === action.step.at ? { ...flow, trail: [...flow.trail.slice(0, -1), action.step] } : flow;
  }
}

/** On the first page nothing is left of anybody. */
function back({ trail, basket }: Flow): Flow {
  return trail.length < 2 ? atHome : { trail: trail.slice(0, -1), basket };
}
