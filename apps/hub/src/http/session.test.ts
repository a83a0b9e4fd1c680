import type { Registry, SessionReply } from '@hallcall/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ask, bearer } from '../testing/http-client.ts';
import { eventsOf, found, startTestHub, type TestHub } from '../testing/test-hub.ts';

let hall: TestHub;
beforeEach(async () => {
  hall = await startTestHub();
});
afterEach(() => hall.discard());

const clerk1 = () => found(hall.sample.windows[0]);
const signIn = (body: Record<string, unknown>) => ask(hall.hub.url, 'POST', '/session', body);

test('a clerk signs in at a window with a PIN, and the session outlives a restart', async () => {
  const { clerkId, pin, name } = clerk1();
  const answer = await signIn({ clerkId, pin, windowId: 'w3' });
  expect(answer).toMatchObject({ status: 200, body: { clerkId, name, role: 'clerk' } });
  const { token } = answer.body as SessionReply;
  hall = await hall.restart();
  const client = await hall.connect(token);
  expect(client.welcome.actor).toEqual({ role: 'clerk', clerkId, windowId: 'w3', isBank: false });
  eventsOf(await client.command({ type: 'window.open', windowId: 'w3' }));
});

test('capitals of the staff number do not matter; nobody is added beside another for them', async () => {
  const { clerkId, pin } = clerk1();
  expect(clerkId.toUpperCase()).not.toBe(clerkId);
  expect(await signIn({ clerkId: clerkId.toUpperCase(), pin, windowId: 'w3' })).toMatchObject({ status: 200, body: { clerkId } });
  for (let i = 0; i < 5; i += 1) expect((await signIn({ clerkId: clerkId.toUpperCase(), pin: '0000', windowId: 'w1' })).body).toEqual({ code: 'session.wrong' });
  expect((await signIn({ clerkId, pin, windowId: 'w1' })).body).toMatchObject({ code: 'session.locked' });
  const manager = bearer(hall.sample.manager.token);
  expect((await ask(hall.hub.url, 'PUT', `/clerks/${clerkId.toUpperCase()}`, { name: 'new', role: 'clerk', pin: null, isDisabled: false }, manager)).status).toBe(204);
  const { clerks } = (await ask(hall.hub.url, 'GET', '/registry', undefined, manager)).body as Registry;
  expect(clerks.filter((one) => one.clerkId.toLowerCase() === clerkId.toLowerCase())).toMatchObject([{ clerkId, name: 'new' }]);
});

test('signing out ends the session and its connections', async () => {
  const { clerkId, pin } = clerk1();
  const { token } = (await signIn({ clerkId, pin, windowId: 'w1' })).body as SessionReply;
  const client = await hall.connect(token);
  expect((await ask(hall.hub.url, 'DELETE', '/session', undefined, bearer(token))).status).toBe(204);
  await client.closed;
  await expect(hall.connect(token)).rejects.toThrow('session.unknown');
  expect((await ask(hall.hub.url, 'DELETE', '/session', undefined, bearer(token))).body).toEqual({ code: 'session.required' });
});

test('five wrong PINs lock, longer each time, also across a restart; the right PIN then opens again', async () => {
  const { clerkId, pin } = clerk1();
  const wrong = () => signIn({ clerkId, pin: '0000', windowId: 'w1' });
  for (let i = 0; i < 5; i += 1) expect(await wrong()).toMatchObject({ status: 401, body: { code: 'session.wrong' } });
  expect(await signIn({ clerkId, pin, windowId: 'w1' })).toMatchObject({ status: 429, body: { code: 'session.locked', waitMs: 30_000 } });
  hall = await hall.restart();
  expect((await wrong()).body).toEqual({ code: 'session.locked', waitMs: 30_000 });
  hall.clock.now += 30_000;
  expect((await wrong()).body).toEqual({ code: 'session.wrong' });
  expect((await wrong()).body).toEqual({ code: 'session.locked', waitMs: 60_000 });
  hall.clock.now += 60_000;
  expect((await signIn({ clerkId, pin, windowId: 'w1' })).status).toBe(200);
  expect((await wrong()).body).toEqual({ code: 'session.wrong' });
});

test('an unknown clerk is not told from a wrong PIN; a clerk without a window and an unknown window are refused', async () => {
  const { clerkId, pin } = clerk1();
  expect((await signIn({ clerkId: 'nobody', pin: '0000', windowId: 'w1' })).body).toEqual({ code: 'session.wrong' });
  expect(await signIn({ clerkId, pin, windowId: null })).toMatchObject({ status: 403, body: { code: 'session.notPermitted' } });
  expect(await signIn({ clerkId, pin, windowId: 'w99' })).toMatchObject({ status: 400, body: { code: 'request.malformed', path: 'windowId' } });
  expect(await signIn({ clerkId, pin })).toMatchObject({ status: 400, body: { code: 'request.malformed', path: 'windowId' } });
});

test('a session ends by itself after a working day', async () => {
  const { clerkId, pin } = clerk1();
  const { token } = (await signIn({ clerkId, pin, windowId: 'w1' })).body as SessionReply;
  const client = await hall.connect(token);
  hall.clock.now += 16 * 3_600_000;
  await hall.hub.tick();
  await client.closed;
  await expect(hall.connect(token)).rejects.toThrow('session.unknown');
});

test('a new PIN or disabling ends sessions at once; the last manager stays', async () => {
  const manager = bearer(hall.sample.manager.token);
  const { clerkId, pin } = clerk1();
  const put = (id: string, body: Record<string, unknown>, headers = manager) => ask(hall.hub.url, 'PUT', `/clerks/${id}`, body, headers);
  const client = await hall.clerk('w1');
  const change = { name: 'New name', role: 'clerk', pin: '24680', isDisabled: false };
  expect((await put(clerkId, change)).status).toBe(204);
  await client.closed;
  expect((await signIn({ clerkId, pin, windowId: 'w1' })).body).toEqual({ code: 'session.wrong' });
  expect((await signIn({ clerkId, pin: '24680', windowId: 'w1' })).status).toBe(200);
  expect((await put(clerkId, { ...change, pin: null, isDisabled: true })).status).toBe(204);
  expect((await signIn({ clerkId, pin: '24680', windowId: 'w1' })).body).toEqual({ code: 'session.wrong' });
  expect((await put('manager', { ...change, pin: null })).body).toEqual({ code: 'clerk.last' });
  expect((await put('c77', { ...change, pin: null })).body).toMatchObject({ code: 'request.malformed', path: 'pin' });
  expect((await put('c77', change)).status).toBe(204);
  expect(await put('c78', change, {})).toMatchObject({ status: 401, body: { code: 'session.required' } });
  expect(await put('c78', change, bearer(found(hall.sample.windows[1]).token))).toMatchObject({ status: 403, body: { code: 'session.notPermitted' } });
  const changes = hall.hub.engine.recent().flatMap(({ event }) => (event.type === 'registry.changed' ? [[event.what, event.id]] : []));
  expect(changes.slice(-3)).toEqual([['clerkChanged', clerkId], ['clerkDisabled', clerkId], ['clerkAdded', 'c77']]);
});
