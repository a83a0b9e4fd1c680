import { expect, test } from 'vitest';
import { hashPin, isPin } from './pin-hash.ts';

const cost = 1024;

test('the same PIN is never hashed the same way twice', async () => {
  const [one, other] = [await hashPin('024680', cost), await hashPin('024680', cost)];
  expect(one).not.toBe(other);
  expect(await Promise.all([isPin('024680', one), isPin('024680', other), isPin('024681', one)])).toEqual([true, true, false]);
});

test('digits of a Chinese keyboard are the same digits', async () => {
  expect(await isPin('０２４６８０', await hashPin('024680', cost))).toBe(true);
});

test.each(['scrypt$1024', '', 'bcrypt$1024$AA$AA'])('a hash of another form is a fault of the program: "%s"', async (stored) => {
  await expect(isPin('024680', stored)).rejects.toThrow('unknown form');
});
