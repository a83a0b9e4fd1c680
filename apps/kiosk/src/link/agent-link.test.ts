import type { TicketProgress } from '@hallcall/protocol';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openAgentLink, type AgentPorts } from './agent-link.ts';

type Answer = { readonly status: number; readonly body: unknown } | 'unreachable';
const request = { requestId: 'r1', items: [{ itemId: 'D01-01' as never, count: 1 }], chain: null, language: 'zh' } as const;
const asking: TicketProgress = { requestId: 'r1', phase: 'asking' };
const refused: TicketProgress = { requestId: 'r1', phase: 'refused', refusal: { code: 'day.closed' } };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function open(...answers: Answer[]) {
  const posts: [string, object][] = [];
  let on: Parameters<AgentPorts['openStream']>[0] | null = null;
  const link = openAgentLink({
    now: () => performance.now(),
    openStream(handlers) {
      on = handlers;
      return { close: () => undefined };
    },
    post(path, body) {
      posts.push([path, body]);
      const answer = answers.shift() ?? 'unreachable';
      return answer === 'unreachable' ? Promise.reject(new TypeError('unreachable')) : Promise.resolve(answer);
    },
  });
  return { link, posts, stream: () => { if (on === null) throw new Error('no stream'); return on; } };
}

test('two taps with one id are sent once', async () => {
  const { link, posts } = open({ status: 200, body: asking });
  link.take(request);
  link.take(request);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(posts).toEqual([['/page/take', request]]);
  expect(link.snapshot().progressByRequest.get('r1')).toEqual(asking);
});

test('a tap that did not get through is sent again, unchanged, when the agent is back', async () => {
  const { link, posts, stream } = open('unreachable', { status: 200, body: asking });
  link.take(request);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(posts).toHaveLength(1);
  stream().beat();
  await vi.advanceTimersByTimeAsync(0);
  expect(posts).toEqual([['/page/take', request], ['/page/take', request]]);
});

test('a tap lost to an agent that was back before its silence showed is sent again', async () => {
  const { link, posts, stream } = open('unreachable', 'unreachable', { status: 200, body: asking });
  stream().beat();
  link.take(request);
  for (let beats = 0; beats < 5; beats += 1) {
    await vi.advanceTimersByTimeAsync(1_000);
    stream().beat();
  }
  expect(link.snapshot().isThere).toBe(true);
  expect(posts).toEqual([['/page/take', request], ['/page/take', request], ['/page/take', request]]);
});

test('an unanswered tap is claimed again after the agent was restarted; an ended one is not', async () => {
  const { link, posts, stream } = open({ status: 200, body: asking }, { status: 200, body: asking }, { status: 200, body: asking });
  stream().beat();
  link.take(request);
  await vi.advanceTimersByTimeAsync(3_500);
  expect(link.snapshot().isThere).toBe(false);
  stream().beat();
  await vi.advanceTimersByTimeAsync(0);
  expect(posts).toHaveLength(2);
  stream().progress(JSON.stringify(refused));
  await vi.advanceTimersByTimeAsync(3_500);
  stream().beat();
  await vi.advanceTimersByTimeAsync(0);
  expect(posts).toHaveLength(2);
  expect(link.snapshot().progressByRequest.get('r1')).toEqual(refused);
});

test('the answer to a verb never takes back what the stream has said since', async () => {
  const issued = { requestId: 'r1', phase: 'issued', paper: 'printing', copy: 1 };
  const { link, stream } = open({ status: 200, body: issued });
  stream().progress(JSON.stringify({ ...issued, paper: 'failed', copy: 0 }));
  link.reprint('r1');
  stream().progress(JSON.stringify({ ...issued, paper: 'printed' }));
  await vi.advanceTimersByTimeAsync(0);
  expect(link.snapshot().progressByRequest.get('r1')).toEqual({ ...issued, paper: 'printed' });
});

test('three silent seconds mean that the agent is away; a beat brings it back', async () => {
  const { link, stream } = open();
  expect(link.snapshot().isThere).toBe(false);
  stream().state(JSON.stringify({ now: 1_000 }));
  expect(link.snapshot()).toMatchObject({ isThere: true, state: { now: 1_000 } });
  await vi.advanceTimersByTimeAsync(2_900);
  expect(link.snapshot().isThere).toBe(true);
  await vi.advanceTimersByTimeAsync(200);
  expect(link.snapshot().isThere).toBe(false);
  stream().beat();
  expect(link.snapshot().isThere).toBe(true);
});

test('hub time goes on between two states', async () => {
  const { link, stream } = open();
  expect(link.hubNow()).toBeNull();
  stream().state(JSON.stringify({ now: 1_000 }));
  await vi.advanceTimersByTimeAsync(400);
  expect(link.hubNow()).toBe(1_400);
});

test('a kiosk that is not ready is asked again for a while; a revoked one is believed', async () => {
  const notReady: Answer = { status: 503, body: { code: 'kiosk.notReady' } };
  const patient = open(...Array.from({ length: 30 }, () => notReady));
  patient.link.take(request);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(patient.link.snapshot().progressByRequest.get('r1')).toEqual({ requestId: 'r1', phase: 'refused', refusal: { code: 'kiosk.notReady' } });
  expect(patient.posts.length).toBeGreaterThan(10);
  const revoked = open({ status: 503, body: { code: 'device.revoked' } });
  revoked.link.take(request);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(revoked.posts).toHaveLength(1);
  expect(revoked.link.snapshot().progressByRequest.get('r1')).toMatchObject({ refusal: { code: 'device.revoked' } });
});
