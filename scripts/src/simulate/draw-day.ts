// A day by lot: visitors by item and half-hour, windows by roster, faults of the devices. The same seed draws the same day.
import { dayHours, planJourney, ServiceDate, Timetable, type HallConfig, type TicketNumber } from '@hallcall/domain';
import { createChooser, itemDemands } from './demand.ts';
import { createDice } from './dice.ts';
import { drawVisitor, type Surroundings } from './draw-visitor.ts';
import { hours, latestMinutes, simulatedDate, type DayProfile } from './profile.ts';
import { simulatedHallId } from './simulated-hall.ts';
import type { DayPlan, RosterStep, Visitor, WindowPlan } from './visitor.ts';

const minuteMs = 60_000;
const halfHourMs = 30 * minuteMs;

/** Another hall than the simulated one gets visitors by its number of windows. */
export function drawDay(profile: DayProfile, hall: HallConfig, seed: number): DayPlan {
  const opensAt = openingOf(hall);
  const demands = itemDemands(hall);
  const surroundings: Surroundings = {
    profile, hall, seed, opensAt,
    item: createChooser(demands, ({ weight }) => weight),
    halfHour: createChooser(profile.arrivals.map((weight, index) => ({ weight, from: opensAt + index * halfHourMs })), ({ weight }) => weight),
    minutesOf: new Map(demands.map(({ itemId, minutes }) => [itemId, minutes])),
    queueIds: hall.queues.map(({ id }) => id),
  };
  const isOwn = hall.hallId === simulatedHallId;
  const count = isOwn ? profile.tickets : Math.round((profile.tickets * hall.windows.length) / profile.windows);
  const visitors = Array.from({ length: count }, (_, index) => drawVisitor(surroundings, index));
  return {
    startsAt: opensAt - minuteMs, managerOpensAt: null, managerClosesAt: opensAt + latestMinutes * minuteMs,
    visitors: withBandNumbers(inOrder(visitors), hall, opensAt, profile),
    windows: hall.windows.map((window, index) => drawRoster({ windowId: window.id, index, profile, opensAt, seed })),
  };
}

/** When the profiles' hours begin on the simulated date, in the hall's own time zone, epoch ms. */
function openingOf(hall: HallConfig): number {
  const week = Array.from({ length: 7 }, () => [hours]);
  const [first] = dayHours({ ...hall, timetable: Timetable.parse({ kind: 'weekly', week, special: {} }) }, ServiceDate.parse(simulatedDate));
  if (!first) throw new Error('the simulated day has no hours');
  return first.from;
}

const inOrder = (visitors: readonly Visitor[]): Visitor[] =>
  visitors.toSorted((a, b) => a.arrivesAt - b.arrivesAt || (a.ticketId < b.ticketId ? -1 : 1));

/** Who comes to a kiosk without the hub gets a number of its own band at once; the hub hears of it when the kiosk is back. */
function withBandNumbers(visitors: readonly Visitor[], hall: HallConfig, opensAt: number, { away }: DayProfile): Visitor[] {
  const next = new Map<string, number>();
  return visitors.map((visitor) => {
    const slot = slotOf(visitor.device);
    const gap = away.find(({ kiosk, from, to }) => kiosk === slot && visitor.arrivesAt >= opensAt + from * minuteMs && visitor.arrivesAt < opensAt + to * minuteMs);
    const plan = gap && planJourney({ items: visitor.items, chain: visitor.chain }, hall);
    if (!gap || plan?.kind !== 'plan') return visitor;
    const key = `${slot} ${plan.prefix}`;
    const n = next.get(key) ?? bandOf(slot, hall).first;
    next.set(key, n + 1);
    const number: TicketNumber = { prefix: plan.prefix, n };
    return { ...visitor, booked: null, offline: { number, heardAt: opensAt + gap.to * minuteMs } };
  });
}

/** `kiosk-1` is slot 0. */
const slotOf = (device: string): number => Math.max(0, Number(device.split('-').at(-1)) - 1 || 0);

/** A kiosk's own numbers, the same for every prefix. */
function bandOf(slot: number, { policy: { slots } }: HallConfig): { readonly first: number; readonly last: number } {
  const width = Math.floor(5000 / slots);
  return { first: 5000 + (slot % slots) * width, last: 5000 + (slot % slots) * width + width - 1 };
}

type Rostered = { readonly windowId: string; readonly index: number; readonly profile: DayProfile; readonly opensAt: number; readonly seed: number };

/** Windows take turns at noon; some only work while most visitors come. */
function drawRoster({ windowId, index, profile, opensAt, seed }: Rostered): WindowPlan {
  const dice = createDice(seed, 'roster', windowId);
  const isShort = dice.chance(profile.shortShift) && index % 2 === 1;
  const lunch = profile.lunches[index % profile.lunches.length];
  const at = (minutes: number): number => opensAt + minutes * minuteMs;
  const dayMinutes = profile.arrivals.length * 30;
  const steps: RosterStep[] = [
    { at: at(isShort ? 60 : 0) + dice.between(10_000, 120_000), what: 'open' },
    ...(lunch ? [{ at: at(lunch.from), what: 'pause' as const, reason: 'lunch' as const }, { at: at(lunch.to), what: 'resume' as const }] : []),
    ...(isShort ? [{ at: at(dayMinutes - 60), what: 'close' as const }] : []),
  ];
  return { windowId, steps };
}
