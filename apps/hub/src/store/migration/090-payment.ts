// Payment notices, and clerks of the bank who confirm them.
import type { Database } from 'better-sqlite3';

export function createPayment(db: Database): void {
  db.exec(`
    alter table clerk add column is_bank integer not null default 0 check (is_bank in (0, 1));

    create table notice (
      notice_id text primary key,
      number text not null unique,
      ticket_id text not null,
      window_id text not null,
      clerk_id text not null,
      lines text not null,
      waiver text,
      fen integer not null check (fen > 0),
      payee text not null,
      code text,
      issued_at integer not null,
      expires_at integer not null,
      status text not null default 'open' check (status in ('open', 'paid', 'voided', 'expired')),
      receipt text,
      paid_by text,
      bank_clerk_id text,
      changed_at integer not null,
      check ((status = 'paid') = (receipt is not null))
    ) strict, without rowid;
  `);
}
