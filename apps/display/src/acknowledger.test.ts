import type { BoardCall } from '@hallcall/domain';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createAcknowledger } from './acknowledger.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const call = (callId: string): BoardCall =>
  ({ callId, number: { prefix: 'A', n: 1 }, windowId: 'w1', zone: 'B1', attempt: 1, at: 0, isLive: true }) as unknown as BoardCall;

function board() {
  const sent: string[][] = [];
  let frames: (() => void)[] = [];
  const page = { isVisible: true };
  const acknowledger = createAcknowledger({
    send: (shown) => void sent.push(shown.map((entry) => `${entry.callId}@${entry.at}`)),
    hubNow: () => 1_000 + Date.now() - started,
    isVisible: () => page.isVisible,
    requestFrame: (callback) => void frames.push(callback),
  });
  const started = Date.now();
  const frame = (): void => {
    const due = frames;
    frames = [];
    for (const callback of due) callback();
  };
  return { acknowledger, sent, frame, page };
}

test('nothing is acknowledged before a second frame follows the first', () => {
  const { acknowledger, sent, frame } = board();
  acknowledger.shown([call('a')]);
  expect(sent).toEqual([]);
  frame();
  expect(sent).toEqual([]);
  frame();
  expect(sent).toEqual([['a@1000']]);
});

test('a hidden page proves nothing, also when it is hidden between the frames', () => {
  const { acknowledger, sent, frame, page } = board();
  page.isVisible = false;
  acknowledger.shown([call('a')]);
  frame();
  frame();
  page.isVisible = true;
  acknowledger.shown([call('b')]);
  frame();
  page.isVisible = false;
  frame();
  vi.advanceTimersByTime(2_000);
  expect(sent).toEqual([]);
  page.isVisible = true;
  acknowledger.shown([call('a'), call('b')]);
  frame();
  frame();
  expect(sent.flat().map((entry) => entry.slice(0, 1))).toEqual(['a', 'b']);
});

test('each call is acknowledged once and at most two batches leave a second', () => {
  const { acknowledger, sent, frame } = board();
  for (let i = 0; i < 20; i += 1) {
    acknowledger.shown([call('a'), call(`c${i}`)]);
    frame();
    frame();
    vi.advanceTimersByTime(100);
  }
  vi.advanceTimersByTime(1_000);
  expect(sent.length).toBeLessThanOrEqual(6);
  const ids = sent.flat().map((entry) => entry.replace(/@.*/, ''));
  expect(ids).toHaveLength(21);
  expect(new Set(ids).size).toBe(21);
});

test('many calls at once stay within one command of 200', () => {
  const { acknowledger, sent, frame } = board();
  acknowledger.shown(Array.from({ length: 450 }, (_, i) => call(`c${i}`)));
  frame();
  frame();
  vi.advanceTimersByTime(2_000);
  expect(Math.max(...sent.map((batch) => batch.length))).toBeLessThanOrEqual(200);
  expect(new Set(sent.flat()).size).toBe(450);
});
