// Words of opening hours, holidays, hours of queues and the last number of the day.
import type { Texts } from './texts.ts';

export const enHours: Texts['hours'] = {
  when: {
    today: (p) => `today at ${p.time}`,
    tomorrow: (p) => `tomorrow at ${p.time}`,
    weekday: (p) => `${p.weekday} at ${p.time}`,
    date: (p) => `${p.weekday} ${p.date} at ${p.time}`,
  },
  queue: {
    closed: 'No numbers now',
    opens: (p) => `Numbers from ${p.when}`,
    closedFor: (p) => `No numbers are given here now; again from ${p.when}.`,
    closedForLong: 'No numbers are given here now. Please ask at the guide desk.',
    late: 'May not be served today',
    lateUntil: (p) => `Service ends at ${p.time}`,
    lateChoice: (p) => `May not be served today: service ends at ${p.time}, and waiting and service together may take longer. You can come another day, or take a number all the same.`,
    full: 'Full for today',
    fullUntil: (p) => `Full for today: service ends at ${p.time}, and waiting and service together would take longer. Please come another day.`,
  },
  board: {
    over: 'No more numbers today; please wait for your call',
    rests: (p) => `No numbers until ${p.time}; please wait for your call`,
  },
  console: {
    title: 'Opening hours',
    today: 'Today',
    always: 'Open at any hour',
    closed: 'Closed today',
    breakOf: (p) => `${p.from}–${p.to} break`,
    special: 'A date of its own in the hall’s configuration',
    holiday: (p) => `Holiday: ${p.name}`,
    makeUp: (p) => `Worked day off: ${p.name}`,
    next: 'Numbers are given next',
    overtime: (p) => `The hours ended at ${p.time}: no more numbers, windows serve on until nobody is left`,
    overtimeManager: (p) => `The hours ended at ${p.time}; a manager opened this day, and a manager closes it`,
    waitsFor: 'It does not close yet because of',
    waiting: (p) => `${p.count} waiting`,
    atWindows: (p) => `${p.count} at windows`,
    held: (p) => `${p.count} on hold`,
    missed: (p) => `${p.count} missed who may still return`,
    clock: {
      tooOld: 'The server’s clock says a time before 2026; its battery may be empty. Once it is set right the day opens by itself; if it is right, a manager opens it.',
      behind: 'The server’s clock stands before the last record, so no day opens by itself. Once it is set right it does; if it is right, a manager opens it.',
      ahead: 'The server’s clock is too far past the last record: more than three openings would have been missed, so no day opens by itself. Check the date; if it is right, a manager opens the day.',
    },
    lastEvent: (p) => `Last record: ${p.time}`,
    unknownYear: (p) => `The public holidays of ${p.year} are not known yet: in ${p.year} the hall keeps to the week alone. Update the program, or write holidays and worked days off under special in the configuration.`,
  },
};
