// How much of each item is asked for, relative to the others. Within a department the first items of the list are asked for most.
import type { HallConfig, ItemId, QueueId } from '@hallcall/domain';
import { demandByDepartment } from './profile.ts';

export type ItemDemand = { readonly itemId: ItemId; readonly queueId: QueueId; readonly minutes: number; readonly weight: number };

/** One entry an item, in the hall's order. */
export function itemDemands({ items }: Pick<HallConfig, 'items'>): readonly ItemDemand[] {
  const seen = new Map<string, number>();
  const ranked = items.map(({ id, department, queue, minutes }) => {
    const rank = (seen.get(department) ?? 0) + 1;
    seen.set(department, rank);
    return { itemId: id, queueId: queue, minutes, department, weight: 1 / Math.sqrt(rank) };
  });
  const sums = sumBy(ranked, ({ department }) => department, ({ weight }) => weight);
  return ranked.map(({ department, weight, ...item }) => ({ ...item, weight: ((demandByDepartment[department] ?? 1) * weight) / (sums.get(department) ?? 1) }));
}

/** From call to start and from end to next call, in the measure of the catalogue's minutes: what a short visit costs besides. */
const aroundMinutes = 2;

/** Minutes asked for by queue, relative. */
export const minutesByQueue = (demands: readonly ItemDemand[]): ReadonlyMap<string, number> =>
  sumBy(demands, ({ queueId }) => queueId, ({ weight, minutes }) => weight * (minutes + aroundMinutes));

function sumBy<T>(list: readonly T[], key: (one: T) => string, value: (one: T) => number): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const one of list) sums.set(key(one), (sums.get(key(one)) ?? 0) + value(one));
  return sums;
}

/** Chooses by weight; `unit` from 0 to 1. */
export function createChooser<T>(list: readonly T[], weightOf: (one: T) => number): (unit: number) => T {
  let sum = 0;
  const ends = list.map((one) => (sum += weightOf(one)));
  return (unit) => {
    const wanted = unit * sum;
    let [low, high] = [0, list.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) > wanted) high = middle;
      else low = middle + 1;
    }
    const chosen = list[low];
    if (chosen === undefined) throw new Error('nothing to choose from');
    return chosen;
  };
}
