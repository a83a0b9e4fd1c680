// What is said when a ticket's state does not allow something: what the state is, and what to do.
import type { StopStatus } from '@hallcall/domain';
import type { Message } from './message.ts';

const nothingDone = 'Nothing was done.';
const anotherNumber = 'For anything more, take another number.';

export const enWrongStatus = {
  blocked: { what: 'This ticket waits for an earlier step', meaning: nothingDone, action: 'It joins the queue by itself when that step is done; try again then.' },
  waiting: { what: 'This ticket is waiting in its queue', meaning: nothingDone, action: 'It need not be restored; it will be called in its turn.' },
  called: { what: 'This ticket has been called to a window', meaning: nothingDone, action: 'Go on at that window; to add an item or write a payment notice, press “Start” first.' },
  serving: { what: 'This ticket is being served', meaning: nothingDone, action: 'Go on at that window and press “Finish” when it is done.' },
  held: { what: 'A window has put this ticket on hold', meaning: nothingDone, action: 'That window can call it back; when it closes, the ticket waits again at its old place.' },
  missed: { what: 'This ticket missed its call', meaning: nothingDone, action: 'Restore it in the list of missed calls first, then call it.' },
  done: { what: 'This ticket is done', meaning: nothingDone, action: anotherNumber },
  abandoned: { what: 'This ticket was given up', meaning: nothingDone, action: anotherNumber },
  cancelled: { what: 'This ticket was cancelled', meaning: nothingDone, action: anotherNumber },
} satisfies Record<StopStatus, Message>;
