// Versions of the configuration, append-only. A version is the hall and its catalogue together.
import { HallConfig } from '@hallcall/domain';
import type { Database } from 'better-sqlite3';

export type ConfigVersion = { readonly version: number; readonly hall: HallConfig; readonly catalogue: unknown };

export type ConfigTable = {
  /** Null when there is no such version. */
  readonly get: (version: number) => ConfigVersion | null;
  /** The newest stored version and what it was made from, or null before the first. */
  readonly newest: () => { readonly version: number; readonly hall: string; readonly catalogueSource: string } | null;
  /** The stored texts of a version: what is published, byte for byte. */
  readonly texts: (version: number) => { readonly hall: string; readonly catalogue: string } | null;
  readonly add: (version: number, at: number, texts: { readonly hall: string; readonly catalogue: string; readonly catalogueSource: string }) => void;
};

export function createConfigTable(db: Database): ConfigTable {
  const select = db.prepare<[number], { hall: string; catalogue: string }>('select hall, catalogue from config where version = ?');
  const newest = db.prepare<[], { version: number; hall: string; catalogueSource: string }>(
    'select version, hall, catalogue_source as catalogueSource from config order by version desc limit 1',
  );
  const insert = db.prepare('insert into config (version, at, hall, catalogue, catalogue_source) values (?, ?, ?, ?, ?)');
  const read = new Map<number, ConfigVersion>();
  return {
    get(version) {
      const known = read.get(version);
      if (known) return known;
      const row = select.get(version);
      if (!row) return null;
      const parsed = { version, hall: HallConfig.parse(JSON.parse(row.hall)), catalogue: JSON.parse(row.catalogue) as unknown };
      read.set(version, parsed);
      return parsed;
    },
    newest: () => newest.get() ?? null,
    texts: (version) => select.get(version) ?? null,
    add: (version, at, texts) => void insert.run(version, at, texts.hall, texts.catalogue, texts.catalogueSource),
  };
}
