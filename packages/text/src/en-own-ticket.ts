// The page behind a paper's QR code: where the own number stands.
import type { Widened } from './widen.ts';
import type { zhOwnTicket } from './zh-own-ticket.ts';

export const enOwnTicket: Widened<typeof zhOwnTicket> = {
  title: 'My number',
  status: {
    blocked: 'Step before not done yet', waiting: 'Waiting', called: 'Go to the window', serving: 'Being served', held: 'Come back to the window', missed: 'Missed', done: 'Done', abandoned: 'No longer valid', cancelled: 'Cancelled',
  },
  goTo: (p) => `Please go to window ${p.window}`,
  calledAt: (p) => `Called at ${p.time}`,
  servedAt: (p) => `Being served at window ${p.window}`,
  heldAt: (p) => `When you are ready, please come back to window ${p.window}`,
  next: 'You are next',
  ahead: (p) => (p.count === 1 ? '1 person ahead of you' : `${p.count} people ahead of you`),
  goToZone: (p) => `Please wait in zone ${p.zone}`,
  blocked: 'You join this queue by yourself when the step before is done. No new number is needed.',
  returnUntil: (p) => `You were called and not there. Please come to a window or the guide desk before ${p.time}`,
  noReturn: 'You were called and not there. Please ask at the guide desk',
  unclaimed: 'Your slip was not printed, so this number is not called. Please go to the guide desk.',
  allDone: 'Everything is done for today',
  dayOver: 'Today’s service has ended',
  earlier: (p) => `This number was of ${p.date} and is no longer valid.`,
  emergency: 'Evacuation: nobody is called. Please follow the staff. Your place is kept.',
  hint: 'Please also watch the screens and listen in the hall: they decide.',
  updatedAt: (p) => `Updated at ${p.time}`,
  stale: { what: 'The hall cannot be reached', meaning: 'What you see may be out of date.', action: 'Please watch the screens in the hall. This page updates itself when it can.' },
  unknown: { what: 'This number was not found', meaning: 'The code may be of another hall. An offline ticket is found once its kiosk is connected again.', action: 'Please ask at the guide desk.' },
  step: (p) => `Step ${p.n}`,
};
