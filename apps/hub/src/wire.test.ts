import { limits } from '@hallcall/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { auth, connectRaw, randomId } from './testing/raw-client.ts';
import { agentCredentials, eventsOf, issueTicket, startTestHub, type TestHub } from './testing/test-hub.ts';

let hall: TestHub;
beforeEach(async () => {
  hall = await startTestHub();
});
afterEach(() => hall.discard());

const issue = (ticketId = randomId()) => ({
  type: 'ticket.issue', ticketId, items: [{ itemId: 'D01-01', count: 1 }], language: 'zh', paper: 'none',
});
const envelope = (command: unknown, more: Record<string, unknown> = {}) => ({
  hallId: 'sample', commandId: randomId(), expiresAt: hall.clock.now + 10_000, command, ...more,
});

test('a resent envelope gets the identical reply, also past its end and after a restart', async () => {
  const agent = await hall.agent();
  const message = envelope(issue());
  const first = await agent.send(message);
  expect(eventsOf(first)).toHaveLength(1);
  hall.clock.now += 60_000;
  expect(await agent.send(message)).toEqual(first);
  hall = await hall.restart();
  const again = await hall.agent();
  expect(await again.send(message)).toEqual(first);
  expect(hall.hub.state().ticketById.size).toBe(1);
});

test('an envelope that arrives twice in one group is accepted once', async () => {
  const agent = await hall.agent();
  const message = envelope(issue());
  const [first, second] = await Promise.all([agent.send(message), agent.send(message)]);
  expect(second).toEqual(first);
  expect(hall.hub.state().ticketById.size).toBe(1);
});

test('other content or another actor under a known id is a conflict', async () => {
  const [agent, manager] = await Promise.all([hall.agent(), hall.manager()]);
  const message = envelope(issue());
  eventsOf(await agent.send(message));
  const conflict = { kind: 'rejected', rejection: { code: 'command.conflict' } };
  expect(await agent.send({ ...message, command: issue() })).toEqual(conflict);
  expect(await manager.send(message)).toEqual(conflict);
});

test('the order of fields in a message does not make it another one', async () => {
  const agent = await hall.agent();
  const message = envelope(issue());
  const reversed = { ...message, command: Object.fromEntries(Object.entries(message.command as object).toReversed()) };
  const first = await agent.send(message);
  expect(await agent.send(reversed)).toEqual(first);
});

test('an expired click is refused, one from too far ahead is malformed, a missing end too', async () => {
  const agent = await hall.agent();
  expect(await agent.send(envelope(issue(), { expiresAt: hall.clock.now - 1 }))).toEqual({ kind: 'rejected', rejection: { code: 'command.expired' } });
  for (const expiresAt of [hall.clock.now + limits.expiresAheadMs + 1, null]) {
    expect(await agent.send(envelope(issue(), { expiresAt }))).toMatchObject({ kind: 'rejected', rejection: { code: 'command.malformed', path: 'expiresAt' } });
  }
  expect(hall.hub.state().ticketById.size).toBe(0);
});

test('a refusal is remembered until the click expires', async () => {
  const clerk = await hall.clerk('w1');
  const click = envelope({ type: 'window.callNext', windowId: 'w1', active: null });
  const refused = await clerk.send(click);
  expect(refused).toEqual({ kind: 'rejected', rejection: { code: 'window.notOpen' } });
  eventsOf(await clerk.command({ type: 'window.open', windowId: 'w1' }));
  await issueTicket(await hall.agent());
  expect(await clerk.send(click)).toEqual(refused);
  expect(await clerk.send({ ...click, command: { type: 'window.close', windowId: 'w1' } })).toEqual({ kind: 'rejected', rejection: { code: 'command.conflict' } });
  hall.clock.now += 10_001;
  await hall.hub.tick();
  expect(await clerk.send(click)).toEqual({ kind: 'rejected', rejection: { code: 'command.expired' } });
  eventsOf(await clerk.command({ type: 'window.callNext', windowId: 'w1', active: null }));
});

test('malformed, unknown, foreign and forbidden commands get a coded answer', async () => {
  const [agent, clerk] = await Promise.all([hall.agent(), hall.clerk('w1')]);
  const malformed = { kind: 'rejected', rejection: { code: 'command.malformed' } };
  for (const message of [null, 7, 'x', [], {}, envelope({ type: 'no.such' }), envelope({ ...issue(), extra: 1 }), envelope(issue(), { commandId: 'short' })]) {
    expect(await agent.send(message)).toMatchObject(malformed);
  }
  expect(await agent.send(envelope({ type: 'clock.tick' }))).toMatchObject(malformed);
  expect(await agent.send(envelope(issue(), { hallId: 'other' }))).toEqual({ kind: 'rejected', rejection: { code: 'hall.wrong', hallId: 'sample' } });
  expect(await clerk.send(envelope({ type: 'day.open' }))).toEqual({ kind: 'rejected', rejection: { code: 'command.notPermitted', role: 'clerk' } });
  expect(await clerk.send(envelope(issue()))).toEqual({ kind: 'rejected', rejection: { code: 'command.notYours' } });
  expect(await agent.send(envelope({ type: 'day.close' }))).toEqual({ kind: 'rejected', rejection: { code: 'command.notPermitted', role: 'agent' } });
  await issueTicket(agent);
});

test('a clerk acts at the window of the session and nowhere else', async () => {
  const clerk = await hall.clerk('w1');
  expect(await clerk.command({ type: 'window.open', windowId: 'w2' })).toEqual({ kind: 'rejected', rejection: { code: 'command.notYours' } });
});

test('a message over 64 KB is answered, one over 2 MB closes only its own connection', async () => {
  const [agent, other] = await Promise.all([hall.agent(), hall.clerk('w1')]);
  const large = envelope({ ...issue(), padding: '叫'.repeat(30_000) });
  expect(await agent.send(large)).toEqual({ kind: 'rejected', rejection: { code: 'message.tooLarge', limitBytes: 65_536 } });
  await issueTicket(agent);
  await expect(agent.send(envelope({ ...issue(), padding: 'x'.repeat(3_000_000) }))).rejects.toThrow('closed');
  await agent.closed;
  eventsOf(await other.command({ type: 'window.open', windowId: 'w1' }));
});

test('a command without a way to answer is not taken', async () => {
  const agent = await hall.agent();
  agent.emit('command', envelope(issue()));
  await issueTicket(agent);
  expect(hall.hub.state().ticketById.size).toBe(1);
});

test('a connection is refused by name: no handshake, another protocol, an unknown token', async () => {
  const now = (): number => hall.clock.now;
  await expect(connectRaw(hall.hub.url, {}, now)).rejects.toThrow('handshake.malformed');
  const { token } = agentCredentials(hall.data);
  await expect(connectRaw(hall.hub.url, { ...auth(token), protocol: 999 }, now)).rejects.toThrow('protocol.unsupported');
  await expect(connectRaw(hall.hub.url, auth('wrong'), now)).rejects.toThrow('session.unknown');
});

test('the hub beats, and says goodbye when it stops', async () => {
  const agent = await hall.agent();
  await expect.poll(() => agent.beats.length, { timeout: 5_000 }).toBeGreaterThan(1);
  expect(agent.beats.at(-1)).toEqual({ now: hall.clock.now, epoch: 1, seq: hall.hub.engine.seq() });
  hall = await hall.restart();
  expect(agent.byes()).toBe(1);
  await agent.closed;
});

test('sixty clients press call-next at once: no ticket at two windows, no window with two tickets', async () => {
  const agent = await hall.agent();
  const windows = ['w1', 'w5'];
  await Promise.all(Array.from({ length: 20 }, () => issueTicket(agent)));
  for (const windowId of windows) eventsOf(await (await hall.clerk(windowId)).command({ type: 'window.open', windowId }));
  const clients = await Promise.all(Array.from({ length: 60 }, (_, i) => hall.clerk(windows[i % 2] ?? '')));
  const replies = await Promise.all(clients.map((client, i) => client.command({ type: 'window.callNext', windowId: windows[i % 2], active: null })));
  const called = replies.flatMap((reply) => (reply.kind === 'accepted' ? reply.events : [])).flatMap(({ event }) => (event.type === 'ticket.called' ? [event.ticketId] : []));
  expect(called).toHaveLength(2);
  expect(new Set(called).size).toBe(2);
  expect(replies.filter(({ kind }) => kind === 'rejected')).toHaveLength(58);
});
