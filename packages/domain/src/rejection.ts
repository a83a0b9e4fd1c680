// Why the core says no. Every code has a text in every language (packages/text), exhaustive by type.
import type { PaperOutcome } from './command.ts';
import type { ServiceDate, TicketNumber } from './ids.ts';
import type { QuotaFull } from './quota.ts';
import type { Notice } from './payment-schema.ts';
import type { StopStatus } from './status.ts';

export type Rejection =
  | { readonly code: 'command.notYours' }
  | { readonly code: 'day.closed' }
  | { readonly code: 'day.alreadyOpen' }
  /** Nobody is called into a hall that people are to leave, and nobody loses a place by leaving it. */
  | { readonly code: 'hall.emergency' }
  | { readonly code: 'day.clockDoubted' }
  | { readonly code: 'day.clockImplausible'; readonly lastEventAt: number }
  | { readonly code: 'item.unknown'; readonly itemId: string }
  | { readonly code: 'chain.unknown'; readonly chain: string }
  | { readonly code: 'item.notInChain'; readonly itemId: string }
  | { readonly code: 'queue.empty' }
  /** Outside the queue's own hours; null: they do not begin again within a year. Epoch ms. */
  | { readonly code: 'queue.closed'; readonly queueId: string; readonly opensAt: number | null }
  /** Whoever takes a number now would probably not be served before the hours end. Epoch ms. */
  | { readonly code: 'queue.tooLate'; readonly queueId: string; readonly closesAt: number }
  /** No more numbers of this item or department, today or in this slot. */
  | ({ readonly code: 'quota.full' } & QuotaFull)
  | { readonly code: 'numbers.exhausted'; readonly prefix: string }
  | { readonly code: 'numbers.recovering' }
  /** Only numbers from a kiosk's own band can be entered. */
  | { readonly code: 'numbers.notOffline'; readonly n: number }
  /** The items have numbers of this series, not of the one entered. */
  | { readonly code: 'numbers.otherSeries'; readonly prefix: string }
  | { readonly code: 'numbers.notYours'; readonly n: number }
  | { readonly code: 'numbers.taken'; readonly n: number }
  | { readonly code: 'ticket.unknown' }
  | { readonly code: 'ticket.exists' }
  | { readonly code: 'ticket.unresolved'; readonly ticketId: string }
  | { readonly code: 'ticket.paperNotFailed'; readonly paper: PaperOutcome | 'pending' | 'none' }
  /** `label`: what is painted above that window, here and below. */
  | { readonly code: 'ticket.atWindow'; readonly windowId: string; readonly label: string }
  | { readonly code: 'ticket.otherQueue' }
  | { readonly code: 'ticket.paperNotOut' }
  | { readonly code: 'call.mayNotChoose' }
  | { readonly code: 'call.reasonMissing' }
  /** Labels, as they are painted above the windows: of the chosen one, and of those that could call the number now. */
  | { readonly code: 'call.windowNotFree'; readonly label: string; readonly free: readonly string[] }
  | { readonly code: 'stop.wrongStatus'; readonly status: StopStatus }
  | { readonly code: 'window.unknown'; readonly windowId: string }
  | { readonly code: 'window.notOpen' }
  | { readonly code: 'window.taken' }
  | { readonly code: 'window.clerkElsewhere'; readonly windowId: string; readonly label: string }
  | { readonly code: 'window.busy'; readonly ticketId: string }
  | { readonly code: 'window.paused' }
  | { readonly code: 'window.notPaused' }
  | { readonly code: 'window.changed' }
  | { readonly code: 'recall.tooSoon'; readonly waitMs: number }
  | { readonly code: 'miss.tooFewCalls'; readonly calls: number; readonly needed: number }
  | { readonly code: 'miss.tooSoon'; readonly waitMs: number }
  | { readonly code: 'restore.used'; readonly restores: number }
  | { readonly code: 'restore.void' }
  | { readonly code: 'hold.tooMany'; readonly most: number }
  | { readonly code: 'ticket.elsewhere'; readonly windowId: string; readonly label: string }
  | { readonly code: 'transfer.sameQueue' }
  | { readonly code: 'transfer.sameWindow' }
  | { readonly code: 'transfer.windowClosed'; readonly windowId: string }
  | { readonly code: 'transfer.unserved' }
  | { readonly code: 'queue.unknown'; readonly queueId: string }
  | { readonly code: 'department.unknown'; readonly departmentId: string }
  | { readonly code: 'items.tooMany'; readonly most: number }
  | { readonly code: 'undo.tooLate'; readonly withinMs: number }
  | { readonly code: 'undo.changed' }
  /** The bank's queue is served by clerks of the bank. */
  | { readonly code: 'help.bank' }
  | { readonly code: 'help.ownQueue' }
  | { readonly code: 'help.none' }
  | { readonly code: 'zone.unknown'; readonly zone: string }
  | { readonly code: 'payment.none' }
  | { readonly code: 'notice.bankOnly' }
  | { readonly code: 'notice.unknown' }
  | { readonly code: 'notice.notOpen'; readonly status: Notice['status'] }
  | { readonly code: 'notice.nothingDue' }
  | { readonly code: 'notice.tooLarge'; readonly fen: number }
  | { readonly code: 'notice.waiverTooLarge'; readonly fen: number }
  | { readonly code: 'notice.unpaid' }
  /** No printer is assigned to the window. */
  | { readonly code: 'day.notClosed'; readonly date: string }
  | { readonly code: 'dayPaper.noPrinter' }
  | { readonly code: 'slip.noPrinter' }
  /** Paper was to come out where no agent is paired. */
  | { readonly code: 'printer.unknown'; readonly deviceId: string }
  | { readonly code: 'slip.unknown' }
  | { readonly code: 'pass.unknown' }
  | { readonly code: 'pass.used' }
  | { readonly code: 'pass.expired'; readonly validUntil: ServiceDate }
  | { readonly code: 'pass.voided' }
  | { readonly code: 'pass.otherItems' }
  /** Who comes for this item is asked, and no card was read. */
  | { readonly code: 'person.required'; readonly itemId: string }
  /** `held`: a number that this person has already. */
  | { readonly code: 'person.tooMany'; readonly held: TicketNumber; readonly most: number }
  | { readonly code: 'person.itemAgain'; readonly held: TicketNumber; readonly itemId: string }
  /** This hall, or this queue, takes no bookings. */
  | { readonly code: 'booking.none' }
  | { readonly code: 'booking.notBookable' }
  | { readonly code: 'booking.severalQueues' }
  | { readonly code: 'booking.past' }
  | { readonly code: 'booking.tooFar'; readonly last: ServiceDate }
  /** No slot of the opening hours begins and ends like this. */
  | { readonly code: 'booking.noSlot' }
  /** `next`: the next slot of that queue with a place, `YYYY-MM-DD HH:MM–HH:MM`. */
  | { readonly code: 'booking.slotFull'; readonly next: string | null }
  /** The person is booked at that time already. */
  | { readonly code: 'booking.sameTime'; readonly time: string }
  /** Too many bookings were missed; from `freeOn` on the person may book again. */
  | { readonly code: 'booking.blocked'; readonly freeOn: ServiceDate }
  | { readonly code: 'booking.unknown' }
  | { readonly code: 'booking.notOpen'; readonly status: 'kept' | 'missed' | 'cancelled' }
  | { readonly code: 'booking.cancelled' }
  | { readonly code: 'booking.used' }
  /** The date on the wall, which past midnight is not the service day. */
  | { readonly code: 'booking.otherDay'; readonly date: string; readonly time: string }
  /** `from`: when check-in begins. Wall times of the hall, as `HH:MM`. */
  | { readonly code: 'booking.tooEarly'; readonly from: string; readonly time: string }
  | { readonly code: 'booking.tooLate'; readonly time: string }
  | { readonly code: 'booking.otherItems' }
  | { readonly code: 'config.inUse'; readonly ids: readonly string[] };

export type RejectionCode = Rejection['code'];

/** The core cannot answer yet; the sender keeps the command and sends it again. */
export type DomainFault = { readonly code: 'day.notOpen' };
