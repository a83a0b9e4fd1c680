export * from './ids.ts';
export { DayRoot, RootHash } from './day-root.ts';
export { DaySummary } from './day-summary.ts';
export { isIdNumber, readIdNumber } from './id-number.ts';
export { Identified, PersonKey, PersonTag } from './identity.ts';
export { Bookings, HallConfig, Policy, ZoneVoice } from './config.ts';
export { Timetable, type PublicCalendar } from './timetable.ts';

export {
  CancelReason, Command, EmergencyKind, isFact, ItemCount, Outcome, PaperOutcome, PauseReason, SpeechOutcome, SpeechReason, StopPlan, WireCommand,
  type CommandOf, type CommandType,
} from './command.ts';
export { Fen, Notice, NoticeLine, PaidBy, Receipt, Waiver } from './payment-schema.ts';
export { CameBack, MaterialsNotice, Missing, PassCode, ReturnPass, Slip, SlipContent, SlipOutcome } from './slip-schema.ts';
export { DayPart } from './day-paper-schema.ts';
export { RootAck } from './root-schema.ts';
export { HoldReason, TransferReason, TransferTarget, UndoWhat } from './edge-schema.ts';
export { HallEvent, type EventOf, type EventType, type TimedEvent } from './event.ts';
export { accept, reject, type Actor, type Context, type Decision, type Past, type PastBooking, type PastPass, type PastTicket, type Role } from './context.ts';
export type { DomainFault, Rejection, RejectionCode } from './rejection.ts';
export { allowed, isAllowed, stopStatuses, verbs, type StopStatus, type Verb } from './status.ts';
export {
  emptyHall, numberKey,
  type BookingState, type Call, type DayPaperJob, type DeepReadonly, type Emergency, type HallState, type Paper, type Pass, type ReadonlyHall, type Recovery, type ReturnedFrom, type Stop, type StopLife, type Speech, type StopRef, type Ticket, type WindowState,
} from './state.ts';

export * from './view/types.ts';
export type { HeldView, SenderView, UndoView } from './view/edge-types.ts';
export type { CameBackView, SlipOrder, SlipView } from './view/slip-types.ts';
export type { NoNumbers, ServiceView } from './view/service-types.ts';
export type { DayPaperOrder, DayPaperView } from './view/day-paper-view.ts';
export { openDayPapers } from './view/day-paper-view.ts';
export type { NoticeSum, NoticeView, OpenNotice, PaymentTotals } from './view/payment-types.ts';
export { checkConfig, type ConfigProblem } from './check-config.ts';
export { jsonFaultAt } from './json-fault.ts';
export { shapeFaults, type PlacedFault, type ShapeFault } from './shape-fault.ts';
export { decide } from './decide.ts';
export { isIssuing, lastOnlineNumber } from './decide/ticket-issue.ts';
export { blockedUntil, findBooking, type FoundBooking } from './decide/booking.ts';
export { BookingCancelReason, BookingRow } from './booking-schema.ts';
export { bookableDates, bookingSlotsOn, freeSlotsOn, type FreeSlot } from './booking-slots.ts';
export { usesUp } from './decide/ticket-use.ts';
export { findPass, isInUse, type FoundPass } from './decide/pass.ts';
export { evolve } from './evolve.ts';
export { awaitsSpeech } from './speakable.ts';
export { hasEnded } from './evolve-parts.ts';
export { nextStop } from './next-stop.ts';
export { Booking, CallWhy, ChoiceReason, Need, PersonClass } from './person.ts';
export { guideDesk, isMistaken } from './decide/entered.ts';
export { whyNotMe, type CallRule, type ExplainedCall, type WhyNotMe } from './why-not-me.ts';
export { fullAt, quotaFull, slotAt, slotsOn, takenIn, type FullAt, type QuotaFull, type Slot } from './quota.ts';
export { planJourney, type JourneyPlan, type NoJourney } from './plan-journey.ts';
export { queueClosure, type QueueClosed, type QueueGate, type QueueLate } from './queue-gate.ts';
export { dayHours, givingHours, isOpenAt, nextStart, serviceDateAt } from './service-day.ts';
export { agentView } from './view/agent-view.ts';
export { boardView } from './view/board-view.ts';
export { consoleView } from './view/console-view.ts';
export { kioskView } from './view/kiosk-view.ts';
export { yearWithoutHolidays } from './view/service-view.ts';
export { voiceView } from './view/voice-view.ts';
export { shownMinutes, waitsNow, type Waits } from './view/waits.ts';
export { ownTicket, type OwnStop, type OwnTicket } from './view/own-ticket.ts';
export { windowView } from './view/window-view.ts';
export { createTurnedAway, type TurnedAwayReport } from './statistics/turned-away.ts';
export { createStatistics, type ItemHour, type QueueHour, type ReportOptions, type Statistics, type StatisticsReport } from './statistics/create-statistics.ts';
export type { DutyFigures, EstimateScore, ItemFigures, QueueFigures, WorkFigures } from './statistics/figures.ts';
