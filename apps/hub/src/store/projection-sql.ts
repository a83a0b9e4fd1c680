// The statements of the projection, prepared once. Named parameters, so that hardly a row is filled by counting.
import type { Database, Statement } from 'better-sqlite3';
import { sumMonth } from './rollup-sql.ts';

const live = `status not in ('done', 'abandoned', 'cancelled')`;

const ofTicket = `ticket_seq = (select issue_seq from ticket where ticket_id = :ticketId)`;

type Values = Record<string, string | number | null>;

const statements = {
  epoch: `insert or replace into meta (name, value) values ('epoch', :epoch)`,
  dayOpened: `insert into day (date, opened_at, closed_at, config) values (:date, :at, null, :config)`,
  dayClosed: `update day set closed_at = :at where date = :date`,
  dayReopened: `update day set closed_at = null, config = :config where date = :date`,
  /** The row of the close stands in the log already: its hash is the day's root. */
  dayRoot: `
    insert into day_root (last_seq, date, epoch, first_seq, root, at)
    select seq, :date, epoch, (select max(seq) from event where type = 'day.opened' and seq < :seq), hash, at from event where seq = :seq`,
  rollupDue: `insert into rollup_day (date, is_stale, summary) values (:date, 1, null) on conflict (date) do update set is_stale = 1, summary = null`,
  rollupGone: `delete from rollup_day where date = :date`,
  rollupHoursGone: `delete from rollup_hour where date = :date`,
  rollupMonthGone: `delete from rollup_month where month = substr(:date, 1, 7)`,
  rollupMonth: sumMonth,
  /** A fact that came late: unless the day is archived, it is counted again. */
  rollupStale: `update rollup_day set is_stale = 1 where date = :date and exists (select 1 from day where day.date = :date)`,
  windowsGone: `delete from window`,
  takeBack: `
    update stop set status = case when before in ('called', 'serving', 'held') then 'waiting' else before end,
      window_id = null, clerk_id = null, before = null, reason = null, changed_at = :at
    where status = 'abandoned' and reason = 'dayClosed'
      and ticket_seq in (select issue_seq from ticket where day = :date)`,
  /** Places move with the clock, as in the fold; what happened when stays as it was stored. */
  stepPlaces: `
    update stop set place_at = place_at + :by
    where ticket_seq in (select issue_seq from ticket where day = (select max(date) from day))`,
  paper: `update ticket set paper = :paper, paper_at = :at where ticket_id = :ticketId and paper <> :paper`,
  reprint: `
    insert into reprint (ticket_id, job_id, copy, device_id, at) values (:ticketId, :jobId, :copy, :deviceId, :at)
    on conflict do nothing`,
  entryStops: `delete from stop where ${ofTicket}`,
  revived: `
    update ticket set prefix = :prefix, n = :n, language = :language, issued_at = :issuedAt, device = :device, offline = :offline, late = :late, paper = :paper, paper_at = :issuedAt,
      person_class = :personClass, needs = :needs, booked_from = :bookedFrom, booked_to = :bookedTo, urgent_reason = null, urgent_at = null
    where ticket_id = :ticketId`,
  renumbered: 'update ticket set prefix = :prefix, n = :n where ticket_id = :ticketId',
  alias: `insert into ticket_alias (alias, ticket_id) values (:alias, :ticketId) on conflict do nothing`,
  reprintOutcome: `update reprint set outcome = :outcome where ticket_id = :ticketId and job_id = :jobId`,
  leaveWindow: `
    update window set ticket_id = null, stop = null, changed_at = :at
    where ticket_id = :ticketId and (:stop is null or stop = :stop)`,
  end: `
    update stop set before = case when ${live} then status else before end, status = :status, reason = :reason, changed_at = :at
    where ${ofTicket} and (:stop is null or stop = :stop) and (${live} or (:status = 'cancelled' and status = 'abandoned'))`,
  requeue: `
    update stop set status = 'waiting', place_at = :place, place_tie = :tie, restores = restores + :restores,
      window_id = null, clerk_id = null, changed_at = :at
    where ${ofTicket} and stop = :stop`,
  person: `
    update ticket set person_class = :personClass, needs = :needs, booked_from = :bookedFrom, booked_to = :bookedTo where issue_seq = :seq`,
  urgent: `update ticket set urgent_reason = :reason, urgent_at = :at where ticket_id = :ticketId`,
  opened: `
    update stop set status = 'waiting', place_at = :place, place_tie = coalesce(:tie, (select n from ticket where ticket_id = :ticketId)),
      overtaken = case when bound is :bound then overtaken else 0 end, bound = :bound, window_id = null, clerk_id = null, changed_at = :at
    where ${ofTicket} and stop = :stop`,
  overtaken: `update stop set overtaken = overtaken + 1 where ${ofTicket} and queue_id = :queueId and status = 'waiting'`,
  spared: `update stop set overtaken = overtaken - 1 where ${ofTicket} and stop = :stop and queue_id = :queueId and status = 'waiting'`,
  rule: `update call set why = :why, chosen_reason = :reason, chosen_note = :note where call_id = :callId`,
  call: `
    insert into call (call_id, ticket_id, stop, window_id, zone, attempt, at)
    values (:callId, :ticketId, :stop, :windowId, :zone, :attempt, :at)`,
  called: `
    update stop set status = 'called', window_id = :windowId, clerk_id = :clerkId, changed_at = :at
    where ${ofTicket} and stop = :stop`,
  spoken: `update call set speech = :outcome, speech_reason = :reason, speech_at = :at where call_id = :callId and (speech is null or speech_reason = 'interrupted')`,
  shown: `update call set shown_at = :at where call_id = :callId and shown_at is null`,
  started: `
    update stop set status = 'serving', started_at = :at, changed_at = :at where ${ofTicket} and stop = :stop`,
  finished: `
    update stop set status = 'done', outcome = :outcome, count = :count, case_ref = :caseRef, start_inferred = :startInferred, changed_at = :at
    where ${ofTicket} and stop = :stop`,
  missed: `update stop set status = 'missed', proof = :proof, changed_at = :at where ${ofTicket} and stop = :stop`,
  windowActive: `
    insert into window (window_id, ticket_id, stop, changed_at) values (:windowId, :ticketId, :stop, :at)
    on conflict (window_id) do update set ticket_id = :ticketId, stop = :stop, changed_at = :at`,
  windowIdle: `update window set ticket_id = null, stop = null, changed_at = :at where window_id = :windowId`,
  windowTouched: `update window set changed_at = :at where window_id = :windowId`,
  windowOpened: `
    insert into window (window_id, clerk_id, opened_at, changed_at) values (:windowId, :clerkId, :at, :at)
    on conflict (window_id) do update set clerk_id = :clerkId, opened_at = :at, changed_at = :at`,
  windowTaken: `update window set clerk_id = :clerkId, changed_at = :at where window_id = :windowId`,
  windowClosed: `
    update window set clerk_id = null, opened_at = null, pause_reason = null, paused_at = null, changed_at = :at where window_id = :windowId`,
  windowPaused: `
    update window set pause_reason = :reason, paused_at = :since, changed_at = :at where window_id = :windowId`,
  held: `update stop set status = 'held', changed_at = :at where ${ofTicket} and stop = :stop`,
  released: `
    update stop set status = 'waiting', window_id = null, clerk_id = null, changed_at = :at where ${ofTicket} and stop = :stop`,
  transferred: `
    update stop set status = 'waiting', queue_id = :queueId, bound = case when queue_id = :queueId then bound else :bound end,
      overtaken = case when queue_id = :queueId then overtaken else 0 end, window_id = null, clerk_id = null, changed_at = :at
    where ${ofTicket} and stop = :stop`,
  items: `update stop set items = :items where ${ofTicket} and stop = :stop`,
  added: `
    insert into stop (ticket_seq, stop, ticket_id, queue_id, items, place_at, place_tie, status, changed_at)
    select issue_seq, :stop, ticket_id, :queueId, :items, :placeAt, n, 'blocked', :at from ticket where ticket_id = :ticketId`,
  undone: `
    update stop set status = :status, queue_id = :queueId, window_id = :windowId, clerk_id = :clerkId,
      outcome = null, count = null, case_ref = null, start_inferred = null,
      started_at = case when :status in ('serving', 'held') then started_at end,
      proof = case when :what = 'miss' then null else proof end, changed_at = :at
    where ${ofTicket} and stop = :stop`,
  blockedAgain: `update stop set status = 'blocked', reason = null, before = null, changed_at = :at where ${ofTicket} and stop = :stop`,
  stands: `
    update stop set place_at = :place, place_tie = :tie, bound = :bound, overtaken = :overtaken where ${ofTicket} and stop = :stop`,
  notice: `
    insert into notice (notice_id, number, ticket_id, window_id, clerk_id, lines, waiver, fen, payee, code, issued_at, expires_at, changed_at)
    values (:noticeId, :number, :ticketId, :windowId, :clerkId, :lines, :waiver, :fen, :payee, :code, :issuedAt, :expiresAt, :issuedAt)`,
  billed: `update stop set status = 'blocked', window_id = null, clerk_id = null, changed_at = :at where ${ofTicket} and stop = :stop`,
  bankStop: `
    insert into stop (ticket_seq, stop, ticket_id, queue_id, items, place_at, place_tie, status, changed_at, bound)
    select issue_seq, :bankStop, ticket.ticket_id, :queueId, stop.items, :at, n, 'waiting', :at, :bound
    from ticket join stop on stop.ticket_seq = ticket.issue_seq and stop.stop = :stop where ticket.ticket_id = :ticketId`,
  noticePaid: `
    update notice set status = 'paid', receipt = :receipt, paid_by = :paidBy, bank_clerk_id = :clerkId, changed_at = :at where notice_id = :noticeId`,
  noticeEnded: `update notice set status = :status, changed_at = :at where notice_id = :noticeId`,
  pass: `
    insert into return_pass (pass_id, code, ticket_id, stop, queue_id, items, materials, other, note, window_id, date, valid_until, changed_at)
    select :passId, :code, ticket_id, stop, queue_id, items, :materials, :other, :note, :windowId, :date, :validUntil, :at
    from stop where ${ofTicket} and stop = :stop`,
  passVoided: `update return_pass set voided = 1, changed_at = :at where ticket_id = :ticketId and stop = :stop and voided = 0`,
  passUsed: `update return_pass set used_by = :ticketId, changed_at = :at where pass_id = :passId`,
  booking: `
    insert into booking (booking_id, code, queue_id, items, date, from_at, to_at, named, changed_at)
    values (:bookingId, :code, :queueId, :items, :date, :from, :to, :named, :at)`,
  bookingEnded: `update booking set status = :status, reason = :reason, changed_at = :at where booking_id = :bookingId`,
  bookingKept: `update booking set status = 'kept', ticket_id = :ticketId, changed_at = :at where booking_id = :bookingId`,
  bookingsReopened: `update booking set status = 'open', reason = null, changed_at = :at where date = :date and reason = 'dayClosed'`,
  bookingDate: `select date from booking where booking_id = :bookingId`,
  /** Tags beside the log: who did not come, and whose booking has ended. */
  noteNoShow: `
    insert into missed_booking (tag, key_id, date)
    select tag, key_id, date from booking_person join booking using (booking_id) where booking_id = :bookingId and key_id = :keyId`,
  forgetBooker: `delete from booking_person where booking_id = :bookingId`,
  forgetKeptBookers: `delete from booking_person where booking_id in (select booking_id from booking where date = :date and status = 'kept')`,
  forgetPastBookers: `delete from booking_person where booking_id in (select booking_id from booking where date < :date)`,
  callUndone: `update call set undone = 1 where call_id = :callId`,
} as const;

/** The two that run for every ticket take their values in order: binding by name costs as much as the insert. */
const inserts = {
  ticket: `
    insert into ticket (issue_seq, ticket_id, day, prefix, n, language, issued_at, device, offline, late, paper, paper_at)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  stop: `
    insert into stop (ticket_seq, stop, ticket_id, queue_id, items, place_at, place_tie, status, changed_at, bound)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
} as const;

export type Projection = Readonly<Record<keyof typeof statements, Statement<[Values]>>> & {
  /** Of the event that a ticket's row is kept under; none when nobody knows the ticket. */
  readonly issueSeq: Statement<[string], number>;
  readonly insert: Readonly<Record<keyof typeof inserts, Statement<(string | number | null)[]>>>;
};

export function prepareProjection(db: Database): Projection {
  const prepared = Object.entries(statements).map(([name, sql]) => [name, db.prepare<[Values]>(sql)] as const);
  return {
    // `fromEntries` forgets the names it was given.
    ...(Object.fromEntries(prepared) as Record<keyof typeof statements, Statement<[Values]>>),
    issueSeq: db.prepare<[string], number>('select issue_seq from ticket where ticket_id = ?').pluck(),
    insert: { ticket: db.prepare(inserts.ticket), stop: db.prepare(inserts.stop) },
  };
}
