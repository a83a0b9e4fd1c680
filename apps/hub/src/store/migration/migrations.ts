// Every step of the schema, in order. A released step is never changed: a new one is added behind it.
import Database from 'better-sqlite3';
import { createLog } from './010-log.ts';
import { createHall } from './020-hall.ts';
import { createRegistry } from './030-registry.ts';
import { createVoice } from './040-voice.ts';
import { createEdges } from './050-edges.ts';
import { createEmergency } from './070-emergency.ts';
import { createOrder } from './080-order.ts';
import { createPayment } from './090-payment.ts';
import { createPasses } from './100-passes.ts';
import { createDayIndex } from './110-day-index.ts';
import { createDayRoot } from './120-day-root.ts';
import { createRollup } from './130-rollup.ts';
import { createAliases } from './140-aliases.ts';
import { createPersonal } from './150-personal.ts';
import { createBookings } from './170-bookings.ts';
import { createPlainChecks } from './180-plain-checks.ts';

/** Marks a file as Hallcall's: "HALL" as a 32-bit number in SQLite's header. */
export const applicationId = 0x48414c4c;

const migrations = [
  { version: 10, run: createLog },
  { version: 20, run: createHall },
  { version: 30, run: createRegistry },
  { version: 40, run: createVoice },
  { version: 50, run: createEdges },
  { version: 70, run: createEmergency },
  { version: 80, run: createOrder },
  { version: 90, run: createPayment },
  { version: 100, run: createPasses },
  { version: 110, run: createDayIndex },
  { version: 120, run: createDayRoot },
  { version: 130, run: createRollup },
  { version: 140, run: createAliases },
  { version: 150, run: createPersonal },
  { version: 170, run: createBookings },
  { version: 180, run: createPlainChecks },
] as const satisfies readonly { version: number; run: (db: Database.Database) => void }[];

/** The newest schema this program knows. */
export const knownVersion = 180;

/** Runs what is pending up to `target` and the new version number in one transaction. */
export function migrate(db: Database.Database, target: number): void {
  const found = versionOf(db);
  const pending = migrations.filter(({ version }) => version > found && version <= target);
  if (pending.length === 0) return;
  db.transaction(() => {
    for (const { version, run } of pending) {
      run(db);
      db.pragma(`user_version = ${version}`);
    }
    db.pragma(`application_id = ${applicationId}`);
  }).exclusive();
}

export const versionOf = (db: Database.Database): number => Number(db.pragma('user_version', { simple: true }));

/** The SQL of every table, index and trigger, sorted: what a database of this version must say of itself. */
export function schemaOf(db: Database.Database): string[] {
  return db.prepare<[], string>(`select sql from sqlite_schema where sql is not null order by type, name`).pluck().all();
}

/** The schema that `version` should have, from an empty database in memory. */
export function schemaAt(version: number): string[] {
  const db = new Database(':memory:');
  migrate(db, version);
  const schema = schemaOf(db);
  db.close();
  return schema;
}
