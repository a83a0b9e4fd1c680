// What a program needs that plays a hall in process and looks at its log afterwards.
export type { Clock } from './clock.ts';
export type { Engine } from './engine/engine.ts';
export { openPlainHall, type PlainHall, type PlainHallOptions } from './plain-hall.ts';
export { rebuild } from './command/rebuild.ts';
export { verifyLog, wholeLog } from './command/verify-log.ts';
export { readClosedDay, type ClosedDay } from './store/closed-day.ts';
export { chainHash, chainStart, type EventRow } from './store/event-log.ts';
