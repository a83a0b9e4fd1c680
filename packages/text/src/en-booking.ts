// Words of bookings: console, kiosk, slip; and why somebody cannot book or check in.
import { plural } from './format.ts';
import type { zhBooking, zhBookingFaults, zhBookingRejections } from './zh-booking.ts';
import type { Widened } from './widen.ts';

const minutes = (count: number): string => plural(count, 'minute', 'minutes');

export const enBooking: Widened<typeof zhBooking> = {
  title: 'Bookings',
  today: 'Booked today',
  hint: 'Book a slot for a visitor. Read the code out, or print the slip.',
  none: 'This hall takes no bookings',
  date: 'Date',
  nothing: 'No bookings on this day',
  list: 'Bookings of the day',
  count: { expected: 'Expected', arrived: 'Arrived', missed: 'Missed' },
  counts: (p) => `${p.expected} expected · ${p.arrived} arrived · ${p.missed} missed`,
  column: { time: 'Slot', item: 'Service', code: 'Code', status: 'Status', named: 'Visitor' },
  status: { open: 'Expected', kept: 'Number taken', missed: 'Missed', cancelled: 'Cancelled' },
  named: 'Known',
  unnamed: 'Not given',
  make: {
    button: 'New booking',
    title: 'New booking',
    change: 'Change',
    changeTitle: 'Change the booking',
    item: 'Service',
    itemHint: 'Type part of the name',
    otherItem: 'Another service',
    noItem: 'No service that can be booked has this name',
    noSlots: 'No slots can be booked on this day',
    free: (p) => `${p.count} free`,
    full: 'Full',
    number: 'Identity number (optional)',
    numberHint: 'Only to count missed bookings and to find a second one at the same time. It becomes a mark that cannot be turned back, and is neither kept nor shown. Without it nothing is counted.',
    keepsPerson: 'It need not be typed again: what is known of the visitor moves along.',
    submit: 'Book',
    working: 'Booking…',
  },
  made: {
    title: 'Booked',
    read: 'Read the code out to the visitor, or print the slip.',
    print: 'Print the slip',
    done: 'Done',
  },
  slip: {
    title: 'Booking',
    time: 'Please come within this slot',
    code: 'Code',
    how: (p) => `Type the code at a kiosk to take your number, at most ${minutes(p.minutes)} before the slot.`,
    late: (p) => `Without a number ${minutes(p.minutes)} after the slot the booking counts as missed. If you cannot come, please tell us before.`,
  },
  cancel: {
    button: 'Cancel',
    title: 'Cancel the booking',
    body: 'The slot goes to somebody else and the code cannot be used any more. It does not count as missed.',
    why: 'Reason',
    reason: { visitor: 'Asked by the visitor', mistake: 'Booked by mistake', hall: 'Because of the hall' },
    submit: 'Cancel it',
  },
  checkIn: { button: 'Take number' },
  kiosk: {
    open: 'Booking or return code',
    whileClosed: 'If you have booked for now, you can take your number.',
    title: 'Type your code',
    hint: 'Please type the eight digits of your booking, or the return code on your notice of missing materials.',
    found: 'Your booking',
    slot: (p) => `Booked for ${p.time}`,
    preferred: 'You are called with priority in your slot.',
    notNow: { what: 'This booking cannot be used now', meaning: 'It is too early or too late for its slot; no number was taken.', action: 'Please take an ordinary number, or go to the guide desk.' },
    mark: (p) => `BOOKED ${p.time}`,
    card: {
      start: 'Booking or return code',
      open: 'Find my booking by ID card',
      code: 'Type the code',
      again: 'Lay the card on again',
      without: 'No card with you: type the code, or go to the guide desk.',
      privacy: 'Only to find what is booked for today. The number on the card is not stored, shown or printed.',
      several: 'Which booking?',
      none: { what: 'No booking for today', meaning: 'Nothing is booked today with this card, or it was booked without an identity number.', action: 'Please type the code, or go to the guide desk.' },
      gone: { what: 'Please lay your card on again', meaning: 'What was read was neither used nor kept; no number was taken.', action: 'Lay it on again, type the code, or go to the guide desk.' },
      needsHub: { what: 'Bookings cannot be looked up now', meaning: 'This kiosk has lost contact with the hall. Your booking has not been used.', action: 'Please take an ordinary number, or go to the guide desk.' },
      readerAway: { what: 'The card reader does not work now', meaning: 'Your booking cannot be found by card; it has not been used.', action: 'Please type the code, or go to the guide desk.' },
      notChecked: { what: 'Bookings cannot be found by card now', meaning: 'Your card was read, but bookings cannot be looked up now.', action: 'Lay it on again, type the code, or go to the guide desk.' },
    },
  },
  event: {
    'booking.made': 'Booked',
    'booking.cancelled': 'Booking cancelled',
    'booking.kept': 'Came as booked',
    'booking.missed': 'Booking missed',
  },
};

const ordinary = 'You can take an ordinary number; if in doubt, go to the guide desk.';
const not = 'Nothing was booked.';

export const enBookingRejections: Widened<typeof zhBookingRejections> = {
  'booking.none': { what: 'This hall takes no bookings', meaning: not, action: 'Please take a number at the hall.' },
  'booking.notBookable': { what: 'This service cannot be booked', meaning: not, action: 'Choose another service, or ask the visitor to take a number at the hall.' },
  'booking.severalQueues': { what: 'These services are done in different queues', meaning: not, action: 'Please book them one by one.' },
  'booking.past': { what: 'This slot is over', meaning: not, action: 'Please choose a later slot.' },
  'booking.tooFar': (facts) => ({ what: 'This date is too far away', meaning: `${not} The last day is ${facts.last} at present.`, action: 'Please choose an earlier date.' }),
  'booking.noSlot': { what: 'There is no such slot on this day', meaning: `${not} The hall is closed then, or its slots have changed.`, action: 'Please choose one of the slots that are listed.' },
  'booking.slotFull': (facts) => ({
    what: 'This slot is full',
    meaning: facts.next === null ? `${not} Every later slot is full, too.` : `${not} The next free slot is ${facts.next}.`,
    action: facts.next === null ? 'Try again another day, or ask the visitor to take a number at the hall.' : 'Take that slot, or choose another day.',
  }),
  'booking.sameTime': (facts) => ({ what: 'There is a booking at that time already', meaning: `${not} This person is booked for ${facts.time}.`, action: 'Choose another slot, or cancel the other booking first.' }),
  'booking.blocked': (facts) => ({ what: 'Too many bookings were missed', meaning: `${not} From ${facts.freeOn} on this person can book again.`, action: 'Until then an ordinary number can be taken at the hall, as by anybody.' }),
  'booking.unknown': { what: 'There is no such booking', meaning: 'Nothing was changed.', action: 'Compare the code and try again.' },
  'booking.notOpen': { what: 'This booking was used, missed or cancelled', meaning: 'Nothing was changed.', action: 'Look at its status in the list.' },
  'booking.cancelled': { what: 'This booking was cancelled', meaning: 'The code cannot be used; no number was taken.', action: ordinary },
  'booking.used': { what: 'A number was taken with this booking already', meaning: 'A booking is good for one number.', action: 'Please wait with that number; if in doubt, go to the guide desk.' },
  'booking.otherDay': (facts) => ({ what: 'This booking is not for today', meaning: `No number was taken. It is for ${facts.date} ${facts.time}.`, action: `Please come on that day. ${ordinary}` }),
  'booking.tooEarly': (facts) => ({ what: 'You are early', meaning: `No number was taken. The slot is ${facts.time}; numbers are given from ${facts.from} on.`, action: `Please come back then. ${ordinary}` }),
  'booking.tooLate': (facts) => ({ what: 'The slot is over', meaning: `No number was taken for the booking. The slot was ${facts.time}.`, action: ordinary }),
  'booking.otherItems': { what: 'The booking is for another service', meaning: 'No number was taken.', action: 'Type the code again, or take an ordinary number.' },
};

export const enBookingFaults: Widened<typeof zhBookingFaults> = {
  'booking.numberWrong': { what: 'This is no identity number', meaning: 'Nothing was booked, and the number was not kept. It has 18 digits, and the last one has to fit the others.', action: 'Compare it with the card and type it again, or leave it out.' },
};
