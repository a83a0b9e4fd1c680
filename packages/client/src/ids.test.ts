import { expect, test } from 'vitest';
import { newCommandId, newId, newTicketId } from './ids.ts';

test('an id is 22 characters of base64url and decodes to 16 bytes', () => {
  for (let i = 0; i < 200; i += 1) {
    const id = newId();
    expect(id).toMatch(/^[A-Za-z0-9_-]{22}$/);
    const bytes = Buffer.from(id, 'base64url');
    expect(bytes).toHaveLength(16);
    expect(bytes.toString('base64url')).toBe(id);
  }
});

test('ids do not repeat', () => {
  const made = new Set(Array.from({ length: 5_000 }, newId));
  expect(made.size).toBe(5_000);
});

test('a command id leads with its time and ends at random', () => {
  const random = 'abcdefghijklmnopqrstuv';
  expect(newCommandId(random, 0)).toBe('AAAAAAAAijklmnopqrstuv');
  expect(newCommandId(random, 1_767_574_800_000.7)).toBe(`${Buffer.from('019b8bab0680', 'hex').toString('base64url')}ijklmnopqrstuv`);
});

test('a ticket id leads with less of its time, the same for a moment, and ends at random', () => {
  const random = 'abcdefghijklmnopqrstuv';
  expect(newTicketId(random, 0)).toBe('AAAAAAghijklmnopqrstuv');
  expect(newTicketId(random, 15.9)).toBe('AAAAAAghijklmnopqrstuv');
  expect(newTicketId(random, 16)).toBe('AAAAABghijklmnopqrstuv');
  expect(newTicketId(random, 2 ** 36 * 16)).toBe('AAAAAAghijklmnopqrstuv');
});
