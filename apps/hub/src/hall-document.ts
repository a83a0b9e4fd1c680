// The hall and its catalogue as they lie in DATA (or come with the sample): checked, indexed, and taken into force as a
// version. Importing and indexing a catalogue takes half a second, so it is done only when the file has changed.
import { hash } from 'node:crypto';
import { join } from 'node:path';
import { checkConfig, type HallConfig } from '@hallcall/domain';
import { catalogueProblemText, configProblemText, texts, type Language } from '@hallcall/text';
import type { Engine } from './engine/engine.ts';
import { withPublicCalendar } from './public-calendar.ts';
import { parseDocument, readDocument } from './read-document.ts';
import { Refusal } from './store/refusal.ts';

/** A checked hall, and a catalogue that is checked when it has changed. */
export type HallSource = { readonly hall: HallConfig; readonly catalogueText: string; readonly catalogueFile: string };

export type Adoption =
  | { readonly kind: 'inForce'; readonly version: number }
  /** The version is stored, but somebody still stands in what it takes away; the one before stays. */
  | { readonly kind: 'refused'; readonly ids: readonly string[] };

/** Raised when the same file is to be published in another form. */
const publishedForm = 1;

/** Reads DATA/hall.json and DATA/catalogue.json. Throws `Refusal` with every problem, each with its place. */
export function readHallSource(folder: string, language: Language): HallSource {
  const hallFile = join(folder, 'hall.json');
  const checked = checkConfig(parseDocument(hallFile, readDocument(hallFile)));
  if (!checked.ok) {
    const problems = checked.problems.map((problem) => configProblemText(texts(language), problem));
    throw new Refusal({ code: 'config.invalid', file: hallFile, problems });
  }
  const catalogueFile = join(folder, 'catalogue.json');
  return { hall: checked.config, catalogueText: readDocument(catalogueFile), catalogueFile };
}

/** A restored hub never gives a version again that agents and browsers may keep from before: versions are immutable to them. */
const versionsPerEpoch = 1_000;

/**
 * Stores the source, with the public calendar of its country, as a new version unless it is the newest one, and asks the rules to
 * take it into force. Throws `Refusal` for a faulty catalogue.
 */
export async function adoptSource(engine: Engine, source: HallSource, { now, language }: { now: number; language: Language }): Promise<Adoption> {
  const { configs } = engine.core;
  const newest = configs.newest();
  const hall = JSON.stringify(withPublicCalendar(source.hall));
  const catalogueSource = hash('sha256', `${publishedForm} ${source.catalogueText}`);
  const isNewest = newest?.hall === hall && newest.catalogueSource === catalogueSource;
  const version = isNewest ? newest.version : Math.max((newest?.version ?? 0) + 1, (engine.epoch() - 1) * versionsPerEpoch + 1);
  if (!isNewest) {
    const catalogue = await publishCatalogue(source, language);
    await engine.change(() => configs.add(version, now, { hall, catalogue, catalogueSource }));
  }
  if (engine.state().config === version) return { kind: 'inForce', version };
  const applied = await engine.tell({ type: 'config.adopt', version });
  if (applied.kind === 'events') return { kind: 'inForce', version };
  if (applied.kind === 'rejection' && applied.rejection.code === 'config.inUse') return { kind: 'refused', ids: applied.rejection.ids };
  throw new Error(`configuration ${version} was not taken into force: ${JSON.stringify(applied)}`);
}

/** The catalogue as it is published: imported, with its search index as `search`. */
async function publishCatalogue({ hall, catalogueText, catalogueFile }: HallSource, language: Language): Promise<string> {
  // Loaded here, because the dictionary of readings behind it is large.
  const { importCatalogueText, indexCatalogue } = await import('@hallcall/catalogue');
  const imported = importCatalogueText(catalogueText);
  if (!imported.ok) {
    const problems = imported.problems.map((problem) => catalogueProblemText(texts(language), problem));
    throw new Refusal({ code: 'config.invalid', file: catalogueFile, problems });
  }
  const { catalogue } = imported;
  const known = new Set<string>(catalogue.departments.flatMap(({ items }) => items.map(({ id }) => id)));
  const unknown = hall.items.filter(({ id }) => !known.has(id));
  if (unknown.length > 0) {
    const problems = unknown.map(({ id }) => texts(language).config.shape.notInCatalogue({ id }));
    throw new Refusal({ code: 'config.invalid', file: catalogueFile, problems });
  }
  return JSON.stringify({ ...catalogue, search: indexCatalogue(catalogue) });
}
