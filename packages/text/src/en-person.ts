// Reading an ID card: the step at the kiosk, the line on an offline ticket, the reader of the sample hall.
import type { Widened } from './widen.ts';
import type { zhPerson } from './zh-person.ts';

export const enPerson: Widened<typeof zhPerson> = {
  kiosk: {
    title: 'Please lay your ID card on the reader',
    how: 'Lay it flat where the card is drawn, and take it away when the screen changes.',
    privacy: 'Only to know today whether the same person comes again. The number on the card is not stored or printed, and cannot be found out after today.',
    left: (p) => `Back to the start in ${p.seconds} s`,
    read: 'Card read',
    unreadable: 'That could not be read. Please lift the card and lay it flat again.',
    skip: 'Take a number without a card',
    toDesk: 'No card: guide desk',
    picture: 'A card lying flat on the reader',
    desk: { what: 'Please take your number at the guide desk', meaning: 'For this service it is asked who comes; no card was read here and no number was taken.', action: 'Without a card, or if this is hard to use: the staff at the desk take a number for you.' },
    readerAway: { what: 'The card reader does not work now', meaning: 'For this service it is asked who comes: no number can be taken here.', action: 'Please go to the guide desk; the staff take a number for you.' },
    notChecked: { what: 'Cards cannot be checked now', meaning: 'Your card was read, but it cannot be checked; no number was taken.', action: 'Please try again in a moment, or go to the guide desk.' },
  },
  slip: { unchecked: 'Offline: identity not checked' },
  hall: {
    reader: 'ID-card reader',
    hint: 'The cards are invented: the check digits are right, the district and the day of birth do not exist; the last one has a wrong check digit.',
    cards: 'Card on the reader',
    card: (p) => `Sample ${p.label}`,
    none: 'No card',
    lost: 'The simulated card reader does not answer',
    faults: 'Make the reader fail',
    faultHint: 'See what the kiosk does with a card that cannot be read.',
  },
  fault: { silent: 'No answer', damaged: 'Damaged data', slips: 'Taken away too early', unplugged: 'Unplugged' },
};
