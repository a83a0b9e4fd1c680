type Migration = { readonly version: number; readonly sql: string };

/** Numbered by tens; all that a file lacks run in one transaction with its `user_version`. */
export const migrations: readonly Migration[] = [
  {
    version: 10,
    sql: `
      CREATE TABLE note (key TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
      CREATE TABLE issue (id TEXT PRIMARY KEY, day TEXT, prefix TEXT, n INTEGER, body TEXT NOT NULL) STRICT;
      CREATE UNIQUE INDEX issue_number_once ON issue (day, prefix, n) WHERE n >= 5000;
      CREATE TABLE counter (day TEXT, prefix TEXT, last INTEGER NOT NULL, PRIMARY KEY (day, prefix)) STRICT;
      CREATE TRIGGER counter_only_grows BEFORE UPDATE ON counter WHEN new.last <= old.last
        BEGIN SELECT raise(ABORT, 'a band number would be given twice'); END;
      CREATE TABLE job (
        id TEXT PRIMARY KEY, ticket TEXT NOT NULL, copy INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'acked', 'sent', 'failed', 'unknown')), body TEXT NOT NULL
      ) STRICT;
      CREATE UNIQUE INDEX job_ticket_once ON job (ticket) WHERE copy = 0;
      CREATE UNIQUE INDEX job_sending_once ON job (state) WHERE state = 'sending';
      CREATE TRIGGER job_ends_once BEFORE UPDATE ON job
        WHEN old.state NOT IN ('queued', 'sending') AND new.state <> old.state AND NOT (old.state = 'unknown' AND new.state = 'acked')
        BEGIN SELECT raise(ABORT, 'a print job that ended would begin again'); END;
      CREATE TRIGGER job_sent_once BEFORE UPDATE ON job WHEN old.state = 'sending' AND new.state = 'queued'
        BEGIN SELECT raise(ABORT, 'a print job would be sent twice'); END;
      CREATE TABLE fact (
        id TEXT PRIMARY KEY, position INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'acknowledged', 'parked', 'refused')), body TEXT NOT NULL
      ) STRICT;
      CREATE TABLE config (version INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;
    `,
  },
  {
    version: 20,
    // `told`: another root that a hub told later for the same close
    sql: `
      CREATE TABLE root (
        date TEXT NOT NULL, last_seq INTEGER NOT NULL, first_seq INTEGER NOT NULL, epoch INTEGER NOT NULL, root TEXT NOT NULL, at INTEGER NOT NULL, told TEXT,
        PRIMARY KEY (date, last_seq)
      ) STRICT;
      CREATE TRIGGER root_is_final BEFORE UPDATE OF date, last_seq, first_seq, epoch, root, at ON root
        BEGIN SELECT raise(ABORT, 'a root that was kept would change'); END;
    `,
  },
];
