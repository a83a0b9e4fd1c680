// The materials that the catalogue asks for the items of a visitor.
import type { HubConfig } from '@hallcall/client';
import type { ItemCount, MaterialId } from '@hallcall/domain';
import type { Language } from '@hallcall/text';

export type MaterialChoice = { readonly id: MaterialId; readonly name: string; readonly copies: number };

/** Each once, in the order of the items and of their own lists. */
export function materialChoices({ catalogue }: HubConfig, items: readonly ItemCount[], language: Language): MaterialChoice[] {
  const known = catalogue.departments.flatMap((department) => department.items);
  const ids = items.flatMap(({ itemId }) => known.find(({ id }) => id === itemId)?.materials ?? []);
  return [...new Set(ids)].flatMap((id) => {
    const material = catalogue.materials[id];
    return material ? [{ id, name: material[language], copies: material.copies }] : [];
  });
}

/** What a clerk reads of a list of materials; one that the catalogue has lost stands as its id. */
export const materialNames = ({ catalogue }: HubConfig, ids: readonly string[], language: Language): string[] =>
  ids.map((id) => catalogue.materials[id]?.[language] ?? id);
