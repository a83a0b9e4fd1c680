// One visitor by lot, from a stream of numbers of their own.
import { DeviceId, planJourney, TicketId, type Booking, type HallConfig, type ItemCount, type Need, type PersonClass, type QueueId, type StopPlan } from '@hallcall/domain';
import type { ItemDemand } from './demand.ts';
import { createDice, type Dice } from './dice.ts';
import { drawTurns } from './draw-turns.ts';
import { behaviour, type DayProfile, type Span } from './profile.ts';
import type { Visitor } from './visitor.ts';

export type Surroundings = {
  readonly profile: DayProfile;
  readonly hall: HallConfig;
  readonly seed: number;
  readonly opensAt: number;
  readonly item: (unit: number) => ItemDemand;
  readonly halfHour: (unit: number) => { readonly from: number };
  readonly minutesOf: ReadonlyMap<string, number>;
  readonly queueIds: readonly QueueId[];
};

const minuteMs = 60_000;
const slotMs = 30 * minuteMs;

/** The `index`-th visitor of the day; they do not come in this order. */
export function drawVisitor(around: Surroundings, index: number): Visitor {
  const { profile, hall } = around;
  const dice = createDice(around.seed, 'visitor', index);
  const ticketId = TicketId.parse(dice.id());
  const arrivesAt = around.halfHour(dice.unit()).from + dice.below(slotMs);
  const kiosk = dice.below(profile.kiosks);
  const wish = drawWish(around, dice);
  const isPaperOut = profile.paperOut.some((span) => span.kiosk === kiosk && isWithin(span, arrivesAt - around.opensAt));
  return {
    ticketId, arrivesAt, ...wish,
    device: DeviceId.parse(`kiosk-${kiosk + 1}`),
    personClass: drawClass(dice), needs: drawNeeds(dice), booked: drawBooking(dice, arrivesAt),
    language: dice.chance(behaviour.english) ? 'en' : 'zh',
    offline: null,
    paper: { outcome: isPaperOut ? 'failed' : 'printed', afterMs: dice.between(...behaviour.printsIn) },
    claimsAfterMs: isPaperOut && dice.chance(behaviour.claims) ? dice.between(...behaviour.claimsAfter) : null,
    urgentAfterMs: dice.chance(behaviour.urgent) ? dice.between(minuteMs, 10 * minuteMs) : null,
    leaves: { afterMs: Math.round(dice.weibull(behaviour.patienceMs)), says: dice.chance(behaviour.saysGoodbye) },
    turns: drawTurns(stopsOf(hall, wish), around, dice),
  };
}

const isWithin = ({ from, to }: Span, sinceMs: number): boolean => sinceMs >= from * minuteMs && sinceMs < to * minuteMs;

type Wish = Pick<Visitor, 'items' | 'chain'>;

function drawWish({ hall, item }: Surroundings, dice: Dice): Wish {
  if (hall.chains.length > 0 && dice.chance(behaviour.chain)) {
    const chain = dice.pick(hall.chains);
    return { chain: chain.id, items: chain.stops.flatMap(({ items }) => items).slice(0, 20).map((itemId) => ({ itemId, count: 1 })) };
  }
  const first: ItemCount = { itemId: item(dice.unit()).itemId, count: 1 };
  const second = dice.chance(behaviour.secondItem) ? item(dice.unit()).itemId : first.itemId;
  return { chain: null, items: second === first.itemId ? [first] : [first, { itemId: second, count: 1 }] };
}

function stopsOf(hall: HallConfig, { items, chain }: Wish): readonly Pick<StopPlan, 'queueId' | 'items'>[] {
  const plan = planJourney({ items, chain }, hall);
  return plan.kind === 'plan' ? plan.stops : [];
}

function drawClass(dice: Dice): PersonClass {
  const unit = dice.unit();
  let end = 0;
  for (const personClass of ['elder', 'disabled', 'pregnant', 'military'] as const) {
    end += behaviour[personClass];
    if (unit < end) return personClass;
  }
  return 'ordinary';
}

const drawNeeds = (dice: Dice): readonly Need[] => (dice.chance(behaviour.need) ? [dice.pick(['wheelchair', 'sign', 'slowRepeat'] as const)] : []);

/** A slot of half an hour that holds the arrival, or began shortly after it. */
function drawBooking(dice: Dice, arrivesAt: number): Booking | null {
  if (!dice.chance(behaviour.booked)) return null;
  const from = Math.floor((arrivesAt + dice.below(15) * minuteMs) / (15 * minuteMs)) * 15 * minuteMs;
  return { from, to: from + slotMs };
}
