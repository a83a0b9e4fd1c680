// The sample hall with quotas, limits and slots so small that a minute reaches them, and no-shows that need no patience.
import type { HallConfig } from '@hallcall/domain';

/** What the cast asks for now and then beside what has no limit. */
export const limitedItems = { perSlot: 'D02-02', perDay: 'D06-02', ofDepartment: 'D15-01' } as const;
/** Queues that take bookings, and what is booked there. */
export const bookedItems = { 'q-market': ['D01-01'], 'q-household': ['D02-01', 'D02-01', limitedItems.perSlot], 'q-tax': ['D06-01'] } as const;

/** One queue is soon booked out, the others are not. */
const perSlot = { 'q-market': 3, 'q-household': 60, 'q-tax': 60 } as const satisfies Record<keyof typeof bookedItems, number>;

export function limitedHall(sample: HallConfig): HallConfig {
  const [slotItem, dayItem, departmentItem] = [limitedItems.perSlot, limitedItems.perDay, limitedItems.ofDepartment].map((wanted) => sample.items.find(({ id }) => id === wanted));
  if (!slotItem || !dayItem || !departmentItem) throw new Error('the sample hall has no longer the items of the torture');
  return {
    ...sample,
    policy: { ...sample.policy, callsBeforeMissed: 2, callSpacingMs: 50, missAfterMs: 100, perPerson: { liveTickets: 2, perItemPerDay: 3 } },
    quotas: {
      slotMinutes: 10,
      items: [{ item: slotItem.id, perDay: null, perSlot: 4 }, { item: dayItem.id, perDay: 8, perSlot: null }],
      departments: [{ department: departmentItem.department, perDay: 60, perSlot: 6 }],
    },
    bookings: { daysAhead: 2, slotMinutes: 10, perSlot, blockAfter: { missed: 3, days: 30 } },
  };
}
