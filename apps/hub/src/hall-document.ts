// The hall and its catalogue as they lie in DATA (or come with the sample): checked, indexed, and taken into force as a version.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importCatalogueText, indexCatalogue } from '@hallcall/catalogue';
import { checkConfig, type HallConfig } from '@hallcall/domain';
import { catalogueProblemText, texts, type Language } from '@hallcall/text';
import type { Engine } from './engine/engine.ts';
import { Refusal } from './store/refusal.ts';

/** Texts as they are stored and published; `catalogue` carries its search index as `search`. */
export type HallDocument = { readonly hall: string; readonly catalogue: string };

export type Adoption =
  | { readonly kind: 'inForce'; readonly version: number }
  /** The version is stored, but somebody still stands in what it takes away; the one before stays. */
  | { readonly kind: 'refused'; readonly ids: readonly string[] };

/** Reads DATA/hall.json and DATA/catalogue.json. Throws `Refusal` with every problem, each with its place. */
export function readHallDocument(folder: string, language: Language): HallDocument {
  const hallFile = join(folder, 'hall.json');
  const checked = checkConfig(parseFile(hallFile));
  if (!checked.ok) {
    const problems = checked.problems.map(({ path, code, ...facts }) => `${path}: ${code} ${JSON.stringify(facts)}`);
    throw new Refusal({ code: 'config.invalid', file: hallFile, problems });
  }
  const catalogueFile = join(folder, 'catalogue.json');
  const document = hallDocument(checked.config, readText(catalogueFile), (problems) => {
    throw new Refusal({ code: 'config.invalid', file: catalogueFile, problems });
  }, language);
  return document;
}

/** Puts a checked hall and a catalogue's text together. Calls `refuse` with the problems, as sentences. */
export function hallDocument(
  hall: HallConfig,
  catalogueText: string,
  refuse: (problems: string[]) => never,
  language: Language,
): HallDocument {
  const imported = importCatalogueText(catalogueText);
  if (!imported.ok) return refuse(imported.problems.map((problem) => catalogueProblemText(texts(language), problem)));
  const { catalogue } = imported;
  const known = new Set<string>(catalogue.departments.flatMap(({ items }) => items.map(({ id }) => id)));
  const unknown = hall.items.filter(({ id }) => !known.has(id));
  if (unknown.length > 0) return refuse(unknown.map(({ id }) => `items: ${id} is in the hall and not in the catalogue`));
  return { hall: JSON.stringify(hall), catalogue: JSON.stringify({ ...catalogue, search: indexCatalogue(catalogue) }) };
}

/** Stores the document as a new version unless it is the newest one, and asks the rules to take it into force. */
export async function adoptDocument(engine: Engine, document: HallDocument, now: number): Promise<Adoption> {
  const { configs } = engine.core;
  const newest = configs.newest();
  const isNewest = newest?.hall === document.hall && newest.catalogue === document.catalogue;
  const version = isNewest ? newest.version : (newest?.version ?? 0) + 1;
  if (!isNewest) await engine.change(() => configs.add(version, now, document));
  if (engine.state().config === version) return { kind: 'inForce', version };
  const applied = await engine.tell({ type: 'config.adopt', version });
  if (applied.kind === 'events') return { kind: 'inForce', version };
  if (applied.kind === 'rejection' && applied.rejection.code === 'config.inUse') return { kind: 'refused', ids: applied.rejection.ids };
  throw new Error(`configuration ${version} was not taken into force: ${JSON.stringify(applied)}`);
}

function parseFile(file: string): unknown {
  try {
    return JSON.parse(readText(file));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal({ code: 'config.invalid', file, problems: [String(error)] }, { cause: error });
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Refusal({ code: 'file.missing', file }, { cause: error });
  }
}
