import type { HallConfig, ItemId } from '@hallcall/domain';
import { expect, test } from 'vitest';
import { identityAsked } from './identity-asked.ts';

// Brands are given by schemas; these are the shapes they accept.
const hall = (perPerson: object | null) => ({ items: [{ id: 'a' }, { id: 'b', identity: 'required' }, { id: 'c', identity: 'optional' }], policy: { perPerson } }) as unknown as HallConfig;
const ask = (perPerson: object | null, ...ids: string[]) => identityAsked(hall(perPerson), ids as ItemId[]);

test('a card is asked for where an item wants to know, and where persons are limited', () => {
  expect([ask(null, 'a', 'c'), ask(null, 'a', 'b'), ask({}, 'a'), ask({}, 'b')]).toEqual(['no', 'required', 'optional', 'required']);
});
