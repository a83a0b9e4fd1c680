export { testConfig, testConfigWithPolicy } from './sample-config.ts';
export {
  at, bankClerkAt, board, callNext, clerkAt, createScenario, finish, hub, issue, kiosk, manager, monday9, openHall, testId, ticket, type Scenario,
} from './scenario.ts';
export { anyAttempt, type Attempt } from './random-commands.ts';
export { orderAttempt } from './order-attempts.ts';
export { createReferenceOrder, type ReferenceHall, type ReferenceNext, type ReferenceOrder } from './reference-order.ts';
export { createDroppableProxy, type Direction, type DroppableProxy } from './droppable-proxy.ts';
export { createSeeded, type Seeded } from './seeded.ts';
export { boundsOf, elder, issueAll, minute, numberOf, openWindows, overtakenOf, restoredAhead, serveAll, serveNext } from './serve-visitors.ts';
