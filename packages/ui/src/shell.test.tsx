import { afterEach, expect, test, vi } from 'vitest';
import { beatForShell, pageShell } from './shell.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('a beat follows the second frame, every five seconds; without frames there is none', () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const frames: (() => void)[] = [];
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run));
  const paint = () => frames.splice(0).forEach((run) => run());
  let beats = 0;
  beatForShell({ beat: () => { beats += 1; }, exit: async () => false, keepScreenOn: () => undefined });
  paint();
  expect(beats).toBe(0);
  paint();
  expect(beats).toBe(1);
  vi.advanceTimersByTime(20_000);
  expect(beats).toBe(1);
  paint();
  paint();
  expect(beats).toBe(5);
});

test('a plain browser has no shell and asks for no frames', () => {
  const asked = vi.fn<() => void>();
  vi.stubGlobal('requestAnimationFrame', asked);
  expect(pageShell()).toBe(null);
  beatForShell(pageShell());
  expect(asked).not.toHaveBeenCalled();
});
