// What an event says about the order of the queues: who the visitor is, by which rule a call was made, whom it overtook.
import type { EventOf } from '@hallcall/domain';
import type { Projection } from './projection-sql.ts';

/** Hardly a ticket is out of the ordinary: it alone costs a second statement. */
export function projectPerson(sql: Projection, seq: number, { personClass, needs, booked }: EventOf<'ticket.issued'>): void {
  if (personClass === undefined && needs === undefined && booked === undefined) return;
  sql.person.run({
    seq, personClass: personClass ?? 'ordinary', needs: needs ? JSON.stringify(needs) : null, bookedFrom: booked?.from ?? null, bookedTo: booked?.to ?? null,
  });
}

/** Runs before the called stop leaves its queue, as the fold does. */
export function projectRule(sql: Projection, { callId, queueId, why, passed, spared, chosen }: EventOf<'ticket.called'>): void {
  if (why !== undefined) sql.rule.run({ callId, why, reason: chosen?.reason ?? null, note: chosen?.note ?? null });
  for (const ticketId of passed ?? []) sql.overtaken.run({ ticketId, queueId });
  for (const { ticketId, stop } of spared ?? []) sql.spared.run({ ticketId, stop, queueId });
}
