// The one projection: writes what an event means into the read tables, in the transaction that appends it.
// It follows `evolve` of the domain; where the two part, `rebuild` and the constraints tell.
import type { EventOf, HallEvent } from '@hallcall/domain';
import type { StoredEvent } from '@hallcall/protocol';
import type { Database } from 'better-sqlite3';
import { projectBooking } from './project-booking.ts';
import { projectEdge } from './project-edge.ts';
import { forgetRollup, noteLate, projectClose } from './project-close.ts';
import { projectPass, projectUse } from './project-pass.ts';
import { projectPayment } from './project-payment.ts';
import { projectPerson, projectRule } from './project-order.ts';
import { prepareProjection, type Projection } from './projection-sql.ts';

export type Project = (stored: StoredEvent) => void;

/** Prepares the statements once; the returned function belongs inside a transaction. */
export function createProject(db: Database): Project {
  const sql = prepareProjection(db);
  return (stored) => projectEvent(sql, stored, stored.event);
}

function projectEvent(sql: Projection, stored: StoredEvent, event: HallEvent): void {
  const { at } = stored;
  switch (event.type) {
    case 'day.opened':
    case 'day.closed':
    case 'day.reopened':
      return projectDay(sql, stored, event);
    case 'ticket.issued':
      return issued(sql, stored, event);
    case 'ticket.revived':
      return revived(sql, stored, event);
    case 'paper.changed':
      if (event.jobId !== null) sql.reprintOutcome.run({ ticketId: event.ticketId, jobId: event.jobId, outcome: event.outcome });
      sql.paper.run({ ticketId: event.ticketId, paper: event.paper, at: event.at });
      return;
    case 'reprint.requested':
      sql.reprint.run({ jobId: event.jobId, ticketId: event.ticketId, copy: event.copy, deviceId: event.deviceId, at });
      return;
    case 'ticket.printOrdered':
      sql.reprint.run({ jobId: event.jobId, ticketId: event.ticketId, copy: 0, deviceId: event.deviceId, at });
      return;
    case 'ticket.recognized':
      if (event.as !== event.ticketId) sql.alias.run({ alias: event.as, ticketId: event.ticketId });
      if (event.number) sql.renumbered.run({ ticketId: event.ticketId, prefix: event.number.prefix, n: event.number.n });
      return;
    case 'ticket.cancelled':
    case 'ticket.abandoned':
    case 'stop.abandoned':
    case 'stop.dropped':
      return ended(sql, at, event);
    case 'stop.opened':
      sql.opened.run({ ticketId: event.ticketId, stop: event.stop, place: event.placeAt, tie: event.tie ?? null, bound: event.bound ?? null, at });
      return;
    case 'stop.restored':
      sql.requeue.run({ ...event.place, ticketId: event.ticketId, stop: event.stop, place: event.place.at, restores: event.isFree ? 0 : 1, at });
      return;
    case 'ticket.madeUrgent':
      sql.urgent.run({ ticketId: event.ticketId, reason: event.reason, at });
      return;
    case 'ticket.called':
    case 'ticket.recalled':
    case 'call.shown':
    case 'call.spoken':
      return projectCall(sql, at, event);
    case 'stop.started':
    case 'stop.finished':
    case 'stop.missed':
      return atWindow(sql, stored, event);
    case 'stop.held':
    case 'stop.resumed':
    case 'stop.released':
    case 'stop.transferred':
    case 'stop.itemAdded':
    case 'stop.added':
    case 'action.undone':
      return projectEdge(sql, at, event);
    case 'window.opened':
    case 'window.takenOver':
    case 'window.closed':
    case 'window.paused':
    case 'window.resumed':
      return projectDuty(sql, at, event);
    case 'notice.issued':
    case 'notice.paid':
    case 'notice.voided':
    case 'notice.expired':
      return projectPayment(sql, at, event);
    case 'booking.made':
    case 'booking.cancelled':
    case 'booking.kept':
    case 'booking.missed':
      return projectBooking(sql, at, event);
    case 'clock.stepped':
      sql.stepPlaces.run({ by: event.to - event.from });
      return;
    case 'config.adopted':
    case 'agent.reported':
    case 'numbers.resumed':
    case 'registry.changed':
    case 'zone.muted':
    case 'slip.ordered':
    case 'slip.changed':
    case 'dayPaper.ordered':
    case 'dayPaper.changed':
    case 'root.acknowledged':
    case 'visitors.turnedAway':
    case 'window.helping':
    case 'window.helped':
    case 'emergency.begun':
    case 'emergency.ended':
      return;
    case 'epoch.raised':
      sql.epoch.run({ epoch: String(event.epoch) });
  }
}

function projectDay(sql: Projection, { seq, at }: StoredEvent, event: EventOf<'day.opened' | 'day.closed' | 'day.reopened'>): void {
  switch (event.type) {
    case 'day.opened':
      sql.dayOpened.run({ date: event.date, at, config: event.config });
      sql.windowsGone.run({});
      sql.forgetPastBookers.run({ date: event.date });
      return;
    case 'day.closed':
      sql.dayClosed.run({ date: event.date, at });
      sql.forgetKeptBookers.run({ date: event.date });
      projectClose(sql, seq, event);
      return;
    case 'day.reopened':
      sql.dayReopened.run({ date: event.date, config: event.config });
      sql.takeBack.run({ date: event.date, at });
      sql.bookingsReopened.run({ date: event.date, at });
      forgetRollup(sql, event);
  }
}

function issued(sql: Projection, stored: StoredEvent, event: EventOf<'ticket.issued'>): void {
  const { seq, day } = stored;
  const { ticketId, number, issuedAt } = event;
  sql.insert.ticket.run(
    seq, ticketId, day, number.prefix, number.n, event.language, issuedAt, event.device, Number(event.offline),
    Number(event.lateDay !== undefined), event.paper, issuedAt,
  );
  insertStops(sql, seq, event);
  projectPerson(sql, seq, event);
  projectUse(sql, stored, event);
  noteLate(sql, event);
}

function insertStops(sql: Projection, seq: number, { ticketId, stops, placeAt, issuedAt, number }: EventOf<'ticket.issued' | 'ticket.revived'>): void {
  for (const [stop, plan] of stops.entries()) {
    const status = plan.after.length === 0 ? 'waiting' : 'blocked';
    sql.insert.stop.run(seq, stop, ticketId, plan.queueId, JSON.stringify(plan.items), placeAt, number.n, status, issuedAt, plan.bound ?? null);
  }
}

/** The row of the entry stays; all that it said is said anew. */
function revived(sql: Projection, stored: StoredEvent, event: EventOf<'ticket.revived'>): void {
  const { ticketId, number, issuedAt, language, device, paper, as, booked, needs } = event;
  sql.entryStops.run({ ticketId });
  sql.revived.run({
    ticketId, prefix: number.prefix, n: number.n, language, issuedAt, device, offline: Number(event.offline), late: Number(event.lateDay !== undefined), paper,
    personClass: event.personClass ?? 'ordinary', needs: needs ? JSON.stringify(needs) : null, bookedFrom: booked?.from ?? null, bookedTo: booked?.to ?? null,
  });
  for (const seq of sql.issueSeq.all(ticketId)) insertStops(sql, seq, event);
  if (as !== ticketId) sql.alias.run({ alias: as, ticketId });
  projectUse(sql, stored, event);
  noteLate(sql, event);
}

/** A ticket that a late fact replaces may have been abandoned before: the truer reason wins, as in the fold. */
function ended(sql: Projection, at: number, event: EventOf<'ticket.cancelled' | 'ticket.abandoned' | 'stop.abandoned' | 'stop.dropped'>): void {
  const status = event.type === 'ticket.cancelled' || event.type === 'stop.dropped' ? 'cancelled' : 'abandoned';
  const stop = 'stop' in event ? event.stop : null;
  if (!('stop' in event)) noteLate(sql, event);
  sql.leaveWindow.run({ ticketId: event.ticketId, stop, at });
  sql.end.run({ ticketId: event.ticketId, stop, status, reason: event.type === 'stop.dropped' ? 'dropped' : event.reason, at });
}

function projectCall(sql: Projection, at: number, event: EventOf<'ticket.called' | 'ticket.recalled' | 'call.shown' | 'call.spoken'>): void {
  if (event.type === 'call.spoken') {
    sql.spoken.run({ callId: event.callId, outcome: event.outcome, reason: event.reason, at: event.at });
    return;
  }
  if (event.type === 'call.shown') {
    sql.shown.run({ callId: event.callId, at: event.at });
    return;
  }
  const { callId, ticketId, stop, windowId, zone } = event;
  const attempt = event.type === 'ticket.called' ? 1 : event.attempt;
  sql.call.run({ callId, ticketId, stop, windowId, zone, attempt, at });
  if (event.type === 'ticket.recalled') return;
  projectRule(sql, event);
  sql.called.run({ ticketId, stop, windowId, clerkId: event.clerkId, at });
  sql.windowActive.run({ windowId, ticketId, stop, at });
}

function atWindow(sql: Projection, stored: StoredEvent, event: EventOf<'stop.started' | 'stop.finished' | 'stop.missed'>): void {
  const { ticketId, stop } = event;
  const { at } = stored;
  switch (event.type) {
    case 'stop.started':
      sql.started.run({ ticketId, stop, at });
      sql.windowTouched.run({ windowId: event.windowId, at });
      return;
    case 'stop.finished':
      sql.finished.run({
        ticketId, stop, at, outcome: event.outcome, count: event.count, caseRef: event.caseRef, startInferred: Number(event.startInferred),
      });
      projectPass(sql, stored, event);
      break;
    case 'stop.missed':
      sql.missed.run({ ticketId, stop, at, proof: event.proof });
      break;
  }
  sql.windowIdle.run({ windowId: event.windowId, at });
}

function projectDuty(
  sql: Projection,
  at: number,
  event: EventOf<'window.opened' | 'window.takenOver' | 'window.closed' | 'window.paused' | 'window.resumed'>,
): void {
  const { windowId } = event;
  switch (event.type) {
    case 'window.opened':
      sql.windowOpened.run({ windowId, clerkId: event.clerkId, at });
      return;
    case 'window.takenOver':
      sql.windowTaken.run({ windowId, clerkId: event.clerkId, at });
      return;
    case 'window.closed':
      sql.windowClosed.run({ windowId, at });
      return;
    case 'window.paused':
      sql.windowPaused.run({ windowId, reason: event.reason, since: at, at });
      return;
    case 'window.resumed':
      sql.windowPaused.run({ windowId, reason: null, since: null, at });
  }
}
