// The part of the projection for visitors put aside, sent on and given one more item, and for actions taken back.
import type { EventOf } from '@hallcall/domain';
import { voidPass } from './project-pass.ts';
import type { Projection } from './projection-sql.ts';

type EdgeEvent = EventOf<
  'stop.held' | 'stop.resumed' | 'stop.released' | 'stop.transferred' | 'stop.itemAdded' | 'stop.added' | 'action.undone'
>;

export function projectEdge(sql: Projection, at: number, event: EdgeEvent): void {
  const { ticketId, stop, windowId } = event;
  switch (event.type) {
    case 'stop.held':
      sql.held.run({ ticketId, stop, at });
      sql.windowIdle.run({ windowId, at });
      return;
    case 'stop.resumed':
      sql.call.run({ callId: event.callId, ticketId, stop, windowId, zone: event.zone, attempt: 1, at });
      sql.called.run({ ticketId, stop, windowId, clerkId: event.clerkId, at });
      sql.windowActive.run({ windowId, ticketId, stop, at });
      return;
    case 'stop.released':
      sql.released.run({ ticketId, stop, at });
      return;
    case 'stop.transferred':
      sql.transferred.run({ ticketId, stop, queueId: event.queueId, bound: event.bound ?? null, at });
      sql.windowIdle.run({ windowId, at });
      return;
    case 'stop.itemAdded':
      sql.items.run({ ticketId, stop, items: JSON.stringify(event.items) });
      return;
    case 'stop.added':
      sql.added.run({
        ticketId, stop, queueId: event.queueId, items: JSON.stringify([{ itemId: event.itemId, count: event.count }]), placeAt: event.placeAt, at,
      });
      return;
    case 'action.undone':
      return undone(sql, at, event);
  }
}

function undone(sql: Projection, at: number, event: EventOf<'action.undone'>): void {
  const { ticketId, stop, windowId, what, status, queueId } = event;
  for (const reverted of event.reverted) sql.blockedAgain.run({ ticketId, stop: reverted, at });
  voidPass(sql, at, event);
  const isWaiting = status === 'waiting';
  const isAtWindow = status === 'called' || status === 'serving';
  // First out of the window and then in: both tables promise one visitor a window.
  sql.windowIdle.run({ windowId, at });
  sql.undone.run({ ticketId, stop, what, status, queueId, at, windowId: isWaiting ? null : windowId, clerkId: isWaiting ? null : event.clerkId });
  if (isAtWindow) sql.windowActive.run({ windowId, ticketId, stop, at });
  for (const { place, ...standing } of event.standing ?? []) sql.stands.run({ ...standing, place: place.at, tie: place.tie });
  if (event.without) sql.items.run({ ticketId, stop: event.without.stop, items: JSON.stringify(event.without.items) });
  if (event.callId !== null) sql.callUndone.run({ callId: event.callId });
}
