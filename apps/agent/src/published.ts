// The published document of a configuration: what the agent needs of it, and the text it hands on unchanged.
import type { Item } from '@hallcall/catalogue';
import { HallConfig, type Bilingual } from '@hallcall/domain';
import { z } from 'zod';

/** A configuration in force at the kiosk. */
export type Published = {
  readonly version: number;
  readonly hall: HallConfig;
  /** The whole document as the hub sent it, for the page. */
  readonly body: string;
  readonly itemName: (itemId: string) => Bilingual | null;
};

const Named = z.object({ id: z.string(), zh: z.string(), en: z.string() }) satisfies z.ZodType<Record<keyof Pick<Item, 'id' | 'zh' | 'en'>, string>>;
const Document = z.object({
  version: z.int(),
  hall: HallConfig,
  catalogue: z.object({ departments: z.array(z.object({ items: z.array(Named) })) }),
});

/** Reads a document. Throws when it is none: the hub has checked it, so this is a damaged copy or another program. */
export function readPublished(body: string): Published {
  const { version, hall, catalogue } = Document.parse(JSON.parse(body));
  const names = new Map(catalogue.departments.flatMap(({ items }) => items.map(({ id, zh, en }) => [id, { zh, en }] as const)));
  return { version, hall, body, itemName: (itemId) => names.get(itemId) ?? null };
}
