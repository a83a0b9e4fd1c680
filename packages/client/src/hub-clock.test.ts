import { expect, test } from 'vitest';
import { createHubClock } from './hub-clock.ts';

test('hub time is unknown before the first beat and goes on between beats', () => {
  let local = 1_000;
  const clock = createHubClock(() => local);
  expect(clock.now()).toBeNull();
  clock.heard(500_000);
  local += 250;
  expect(clock.now()).toBe(500_250);
});

test('a late beat does not pull the clock back', () => {
  let local = 0;
  const clock = createHubClock(() => local);
  clock.heard(100_000);
  local = 500;
  clock.heard(100_500 - 300);
  expect(clock.now()).toBe(100_500);
});

test('a step of the hub is followed with the first beat after it, forward and back', () => {
  let local = 0;
  const clock = createHubClock(() => local);
  clock.heard(900_000);
  local = 500;
  clock.heard(100_500);
  expect(clock.now()).toBe(100_500);
  local = 1_000;
  clock.heard(900_000);
  expect(clock.now()).toBe(900_000);
});

test('a small step back is followed once the older beats are forgotten; after a beat that was late all the same the next one is right', () => {
  let local = 0;
  const clock = createHubClock(() => local);
  clock.heard(101_000);
  for (let beat = 1; beat <= 8; beat += 1) {
    local = beat * 500;
    clock.heard(100_000 + local);
  }
  expect(clock.now()).toBe(104_000);
  local = 10_000;
  clock.heard(104_500);
  clock.heard(110_000);
  expect(clock.now()).toBe(110_000);
});
