// The one place where a tag of an ID card stands, and only until the day closes. `secure_delete` overwrites what is emptied;
// the write-ahead log is cut off after the commit (forget-persons.ts).
import type { PersonKey, PersonTag } from '@hallcall/domain';
import type { Database } from 'better-sqlite3';

export type PersonalTable = {
  /** Looked up, or made: both inside the caller's transaction. */
  readonly keyOf: (tag: PersonTag) => PersonKey;
  readonly empty: () => void;
};

export function createPersonalTable(db: Database, newId: () => string): PersonalTable {
  const find = db.prepare<[Buffer], PersonKey>('select person_key from personal where tag = ?').pluck();
  const add = db.prepare<[Buffer, PersonKey]>('insert into personal (tag, person_key) values (?, ?)');
  const clear = db.prepare('delete from personal');
  return {
    keyOf(text) {
      const tag = Buffer.from(text, 'hex');
      const known = find.get(tag);
      if (known !== undefined) return known;
      // Ids have the shape that makes the brand.
      const key = newId() as PersonKey;
      add.run(tag, key);
      return key;
    },
    empty: () => void clear.run(),
  };
}
