// The log: appended to, read, never changed. Each row's hash covers the row before it and its own stored text.
import { hash } from 'node:crypto';
import type { HallEvent, ServiceDate } from '@hallcall/domain';
import type { StoredEvent } from '@hallcall/protocol';
import type { Database } from 'better-sqlite3';

/** A row as it is stored; `body` is the text that was hashed. */
export type EventRow = {
  readonly seq: number; readonly epoch: number; readonly day: string | null; readonly at: number; readonly actor: string;
  readonly command_id: string | null; readonly ordinal: number; readonly type: string; readonly body: string; readonly hash: Buffer;
};

export type NewEvent = {
  readonly epoch: number; readonly day: ServiceDate | null; readonly at: number; readonly actor: string;
  readonly commandId: string | null; readonly ordinal: number; readonly event: HallEvent;
};

/** What the first row is chained to. */
export const chainStart: Buffer = Buffer.alloc(32);

/** `sha256(prev ‖ JSON of the row)`, `prev` as 32 bytes. */
export function chainHash(previous: Buffer, row: Omit<EventRow, 'hash'>): Buffer {
  const text = JSON.stringify([row.seq, row.epoch, row.day, row.at, row.actor, row.command_id, row.ordinal, row.type, row.body]);
  return hash('sha256', Buffer.concat([previous, Buffer.from(text)]), 'buffer');
}

export type EventLog = ReturnType<typeof createEventLog>;

/** The log over an open database. `append` belongs inside a transaction; after a roll-back call `reload`. */
export function createEventLog(db: Database) {
  const insert = db.prepare(
    `insert into event (seq, epoch, day, at, actor, command_id, ordinal, type, body, hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const last = db.prepare<[], EventRow>('select * from event order by seq desc limit 1');
  const range = db.prepare<[number, number], EventRow>('select * from event where seq between ? and ? order by seq');
  const recovery = db.prepare<[{ seq: number }], EventRow>(`
    select * from event where (type = 'epoch.raised' or type = 'agent.reported' or type = 'numbers.resumed' or type = 'clock.stepped') and seq < :seq
      and seq >= (select max(seq) from event where type = 'epoch.raised' and seq < :seq) order by seq`);
  const newest = db.prepare<[number], EventRow>('select * from event order by seq desc limit ?');
  const ofCommand = db.prepare<[string], EventRow>('select * from event where command_id = ? order by ordinal');

  let head = headOf(last.get());
  return {
    /** Highest seq appended so far, 0 in an empty log. */
    seq: (): number => head.seq,
    reload(): void {
      head = headOf(last.get());
    },
    append({ epoch, day, at, actor, commandId, ordinal, event }: NewEvent): StoredEvent {
      const row = { seq: head.seq + 1, epoch, day, at, actor, command_id: commandId, ordinal, type: event.type, body: JSON.stringify(event) };
      head = { seq: row.seq, hash: chainHash(head.hash, row) };
      insert.run(row.seq, epoch, day, at, actor, commandId, ordinal, row.type, row.body, head.hash);
      return { seq: row.seq, epoch, day, at, actor, commandId, event };
    },
    /** Stored events from `first` to `last` seq, both included. */
    read: (first: number, lastSeq: number): StoredEvent[] => range.all(first, lastSeq).map(storedEvent),
    /** Every event from `first` on, one at a time. */
    *stream(first: number): Generator<StoredEvent> {
      for (const row of range.iterate(first, head.seq)) yield storedEvent(row);
    },
    /** The events of one accepted command, in order. */
    ofCommand: (commandId: string): StoredEvent[] => ofCommand.all(commandId).map(storedEvent),
    /** What is known of a raised epoch from before `seq`: it outlives the opening of a day. */
    recoveryBefore: (seq: number): StoredEvent[] => recovery.all({ seq }).map(storedEvent),
    /** The newest events, newest first. */
    newest: (count: number): StoredEvent[] => newest.all(count).map(storedEvent),
  };
}

function headOf(row: EventRow | undefined): { seq: number; hash: Buffer } {
  return row ? { seq: row.seq, hash: row.hash } : { seq: 0, hash: chainStart };
}

/** The row as clients see it. The cast trusts our own log: its hash chain is checked at start. */
function storedEvent(row: EventRow): StoredEvent {
  const { seq, epoch, at, actor } = row;
  return { seq, epoch, day: row.day as ServiceDate | null, at, actor, commandId: row.command_id, event: JSON.parse(row.body) as HallEvent };
}
