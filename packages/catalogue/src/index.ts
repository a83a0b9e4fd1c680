// Reading, checking and indexing a catalogue: for the hub, the agent and tools. Pages take `@hallcall/catalogue/search`
// and types only. `@hallcall/catalogue/sample` is the sample hall's file; read it as text and import it:
//   importCatalogueText(readFileSync(createRequire(import.meta.url).resolve('@hallcall/catalogue/sample'), 'utf8'))
export { countCatalogue } from './check-catalogue.ts';
export { generateHall, type HallSize } from './generated-hall.ts';
export { importCatalogue, importCatalogueText, type CatalogueImport, type IncompleteItem } from './import-catalogue.ts';
export { indexCatalogue } from './pinyin-index.ts';
export type { CatalogueProblem } from './problem.ts';
export {
  itemsById,
  missingFields,
  publicFields,
  publicItem,
  type ItemPlace,
  type PublicField,
  type PublicItem,
} from './public-item.ts';
export {
  Catalogue,
  type Bilingual,
  type CatalogueFile,
  type Chain,
  type Counts,
  type Department,
  type Fee,
  type Item,
  type Material,
  type TimeLimit,
} from './schema.ts';
export {
  matchKinds,
  search,
  type MatchKind,
  type Reading,
  type SearchEntry,
  type SearchHit,
  type SearchIndex,
} from './search.ts';
