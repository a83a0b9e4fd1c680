// The order of the queues: class and needs of a ticket, bound and overtaking of a stop, the rule of a call.
import type { Database } from 'better-sqlite3';

export function createOrder(db: Database): void {
  db.exec(`
    alter table ticket add column person_class text not null default 'ordinary';
    -- a JSON list; null: none
    alter table ticket add column needs text;
    alter table ticket add column booked_from integer;
    alter table ticket add column booked_to integer;
    alter table ticket add column urgent_reason text;
    alter table ticket add column urgent_at integer;

    alter table stop add column bound integer;
    alter table stop add column overtaken integer not null default 0;

    -- null: a call made before the log said so, or a repeated one
    alter table call add column why text;
    alter table call add column chosen_reason text;
    alter table call add column chosen_note text;
  `);
}
