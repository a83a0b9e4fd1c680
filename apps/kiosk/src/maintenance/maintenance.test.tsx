import { texts } from '@hallcall/text';
import { act } from 'react';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { show } from '../show.test.helper.tsx';
import { leaveShell } from './leave-shell.ts';
import { Maintenance } from './maintenance.tsx';

const t = texts('zh').shell.maintenance;
const opened: (() => Promise<void>)[] = [];
beforeAll(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
});
beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
  vi.useRealTimers();
});

type Reply = { readonly status: number; readonly body: unknown } | null;

async function open(replies: readonly Reply[], { hasShell = true, leaves = true } = {}) {
  const posts: [string, object][] = [];
  const exits: string[] = [];
  const shell = {
    beat: () => undefined, keepScreenOn: () => undefined,
    async exit(token: string) {
      exits.push(token);
      return leaves;
    },
  };
  const post = async (path: string, body: object) => {
    posts.push([path, body]);
    const reply = replies[posts.length - 1];
    if (!reply) throw new Error('unreachable');
    return reply;
  };
  const { close } = await show(<Maintenance shell={hasShell ? shell : null} post={post} />);
  opened.push(close);
  return { posts, exits };
}

const find = (id: string): HTMLElement | null => document.querySelector(`[data-testid="${id}"]`);
const press = (id: string) => act(async () => find(id)?.click());
const pass = (ms: number) => act(async () => vi.advanceTimersByTimeAsync(ms));
const fire = (kind: string) => act(async () => find('maintenance-corner')?.dispatchEvent(new Event(kind)));
const said = (): string => find('maintenance-said')?.textContent ?? '';

async function hold(): Promise<void> {
  await fire('pointerdown');
  await pass(3_000);
}

async function enter(pin: string): Promise<void> {
  for (const digit of pin) await press(`digit-${digit}`);
  await press('maintenance-submit');
}

test('three seconds on the corner open the pad; less, or a finger that slides off, does not', async () => {
  await open([]);
  for (const ending of ['pointerup', 'pointerleave', 'pointercancel']) {
    await fire('pointerdown');
    await pass(2_999);
    await fire(ending);
    await pass(5_000);
    expect(find('maintenance-said')).toBe(null);
  }
  await hold();
  expect(said()).toContain(t.entered({ count: 0 }));
});

test('a plain browser has no corner', async () => {
  await open([], { hasShell: false });
  expect(find('maintenance-corner')).toBe(null);
});

test('a right PIN hands the agent’s token to the shell; the digits are never shown', async () => {
  const { posts, exits } = await open([{ status: 200, body: { token: 'good' } }]);
  await hold();
  for (const digit of '1357') await press(`digit-${digit}`);
  await press('digit-delete');
  expect(said()).toContain(t.entered({ count: 3 }));
  expect(/\d{2}/u.test(said())).toBe(false);
  await enter('790');
  expect([posts, exits]).toEqual([[['/page/maintenance', { pin: '135790' }]], ['good']]);
  expect(said()).toContain(t.leaving);
});

test('a short PIN cannot be sent', async () => {
  const { posts } = await open([]);
  await hold();
  await enter('13579');
  expect(posts).toEqual([]);
});

test.each<[string, Reply, string]>([
  ['wrong', { status: 403, body: { code: 'maintenance.wrongPin', triesLeft: 3 } }, t.wrongPin({ triesLeft: 3 })],
  ['locked', { status: 429, body: { code: 'maintenance.locked', waitMs: 30_000 } }, t.locked({ waitMs: 30_000 })],
  ['not set', { status: 409, body: { code: 'maintenance.notSet' } }, t.notSet],
  ['an agent that is away', null, t.unreachable],
])('%s is said in words, and the pad takes the next try', async (_, reply, words) => {
  const { exits } = await open([reply, { status: 200, body: { token: 'good' } }]);
  await hold();
  await enter('000000');
  expect([said().includes(words), exits]).toEqual([true, []]);
  await enter('135790');
  expect(exits).toEqual(['good']);
});

test('a token that the agent does not confirm leaves nobody out, and says so', async () => {
  await open([{ status: 200, body: { token: 'old' } }], { leaves: false });
  await hold();
  await enter('135790');
  expect(said()).toContain(t.refused);
});

test('a forgotten pad closes by itself, with what was typed', async () => {
  await open([]);
  await hold();
  await press('digit-1');
  await pass(31_000);
  expect(find('maintenance-said')).toBe(null);
  await hold();
  expect(said()).toContain(t.entered({ count: 0 }));
});

test('a shell that refuses the call is a refusal', async () => {
  expect(await leaveShell({ post: async () => ({ status: 200, body: { token: 'x' } }), shell: { exit: () => Promise.reject(new Error('refused')) } }, '135790')).toEqual({ code: 'refused' });
});
