import type { DevicePresence } from '@hallcall/domain';
import { expect, test } from 'vitest';
import { deviceLink, isFaulty } from './device-link.ts';

const device = (kind: 'agent' | 'display', connected: boolean, state: 'ok' | 'fault' = 'ok') => ({ deviceId: 'd', kind, name: 'd', connected, parts: [{ part: 'printer', state, code: 'ready', since: 1 }] }) as unknown as DevicePresence;

test('a board that nobody opened is no fault in the sample, and one elsewhere; a kiosk that is away always is', () => {
  const links = [true, false].flatMap((isSample) => (['display', 'agent'] as const).flatMap((kind) => [true, false].map((connected) => deviceLink({ kind, presence: { connected }, isSample }))));
  expect(links).toEqual(['online', 'notOpen', 'online', 'offline', 'online', 'offline', 'online', 'offline']);
  expect([deviceLink({ kind: 'display', presence: null, isSample: true }), deviceLink({ kind: 'display', presence: null, isSample: false })]).toEqual(['notOpen', 'offline']);
});

test('what counts at the console: devices away, and parts out of order of those that are there', () => {
  expect([isFaulty(device('display', false, 'fault'), true), isFaulty(device('display', false), false), isFaulty(device('agent', false), true)]).toEqual([false, true, true]);
  expect([isFaulty(device('agent', true, 'fault'), true), isFaulty(device('agent', true), false)]).toEqual([true, false]);
});
