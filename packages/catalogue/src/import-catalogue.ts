import { jsonFaultAt, type ItemId } from '@hallcall/domain';
import { checkCatalogue, countCatalogue } from './check-catalogue.ts';
import type { CatalogueProblem } from './problem.ts';
import { missingFields, type PublicField } from './public-item.ts';
import { Catalogue, type Counts } from './schema.ts';
import { shapeProblems } from './shape-problems.ts';

/** An item whose public fields are not all there; it queues as usual and is listed for the manager. */
export type IncompleteItem = { readonly itemId: ItemId; readonly missing: readonly PublicField[] };

export type CatalogueImport =
  | {
      readonly ok: true;
      readonly catalogue: Catalogue;
      readonly incomplete: readonly IncompleteItem[];
      readonly counts: Counts;
    }
  | { readonly ok: false; readonly problems: readonly [CatalogueProblem, ...CatalogueProblem[]] };

/**
 * Takes a parsed catalogue file, or refuses it whole with every fault found. Shape comes first: while something has
 * the wrong shape, duplicates and references are not looked at yet.
 */
export function importCatalogue(json: unknown): CatalogueImport {
  const parsed = Catalogue.safeParse(json, { reportInput: true });
  const problems = parsed.success ? checkCatalogue(parsed.data) : shapeProblems(parsed.error);
  const [first, ...rest] = problems;
  if (first !== undefined) return { ok: false, problems: [first, ...rest] };
  if (!parsed.success) throw new Error('a failed parse has issues', { cause: parsed.error });
  const catalogue = parsed.data;
  return { ok: true, catalogue, incomplete: incompleteItems(catalogue), counts: countCatalogue(catalogue) };
}

/** The same from the text of a file; a byte order mark, as spreadsheet programs write it, is accepted. */
export function importCatalogueText(text: string): CatalogueImport {
  const bare = text.replace(/^\uFEFF/, '');
  const place = jsonFaultAt(bare);
  if (place !== null) return { ok: false, problems: [{ path: '', code: 'file.notJson', ...place }] };
  return importCatalogue(JSON.parse(bare));
}

function incompleteItems(catalogue: Catalogue): IncompleteItem[] {
  return catalogue.departments
    .flatMap((department) => department.items)
    .map((item) => ({ itemId: item.id, missing: missingFields(item) }))
    .filter(({ missing }) => missing.length > 0);
}
