// How many numbers an item or a department gives a day and a slot (RULES.md, QU1–QU8). What is taken is counted in one
// place, `takenIn`: whatever else comes to take places is added there.
import type { ItemCount } from './command.ts';
import type { HallConfig } from './config.ts';
import type { BookingId, DepartmentId, ItemId, ServiceDate } from './ids.ts';
import { dayHours, serviceDateAt } from './service-day.ts';
import type { ReadonlyHall } from './state.ts';

/** A stretch of the day, epoch ms; `to` belongs to the next one. */
export type Slot = { readonly from: number; readonly to: number };

/** `nextFree`: the first later slot of the day that has room; null: none, or the day itself is full. */
export type QuotaFull = (
  | { readonly scope: 'item'; readonly id: ItemId }
  | { readonly scope: 'department'; readonly id: DepartmentId }
) & { readonly per: 'day' | 'slot'; readonly nextFree: Slot | null };

/** `without`: a booking that is being changed. */
type Wanted = Slot & { readonly items: readonly ItemCount[]; readonly date: ServiceDate; readonly now: number; readonly without: BookingId | null };
type Limit = (Pick<QuotaFull, 'scope' | 'id'>) & {
  readonly perDay: number | null; readonly perSlot: number | null; readonly items: readonly ItemId[];
  /** How many more are asked for. */
  readonly wanted: number;
};
type Span = { readonly date: ServiceDate; readonly slot: Slot | null; readonly without?: BookingId | null };

const listed = 60;
const minuteMs = 60_000;

/** QU1: the day's slots, in order: each stretch of the hall's hours cut from its beginning, the last piece as long as is left. */
export function slotsOn(config: HallConfig, date: ServiceDate): readonly Slot[] {
  const lengthMs = config.quotas.slotMinutes * minuteMs;
  return dayHours(config, date).flatMap(({ from, to }) =>
    Array.from({ length: Math.ceil((to - from) / lengthMs) }, (_, index): Slot => ({ from: from + index * lengthMs, to: Math.min(to, from + (index + 1) * lengthMs) })));
}

/** The slot that `now` (epoch ms) lies in; null outside the hall's hours. */
export function slotAt(config: HallConfig, now: number): Slot | null {
  return slotsOn(config, serviceDateAt(config, now)).find((slot) => isIn(slot, now)) ?? null;
}

const isIn = ({ from, to }: Slot, at: number): boolean => from <= at && at < to;

/** QU2: what these items have given of a slot or, without one, of the whole day: numbers that were not cancelled or superseded, who has booked in the slot booked, come or not. */
export function takenIn(state: ReadonlyHall, { date, slot, without = null }: Span, items: readonly ItemId[]): number {
  let taken = 0 - changed(state, { date, slot, without }, items);
  const ahead = state.bookedAhead.get(date);
  for (const itemId of items) for (const [from, count] of ahead?.get(itemId) ?? []) if (slot === null || isIn(slot, from)) taken += count;
  if (state.day?.date !== date) return taken;
  for (const itemId of items) {
    for (const { ticketId, count } of state.takenByItem.get(itemId) ?? []) {
      if (slot === null || isTakenIn(state, slot, ticketId)) taken += count;
    }
  }
  return taken;
}

/** What the booking that is being changed takes there itself. */
function changed({ bookingById }: ReadonlyHall, { date, slot, without }: Required<Span>, items: readonly ItemId[]): number {
  const own = without === null ? undefined : bookingById.get(without);
  if (own?.status !== 'open' || own.date !== date || (slot !== null && !isIn(slot, own.from))) return 0;
  return own.items.filter(({ itemId }) => items.includes(itemId)).reduce((sum, { count }) => sum + count, 0);
}

function isTakenIn(state: ReadonlyHall, slot: Slot, ticketId: Parameters<ReadonlyHall['ticketById']['get']>[0]): boolean {
  const ticket = state.ticketById.get(ticketId);
  return ticket !== undefined && isIn(slot, ticket.booked?.from ?? ticket.issuedAt);
}

/**
 * QU3–QU5: why these items cannot be had in the slot from–to, or null. A slot without length (`from` = `to`) stands for a
 * moment outside the hours: only the day's limits hold there.
 */
export function quotaFull(state: ReadonlyHall, config: HallConfig, { items, from, to, date, now, without }: Wanted): QuotaFull | null {
  return fullOf(state, config, limitsFor(config, items), { date, now, slot: from < to ? { from, to } : null, after: to, without });
}

type Asked = Required<Span> & { readonly now: number; readonly after: number };

function fullOf(state: ReadonlyHall, config: HallConfig, limits: readonly Limit[], { date, now, slot, after, without }: Asked): QuotaFull | null {
  const dayFull = limits.find((limit) => isDayFull(state, limit, { date, slot: null, without }));
  if (dayFull) return named(dayFull, 'day', null);
  const slotFull = slot && limits.find((limit) => isSlotFull(state, limit, { date, slot, without }));
  if (!slotFull) return null;
  const hasRoom = (other: Slot): boolean => other.from >= after && other.from > now && !limits.some((limit) => isSlotFull(state, limit, { date, slot: other, without }));
  return named(slotFull, 'slot', slotsOn(config, date).find(hasRoom) ?? null);
}

// Scope and id come from one limit, so they belong together.
const named = ({ scope, id }: Limit, per: QuotaFull['per'], nextFree: Slot | null): QuotaFull => ({ scope, id, per, nextFree }) as QuotaFull;

const isDayFull = (state: ReadonlyHall, { perDay, items, wanted }: Limit, span: Span): boolean =>
  perDay !== null && takenIn(state, span, items) + wanted > perDay;

const isSlotFull = (state: ReadonlyHall, { perSlot, items, wanted }: Limit, span: Span): boolean =>
  perSlot !== null && takenIn(state, span, items) + wanted > perSlot;

/** The limits that concern these items, the departments' first; `wanted` is what is asked of each. */
function limitsFor(config: HallConfig, items: readonly ItemCount[]): readonly Limit[] {
  const wantedOf = (own: readonly ItemId[]): number => items.reduce((sum, { itemId, count }) => (own.includes(itemId) ? sum + count : sum), 0);
  return allLimits(config).map((limit) => ({ ...limit, wanted: wantedOf(limit.items) })).filter(({ wanted }) => wanted > 0);
}

/** Every limit of the configuration, asked for one more each. */
function allLimits({ quotas, items }: Pick<HallConfig, 'quotas' | 'items'>): readonly Limit[] {
  const ofDepartment = (id: DepartmentId): readonly ItemId[] => items.flatMap((item) => (item.department === id ? [item.id] : []));
  return [
    ...quotas.departments.map(({ department: id, perDay, perSlot }): Limit => ({ scope: 'department', id, perDay, perSlot, items: ofDepartment(id), wanted: 1 })),
    ...quotas.items.map(({ item: id, perDay, perSlot }): Limit => ({ scope: 'item', id, perDay, perSlot, items: [id], wanted: 1 })),
  ];
}

/** The items of one limit, and the moments (epoch ms) in whose slots it has no room for one more. */
export type FullAt = { readonly items: readonly ItemId[]; readonly at: readonly number[] };

/** QU3: of each limit that would refuse a booking at one of these moments of the date, at which; the others are left out. */
export function fullAt(state: ReadonlyHall, config: HallConfig, { date, now, moments }: { readonly date: ServiceDate; readonly now: number; readonly moments: readonly number[] }): readonly FullAt[] {
  const slots = slotsOn(config, date);
  return allLimits(config).flatMap((limit) => {
    const isFull = (slot: Slot): boolean => fullOf(state, config, [limit], { date, now, slot, after: slot.to, without: null }) !== null;
    const full = slots.filter(isFull);
    const at = moments.filter((moment) => full.some((slot) => isIn(slot, moment)));
    return at.length === 0 ? [] : [{ items: limit.items, at }];
  });
}

/** QU8: what gives no number at `now` (epoch ms), departments first, at most 60; items of a full department are not named again. */
export function fullNow(state: ReadonlyHall, config: HallConfig, now: number): readonly QuotaFull[] {
  const all = allLimits(config);
  if (all.length === 0) return [];
  const slot = slotAt(config, now);
  const date = dayOf(state, config, now);
  const asked: Asked = { date, now, slot, after: slot?.to ?? now, without: null };
  const departments = all.filter(({ scope }) => scope === 'department');
  const full = departments.flatMap((limit) => fullOf(state, config, [limit], asked) ?? []);
  const shut = new Set<string>(full.map(({ id }) => id));
  const open = all.filter((limit) => limit.scope === 'item' && !departments.some(({ id, items }) => shut.has(id) && limit.items.every((item) => items.includes(item))));
  return [...full, ...open.flatMap((limit) => fullOf(state, config, [limit], asked) ?? [])].slice(0, listed);
}

/** QU3, QU6: the refusal of a number now. Who has booked, or comes back with a pass, was promised one. */
export function refusedByQuota(
  state: ReadonlyHall, { items, isPromised }: { readonly items: readonly ItemCount[]; readonly isPromised: boolean }, { config, now }: { readonly config: HallConfig; readonly now: number },
): QuotaFull | null {
  if (isPromised || config.quotas.departments.length + config.quotas.items.length === 0) return null;
  const slot = slotAt(config, now) ?? { from: now, to: now };
  return quotaFull(state, config, { items, ...slot, date: dayOf(state, config, now), now, without: null });
}

/** Numbers belong to the open day, also where it goes on beyond its date. */
const dayOf = ({ day }: ReadonlyHall, config: HallConfig, now: number): ServiceDate => day?.date ?? serviceDateAt(config, now);
