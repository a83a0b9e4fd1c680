// The part of the projection for return passes.
import type { EventOf } from '@hallcall/domain';
import type { StoredEvent } from '@hallcall/protocol';
import type { Projection } from './projection-sql.ts';

/** The pass that a finish for want of materials gave. */
export function projectPass(sql: Projection, { at, day }: StoredEvent, { ticketId, stop, windowId, missing }: EventOf<'stop.finished'>): void {
  if (!missing?.pass) return;
  const { materials, other, note, pass } = missing;
  sql.pass.run({ ...pass, ticketId, stop, windowId, materials: JSON.stringify(materials), other, note, date: day, at });
}

/** The finish was taken back. */
export function voidPass(sql: Projection, at: number, { ticketId, stop, what }: EventOf<'action.undone'>): void {
  if (what === 'finish') sql.passVoided.run({ ticketId, stop, at });
}

/** Whoever came back took a number with it. Whether that used it up follows from what became of the ticket. */
export function projectUse(sql: Projection, { at }: StoredEvent, { ticketId, pass }: EventOf<'ticket.issued' | 'ticket.revived'>): void {
  if (pass) sql.passUsed.run({ passId: pass.passId, ticketId, at });
}
