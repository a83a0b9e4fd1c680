// What is put on one number: items and how many of each, as many as a ticket holds (RULES.md, A3).
import type { ItemCount } from '@hallcall/domain';

export type ItemId = ItemCount['itemId'];

export const mostItems = 20;
export const mostOfOne = 99;

/** The item behind what was chosen before; one that is there already stays as it is. */
export const withItem = (items: readonly ItemCount[], itemId: ItemId): readonly ItemCount[] =>
  items.some((one) => one.itemId === itemId) ? items : [...items, { itemId, count: 1 }];

/** At least one and at most 99. */
export const withCount = (items: readonly ItemCount[], itemId: ItemId, count: number): readonly ItemCount[] =>
  items.map((one) => (one.itemId === itemId ? { itemId, count: Math.min(mostOfOne, Math.max(1, count)) } : one));

export const casesOf = (items: readonly ItemCount[]): number => items.reduce((sum, { count }) => sum + count, 0);
