import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { createForgetting } from './forget-persons.ts';

function bench() {
  const told = { opening: 1 as number | null, fault: null as Error | null, followed: [] as (number | null)[], failures: 0 };
  const forgetting = createForgetting({
    db: new Database(':memory:'), opening: () => told.opening, failed: () => void (told.failures += 1),
    key: {
      get: () => null,
      follow(opening) {
        if (told.fault) throw told.fault;
        told.followed.push(opening);
      },
    },
  });
  return { told, forgetting };
}

test('a key that the disk does not let go is told once, tried at every tick, and then gone', () => {
  const { told, forgetting } = bench();
  forgetting.committed();
  forgetting.committed();
  told.opening = null;
  told.fault = Object.assign(new Error('EIO: i/o error, fsync'), { errno: -5, code: 'EIO' });
  forgetting.committed();
  for (let tick = 0; tick < 3; tick += 1) forgetting.retry();
  expect([told.followed, told.failures]).toEqual([[1], 1]);
  told.fault = null;
  forgetting.retry();
  forgetting.retry();
  expect(told.followed).toEqual([1, null]);
});

test('whatever else goes wrong is a bug and not kept quiet', () => {
  const { told, forgetting } = bench();
  told.fault = new Error('broken');
  expect(() => forgetting.committed()).toThrow('broken');
});
