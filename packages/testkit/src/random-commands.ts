// Random but plausible commands, weighted like hall work: apt as a rule, so that payments, no-shows, journeys and undoing are reached.
import fc from 'fast-check';
import type { Attempt } from './random/attempt.ts';
import * as booking from './random/book.ts';
import * as guide from './random/at-desk.ts';
import * as desk from './random/at-window.ts';
import * as paper from './random/hand-over.ts';
import * as hall from './random/in-hall.ts';
import * as lobby from './random/in-lobby.ts';

const weighted = (...parts: readonly (readonly [number, fc.Arbitrary<Attempt>])[]): fc.Arbitrary<Attempt> =>
  fc.oneof(...parts.map(([weight, arbitrary]) => ({ weight, arbitrary })));

const exceptional = weighted(
  [3, lobby.booked], [3, lobby.urgent], [3, desk.choose], [2, lobby.orderReprint], [2, lobby.cancel], [2, lobby.claim], [2, lobby.reprint],
  [2, desk.pauseWindow], [5, desk.resumeWindow], [3, desk.closeWindow], [2, desk.takeOver], [2, hall.loud], [6, hall.calm], [3, hall.longWait], [3, hall.outlast], [1, hall.stepClock],
  [3, hall.recovery], [2, hall.day], [1, hall.registry], [1, hall.acknowledgeRoot], [1, hall.adopt], [1, hall.loseSpeech],
);

/** Everything that can be asked of a hall. */
export const anyAttempt: fc.Arbitrary<Attempt> = weighted(
  [16, lobby.anyIssue], [4, lobby.issueOffline], [7, lobby.journey], [6, lobby.report], [6, desk.openWindow],
  [16, desk.callNext], [9, desk.start], [9, desk.finish], [10, desk.missOrRecall], [4, desk.hold], [4, desk.resume], [5, desk.transfer],
  [5, desk.addItem], [6, desk.bill], [4, desk.settle], [4, desk.undo], [4, lobby.restore], [6, hall.acknowledge], [3, hall.speech], [5, hall.wait],
  [3, paper.lack], [3, paper.comeBack], [1, paper.orderSlip], [3, paper.reportSlip],
  [3, guide.issueAtDesk], [3, guide.enter], [2, guide.takeBack], [3, guide.tell], [4, guide.help], [1, guide.endHelp], [1, guide.turnedAway],
  [3, booking.book], [3, booking.checkIn], [1, booking.giveUp],
  [24, exceptional],
);

/** The same hall in which class, needs, bookings and exceptions matter more, and visits are quick. */
export const orderAttempt: fc.Arbitrary<Attempt> = weighted(
  [20, lobby.anyIssue], [4, lobby.journey], [4, guide.help], [1, guide.endHelp], [5, lobby.booked], [28, desk.serve], [2, lobby.urgent], [3, desk.choose], [12, hall.acknowledgeAll], [10, desk.missOrRecall], [5, lobby.restore],
  [6, desk.undo], [4, desk.transfer], [6, desk.gather], [3, desk.hold], [2, desk.closeWindow], [1, hall.stepClock], [1, hall.day], [3, desk.bill], [3, desk.settle], [2, hall.longWait], [3, hall.wait], [4, desk.openWindow], [4, paper.lack], [5, paper.comeBack], [3, booking.book], [3, booking.checkIn], [20, anyAttempt],
);

/** The same hall in which people book and come, or do not. */
export const bookingAttempt: fc.Arbitrary<Attempt> = weighted(
  [12, booking.book], [12, booking.checkIn], [2, booking.giveUp], [3, lobby.cancel], [4, lobby.report], [2, hall.day], [4, hall.wait], [3, hall.longWait], [2, lobby.issueOffline], [12, anyAttempt],
);

/** The same hall in which windows hand papers over and people come back with them. */
export const paperAttempt: fc.Arbitrary<Attempt> = weighted(
  [8, lobby.anyIssue], [12, desk.callNext], [14, paper.lack], [14, paper.comeBack], [5, desk.undo], [4, paper.orderSlip], [5, paper.reportSlip], [15, anyAttempt],
);
