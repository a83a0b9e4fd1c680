import type { FreeSlot, FullAt, ItemId } from '@hallcall/domain';

/** The slots with none free where the numbers of one of these items are all taken. */
export function freeFor(items: readonly { readonly itemId: ItemId }[], slots: readonly FreeSlot[], full: readonly FullAt[]): readonly FreeSlot[] {
  const shut = new Set(full.filter((limit) => items.some(({ itemId }) => limit.items.includes(itemId))).flatMap(({ at }) => at));
  return slots.map((slot) => (shut.has(slot.from) ? { ...slot, free: 0 } : slot));
}
