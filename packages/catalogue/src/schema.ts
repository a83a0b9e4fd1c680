// A hall's catalogue: what can be done here, at which department, and the six things that must be public about it.
// Ids are opaque: a number prefix or an official code may change without touching an item's id.
import { DepartmentId, Fen, ItemId, MaterialId, Prefix, ZoneId } from '@hallcall/domain';
import { z } from 'zod';

/** A name in a list or on a key; longer texts are `PublicText`. */
const Name = z.string().trim().min(1).max(200);
const PublicText = z.string().trim().min(1).max(2000);
/** The key of a material: as `MaterialId`, but a record by it is asked with any text. */
const MaterialKey = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,47}$/);
const OfficialCode = z.string().regex(/^[^\s]{1,64}$/);
/** Syllables of letters and a tone 1–5, ü as v: `ying4 ji2 guan3 li3 ju2`. */
const NumberedPinyin = z.string().max(400).regex(/^[a-z]+[1-5]( [a-z]+[1-5])*$/);
const Days = z.int().min(0).max(3650);

const name = { zh: Name, en: Name };

/** A longer text in both languages. */
export const Bilingual = z.strictObject({ zh: PublicText, en: PublicText });
/** A text in both languages. */
export type Bilingual = z.infer<typeof Bilingual>;

/** Something the visitor brings, and how many copies. */
export const Material = z.strictObject({ ...name, copies: z.int().min(1).max(99) });
export type Material = z.infer<typeof Material>;

/** Working days by law and as promised; 0 promised days means done on the spot (即办). */
export const TimeLimit = z.strictObject({ legalDays: Days, promisedDays: Days });
export type TimeLimit = z.infer<typeof TimeLimit>;

const payAt = z.enum(['bank', 'desk']);
/** `none` is free of charge, `amount` a fixed sum in fen, `schedule` a sum the clerk works out from a tariff. */
export const Fee = z.discriminatedUnion('charge', [
  z.strictObject({ charge: z.literal('none') }),
  z.strictObject({ charge: z.literal('amount'), fen: Fen, payAt, text: Bilingual }),
  z.strictObject({ charge: z.literal('schedule'), payAt, text: Bilingual }),
]);
export type Fee = z.infer<typeof Fee>;

/** A public field that is absent or null is missing: the item is listed as incomplete and queues as usual. */
export const Item = z.strictObject({
  id: ItemId,
  officialCode: OfficialCode.nullable().default(null),
  ...name,
  category: z.enum(['approval', 'convenience']),
  kind: z.enum(['permit', 'registration', 'confirmation', 'benefit', 'other', 'convenience']),
  /** Usual time at the window, minutes. */
  minutes: z.number().min(0.5).max(480),
  basis: Bilingual.nullable().default(null),
  standard: Bilingual.nullable().default(null),
  procedure: Bilingual.nullable().default(null),
  /** Ids from `materials`; an empty list says that nothing need be brought. */
  materials: z.array(MaterialId).max(50).nullable().default(null),
  timeLimit: TimeLimit.nullable().default(null),
  fee: Fee.nullable().default(null),
});
export type Item = z.infer<typeof Item>;

/** `prefix` is the department's number series; `code` its place in the official list. */
export const Department = z.strictObject({
  code: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,47}$/),
  id: DepartmentId,
  prefix: Prefix,
  ...name,
  /** How the voice says the Chinese name, where it would say it wrongly. */
  reading: NumberedPinyin.nullable().default(null),
  zone: ZoneId,
  kind: z.enum(['government', 'convenience']),
  items: z.array(Item).min(1).max(500),
});
export type Department = z.infer<typeof Department>;

/** Items for one event in life: the outer list is the order, those of an inner list are done side by side. */
export const Chain = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,47}$/),
  ...name,
  mode: z.enum(['serial', 'parallel', 'mixed']),
  stages: z.array(z.array(ItemId).min(1).max(50)).min(1).max(50),
});
export type Chain = z.infer<typeof Chain>;

/** What the file says it holds, so that a cut-off file is noticed. */
export const Counts = z.strictObject({
  departments: z.int().min(0),
  items: z.int().min(0),
  approval: z.int().min(0),
  convenience: z.int().min(0),
});
export type Counts = z.infer<typeof Counts>;

export const Catalogue = z.strictObject({
  comment: Bilingual.nullable().default(null),
  version: z.int().min(1),
  counts: Counts.nullable().default(null),
  materials: z.record(MaterialKey, Material),
  departments: z.array(Department).min(1).max(200),
  chains: z.array(Chain).max(200).default([]),
});
/** A catalogue as imported: every shape checked, missing public fields null. */
export type Catalogue = z.infer<typeof Catalogue>;
/** A catalogue as a file may write it. */
export type CatalogueFile = z.input<typeof Catalogue>;
