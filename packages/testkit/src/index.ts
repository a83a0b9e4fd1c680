export { testConfig, testConfigWithPolicy } from './sample-config.ts';
export {
  at, bankClerkAt, board, callNext, clerkAt, createScenario, finish, hub, issue, kiosk, manager, momentOf, monday9, openHall, testId, ticket, type Scenario,
} from './scenario.ts';
export { anyAttempt, bookingAttempt, orderAttempt, paperAttempt } from './random-commands.ts';
export type { Attempt } from './random/attempt.ts';
export { openRandomHall, play, randomDays, sequencesOf } from './random/random-hall.ts';
export { follow, type Step } from './random/follow.ts';
export { propertyRuns } from './property-runs.ts';
export { createReached, type Reached } from './reached.ts';
export { createReferenceOrder, type ReferenceHall, type ReferenceNext, type ReferenceOrder } from './reference-order.ts';
export { createReferenceWhy, type ReferenceReason, type ReferenceWhy } from './reference-why.ts';
export { referenceItemHours, type ReferenceItemHour } from './reference-item-hours.ts';
export { referenceStatistics } from './reference-statistics.ts';
export { createDroppableProxy, type Direction, type DroppableProxy } from './droppable-proxy.ts';
export { createSeeded, type Seeded } from './seeded.ts';
export { boundsOf, elder, issueAll, minute, numberOf, openWindows, overtakenOf, restoredAhead, serveAll, serveNext } from './serve-visitors.ts';
export { bookedHall, bookingCode, bookingConfig, bookingHall, bookingStatus, checkIn, makeBooking, refusal, sampleBookings, slotAt } from './booking-hall.ts';
