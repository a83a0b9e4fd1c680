// What a page or a slip shows of an item. No schema library here: pages import this at run time.
import type { Bilingual, Catalogue, Department, Fee, Item, Material, TimeLimit } from './schema.ts';

/** What must be published of every item (依据、标准、程序、材料、时限、收费), in the order shown. */
export const publicFields = ['basis', 'standard', 'procedure', 'materials', 'timeLimit', 'fee'] as const;
export type PublicField = (typeof publicFields)[number];

/** The six public fields with materials looked up; a field that is missing is null and named in `missing`. */
export type PublicItem = {
  readonly id: Item['id'];
  readonly officialCode: string | null;
  readonly zh: string;
  readonly en: string;
  readonly category: Item['category'];
  readonly kind: Item['kind'];
  /** Usual time at the window, minutes. */
  readonly minutes: number;
  readonly basis: Bilingual | null;
  readonly standard: Bilingual | null;
  readonly procedure: Bilingual | null;
  readonly materials: readonly Material[] | null;
  readonly timeLimit: (TimeLimit & { readonly isInstant: boolean }) | null;
  readonly fee: Fee | null;
  readonly missing: readonly PublicField[];
};

/** The public face of one item of `catalogue`. */
export function publicItem(catalogue: Pick<Catalogue, 'materials'>, item: Item): PublicItem {
  const { id, officialCode, zh, en, category, kind, minutes, basis, standard, procedure, timeLimit, fee } = item;
  return {
    id, officialCode, zh, en, category, kind, minutes, basis, standard, procedure, fee,
    materials: item.materials?.flatMap((material) => catalogue.materials[material] ?? []) ?? null,
    timeLimit: timeLimit && { ...timeLimit, isInstant: timeLimit.promisedDays === 0 },
    missing: missingFields(item),
  };
}

/** The public fields an item lacks, in the order shown. */
export function missingFields(item: Item): PublicField[] {
  return publicFields.filter((field) => item[field] === null);
}

/** An item and the department it belongs to. */
export type ItemPlace = { readonly item: Item; readonly department: Department };

/** Every item with its department, by item id. */
export function itemsById(catalogue: Pick<Catalogue, 'departments'>): ReadonlyMap<string, ItemPlace> {
  return new Map(
    catalogue.departments.flatMap((department) => department.items.map((item) => [item.id, { item, department }])),
  );
}
