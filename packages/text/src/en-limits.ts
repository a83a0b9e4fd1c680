import type { Widened } from './widen.ts';
import type { zhLimits } from './zh-limits.ts';

export const enLimits: Widened<typeof zhLimits> = {
  full: {
    day: 'No more numbers today',
    slot: 'This time slot is full',
    next: (p) => `next slot ${p.time}`,
    noneLater: 'later slots today are full too',
    refused: {
      day: { what: 'There are no more numbers today', meaning: 'You have no number: none is given for this today.', action: 'Please come on another day or ask at the guide desk.' },
      slot: (p) => ({ what: 'This time slot is full', meaning: 'You have no number.', action: `Please take a number after ${p.time}, or ask at the guide desk.` }),
      slotNoneLater: { what: 'This time slot is full', meaning: 'You have no number: the later slots of today are full too.', action: 'Please come on another day or ask at the guide desk.' },
    },
  },
};
