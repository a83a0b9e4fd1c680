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

test('a step back that silence hides, hub time having gone on meanwhile, is followed at once when it is large, else once the older beats are forgotten', () => {
  let local = 0;
  const clock = createHubClock(() => local);
  clock.heard(100_000);
  local = 600_000;
  clock.heard(400_000);
  expect(clock.now()).toBe(400_000);
  for (let beat = 0; beat < 16; beat += 1) {
    local += 5_000;
    clock.heard(402_000 + beat * 5_000);
  }
  expect(clock.now()).toBe(477_000);
});

test('beats that a stalled line brings seconds late, all at once, do not pull the clock back, not even until the last of them', () => {
  let local = 0;
  const clock = createHubClock(() => local);
  clock.heard(100_000);
  local = 6_000;
  for (let late = 5_500; late >= 0; late -= 500) {
    clock.heard(106_000 - late);
    expect(clock.now()).toBe(106_000);
  }
});
