// The agent's one file: token, band, counters, issues, print jobs, facts, configuration. What `commit` returned from is
// on disk. The tables repeat the promises as constraints, so that a mistake above them cannot print a number twice.
import Database from 'better-sqlite3';
import { z } from 'zod';
import { emptyAgent, counterKey, type AgentState, type Write } from '../core/state.ts';
import { createRootTable, type RootStore } from './root-table.ts';
import { migrations } from './migrations.ts';
import { BandCounterRow, ContactRow, FactRow, IssueRow, JobRow, PairingRow } from './rows.ts';

export type Outbox = {
  /** The rows as they were at opening; the desk owns them from then on. */
  readonly state: AgentState;
  /** All or nothing, synced. Throws when the disk refuses. */
  readonly commit: (writes: readonly Write[]) => void;
  /** The published configuration of a version as the hub sent it, or null. */
  readonly config: (version: number) => string | null;
  readonly keepConfig: (version: number, body: string) => void;
  /** Where the page was served last, so that a page outlives a restart of its agent. */
  readonly port: () => number | null;
  readonly keepPort: (port: number) => void;
  /** Roots of closed days, beside the rules: they change nothing but health. */
  readonly roots: RootStore;
  readonly close: () => void;
};

/** The file cannot be used; it was left as it is. */
export class OutboxRefused extends Error {
  readonly code: 'newer' | 'damaged' | 'locked';

  constructor(code: OutboxRefused['code'], message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'OutboxRefused';
    this.code = code;
  }
}

const configsKept = 3;

/** Opens or makes the file. A second agent on the same file, a damaged file or one of a newer program is refused. */
export function openOutbox(path: string): Outbox {
  const db = openDatabase(path);
  const statements = prepare(db);
  const commit = db.transaction((writes: readonly Write[]) => {
    for (const write of writes) store(statements, write);
  });
  return {
    state: load(db),
    commit: (writes) => commit.immediate(writes),
    config: (version) => Text.nullable().parse(statements.config.get(version) ?? null),
    keepConfig: db.transaction((version: number, body: string) => {
      statements.keepConfig.run(version, body);
      // A restored hub counts on from an older version: the one just kept is the one in force.
      statements.dropConfigs.run(version, configsKept);
    }),
    port: () => z.int().nullable().parse(JSON.parse(Text.parse(statements.readNote.get('port') ?? 'null'))),
    keepPort: (port) => void statements.note.run('port', JSON.stringify(port)),
    roots: createRootTable(db),
    close: () => db.close(),
  };
}

const Text = z.string();

function openDatabase(path: string): Database.Database {
  try {
    const db = new Database(path, { timeout: 500 });
    db.pragma('locking_mode = EXCLUSIVE');
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    assertDurable(db);
    migrate(db);
    return db;
  } catch (error) {
    if (error instanceof OutboxRefused) throw error;
    if (!(error instanceof Database.SqliteError)) throw error;
    if (error.code.startsWith('SQLITE_BUSY')) throw new OutboxRefused('locked', `${path} is in use by another agent`, error);
    if (error.code === 'SQLITE_NOTADB' || error.code.startsWith('SQLITE_CORRUPT')) {
      throw new OutboxRefused('damaged', `${path} is damaged; it was left as it is`, error);
    }
    throw error;
  }
}

/** A re-opened WAL file runs at NORMAL unless told otherwise: then a power cut could take a printed number back. */
function assertDurable(db: Database.Database): void {
  const journal = db.pragma('journal_mode', { simple: true });
  const synchronous = db.pragma('synchronous', { simple: true });
  if (journal !== 'wal' || synchronous !== 2) throw new Error(`the outbox runs at journal ${String(journal)}, synchronous ${String(synchronous)}`);
}

function migrate(db: Database.Database): void {
  const version = z.int().parse(db.pragma('user_version', { simple: true }));
  const newest = migrations.at(-1)?.version ?? 0;
  if (version > newest) throw new OutboxRefused('newer', `the outbox was written by a newer agent (${version}, known ${newest})`);
  db.transaction(() => {
    for (const migration of migrations) if (migration.version > version) db.exec(migration.sql);
    db.pragma(`user_version = ${newest}`);
  }).exclusive();
}

type Statements = ReturnType<typeof prepare>;

function prepare(db: Database.Database) {
  const put = (sql: string) => db.prepare(sql);
  return {
    issue: put('INSERT INTO issue (id, day, prefix, n, body) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET day = excluded.day, prefix = excluded.prefix, n = excluded.n, body = excluded.body'),
    job: put('INSERT INTO job (id, ticket, copy, state, body) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET state = excluded.state, body = excluded.body'),
    fact: put('INSERT INTO fact (id, position, state, body) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET state = excluded.state, body = excluded.body'),
    counter: put('INSERT INTO counter (day, prefix, last) VALUES (?, ?, ?) ON CONFLICT (day, prefix) DO UPDATE SET last = excluded.last'),
    note: put('INSERT INTO note (key, body) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET body = excluded.body'),
    readNote: put('SELECT body FROM note WHERE key = ?').pluck(),
    dropIssue: put('DELETE FROM issue WHERE id = ?'),
    dropJob: put('DELETE FROM job WHERE id = ?'),
    dropFact: put('DELETE FROM fact WHERE id = ?'),
    dropCounters: put('DELETE FROM counter WHERE day < ?'),
    config: put('SELECT body FROM config WHERE version = ?').pluck(),
    keepConfig: put('INSERT INTO config (version, body) VALUES (?, ?) ON CONFLICT (version) DO NOTHING'),
    dropConfigs: put('DELETE FROM config WHERE version <> ? AND version NOT IN (SELECT version FROM config ORDER BY version DESC LIMIT ?)'),
  };
}

function store(statements: Statements, write: Write): void {
  switch (write.kind) {
    case 'issue': {
      const ticket = write.row.end?.kind === 'issued' ? write.row.end.ticket : null;
      statements.issue.run(write.row.requestId, ticket?.day ?? null, ticket?.number.prefix ?? null, ticket?.number.n ?? null, JSON.stringify(write.row));
      return;
    }
    case 'job': {
      const { row } = write;
      // The table keeps one original a ticket; a window's or a day's paper is nobody's ticket.
      const about = 'ticket' in row ? row.ticket.ticketId : row.jobId;
      statements.job.run(row.jobId, about, row.copy, row.state, JSON.stringify(row));
      return;
    }
    case 'fact': statements.fact.run(write.row.commandId, write.row.position, write.row.state, JSON.stringify(write.row)); return;
    case 'counter': statements.counter.run(write.row.day, write.row.prefix, write.row.last); return;
    case 'pairing': statements.note.run('pairing', JSON.stringify(write.row)); return;
    case 'contact': statements.note.run('contact', JSON.stringify(write.row)); return;
    case 'configVersion': statements.note.run('configVersion', JSON.stringify(write.version)); return;
    case 'forget':
      for (const id of write.requests) statements.dropIssue.run(id);
      for (const id of write.jobs) statements.dropJob.run(id);
      for (const id of write.facts) statements.dropFact.run(id);
      statements.dropCounters.run(write.before);
  }
}

function load(db: Database.Database): AgentState {
  const state = emptyAgent();
  const bodies = (table: string) => z.array(Text).parse(db.prepare(`SELECT body FROM ${table}`).pluck().all()).map((body): unknown => JSON.parse(body));
  for (const body of bodies('issue ORDER BY rowid')) {
    const row = IssueRow.parse(body);
    state.issueByRequest.set(row.requestId, row);
  }
  for (const body of bodies('job ORDER BY rowid')) {
    const row = JobRow.parse(body);
    state.jobById.set(row.jobId, row);
  }
  for (const body of bodies('fact ORDER BY position')) {
    const row = FactRow.parse(body);
    state.factById.set(row.commandId, row);
    state.nextPosition = Math.max(state.nextPosition, row.position + 1);
  }
  for (const body of db.prepare('SELECT day, prefix, last FROM counter').all()) {
    const row = BandCounterRow.parse(body);
    state.counterByKey.set(counterKey(row.day, row.prefix), row);
  }
  const note = (key: string): unknown => {
    const body = Text.optional().parse(db.prepare('SELECT body FROM note WHERE key = ?').pluck().get(key));
    return body === undefined ? undefined : JSON.parse(body);
  };
  state.pairing = PairingRow.optional().parse(note('pairing')) ?? null;
  state.contact = ContactRow.optional().parse(note('contact')) ?? state.contact;
  state.configVersion = z.int().optional().parse(note('configVersion')) ?? null;
  return state;
}
