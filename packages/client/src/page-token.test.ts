import { expect, test } from 'vitest';
import { deviceIdOf, keepToken, readToken } from './page-token.ts';

test('the device id comes from the address', () => {
  expect(deviceIdOf('#w1')).toBe('w1');
  expect(deviceIdOf('#/main')).toBe('main');
  expect(deviceIdOf('')).toBeNull();
  expect(deviceIdOf('#<script>')).toBeNull();
  expect(deviceIdOf('#%')).toBeNull();
});

test('tokens of two devices in one storage do not meet', () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  keepToken(storage, 'w1', 'a');
  keepToken(storage, 'w2', 'b');
  keepToken(storage, 'w1', null);
  expect(readToken(storage, 'w1')).toBeNull();
  expect(readToken(storage, 'w2')).toBe('b');
  expect([...kept.keys()]).toEqual(['hallcall.token.w2']);
});
