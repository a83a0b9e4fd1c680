import type { KioskPageState, TakeTicket } from '@hallcall/protocol';
import { expect, test } from 'vitest';
import type { Hall } from '../hall/hall-document.ts';
import { identityStep } from './identity-step.ts';

// Only what is read of each.
const hall = (perPerson: object | null) => ({ document: { hall: { items: [{ id: 'a' }, { id: 'b', identity: 'required' }], policy: { perPerson } } } }) as unknown as Hall;
const kiosk = (link: string, reader: 'ready' | 'away' | null) => ({ hub: { link }, identity: reader && { reader, asked: null } }) as unknown as KioskPageState;
const take = (...ids: string[]) => ({ requestId: 'r', items: ids.map((itemId) => ({ itemId, count: 1 })), chain: null, language: 'zh' }) as unknown as TakeTicket;
const asks = (...args: Parameters<typeof identityStep>) => {
  const step = identityStep(...args);
  return step?.at === 'identity' ? (step.isRequired ? 'required' : 'optional') : 'no';
};

test('a card is asked for where it must be, or where it counts and can be read', () => {
  const limits = {};
  expect([
    asks(hall(null), kiosk('live', 'ready'), take('a')), asks(hall(null), kiosk('live', 'ready'), take('a', 'b')), asks(hall(null), kiosk('live', null), take('b')),
    asks(hall(limits), kiosk('live', 'ready'), take('a')), asks(hall(limits), kiosk('live', 'away'), take('a')), asks(hall(limits), kiosk('live', null), take('a')),
    asks(hall(limits), kiosk('stale', 'ready'), take('b')), asks(hall(limits), null, take('b')),
  ]).toEqual(['no', 'required', 'required', 'optional', 'no', 'no', 'no', 'no']);
});
