// The published document of a configuration: what the agent needs of it, and the text it hands on unchanged.
import type { Fee, Item, Material, TimeLimit } from '@hallcall/catalogue';
import { HallConfig, type Bilingual } from '@hallcall/domain';
import { z } from 'zod';

/** What must be public of an item, as far as a paper says it. */
export type ItemFacts = Pick<Item, 'basis' | 'procedure' | 'timeLimit' | 'fee'>;

/** A configuration in force at the kiosk. */
export type Published = {
  readonly version: number;
  readonly hall: HallConfig;
  /** The whole document as the hub sent it, for the page. */
  readonly body: string;
  readonly itemName: (itemId: string) => Bilingual | null;
  readonly itemFacts: (itemId: string) => ItemFacts | null;
  readonly material: (materialId: string) => Material | null;
};

const PublicText = z.object({ zh: z.string(), en: z.string() });
const payAt = z.enum(['bank', 'desk']);
const PublishedFee: z.ZodType<Fee> = z.discriminatedUnion('charge', [
  z.object({ charge: z.literal('none') }),
  z.object({ charge: z.literal('amount'), fen: z.int(), payAt, text: PublicText }),
  z.object({ charge: z.literal('schedule'), payAt, text: PublicText }),
]);
const PublishedTimeLimit: z.ZodType<TimeLimit> = z.object({ legalDays: z.int(), promisedDays: z.int() });

const named = { zh: z.string(), en: z.string() };
const PublishedItem = z.object({
  id: z.string(), ...named, basis: PublicText.nullable().default(null), procedure: PublicText.nullable().default(null),
  timeLimit: PublishedTimeLimit.nullable().default(null), fee: PublishedFee.nullable().default(null),
});
const Document = z.object({
  version: z.int(),
  hall: HallConfig,
  catalogue: z.object({
    materials: z.record(z.string(), z.object({ ...named, copies: z.int() })).default({}),
    departments: z.array(z.object({ items: z.array(PublishedItem) })),
  }),
});

/** Reads a document. Throws when it is none: the hub has checked it, so this is a damaged copy or another program. */
export function readPublished(body: string): Published {
  const { version, hall, catalogue } = Document.parse(JSON.parse(body));
  const items = new Map(catalogue.departments.flatMap((department) => department.items.map((item) => [item.id, item] as const)));
  const materials = new Map(Object.entries(catalogue.materials));
  const itemName = (itemId: string): Bilingual | null => {
    const item = items.get(itemId);
    return item ? { zh: item.zh, en: item.en } : null;
  };
  return { version, hall, body, itemName, itemFacts: (itemId) => items.get(itemId) ?? null, material: (materialId) => materials.get(materialId) ?? null };
}
