import type { Credentials, PairingReply, Registry } from '@hallcall/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freeBand } from '../registry/number-band.ts';
import { ask, bearer, type Answer } from '../testing/http-client.ts';
import { agentCredentials, issueTicket, startTestHub, type TestHub } from '../testing/test-hub.ts';

let hall: TestHub;
beforeEach(async () => {
  hall = await startTestHub();
});
afterEach(() => hall.discard());

const post = (path: string, body: unknown, headers = {}): Promise<Answer> => ask(hall.hub.url, 'POST', path, body, headers);
const manager = () => bearer(hall.sample.manager.token);
const begin = async (kind: 'agent' | 'display', name = 'new one') => (await post('/pairing', { kind, name })).body as PairingReply;
const confirm = (code: string, deviceId: string, boardId: string | null) => post('/pairing/confirm', { code, deviceId, boardId }, manager());
const claim = ({ pairingId, secret }: PairingReply) => post('/pairing/claim', { pairingId, secret });
const revoke = (deviceId: string) => ask(hall.hub.url, 'DELETE', `/devices/${deviceId}`, undefined, manager());

async function pair(kind: 'agent' | 'display', deviceId: string, boardId: string | null): Promise<Credentials> {
  const pairing = await begin(kind);
  expect((await confirm(pairing.code, deviceId, boardId)).status).toBe(204);
  return (await claim(pairing)).body as Credentials;
}

test('a kiosk shows its code, a manager confirms, it claims once, connects and issues', async () => {
  const pairing = await begin('agent');
  expect(pairing.code).toMatch(/^\d{6}$/);
  expect(await claim(pairing)).toMatchObject({ status: 202 });
  expect((await confirm(pairing.code, 'kiosk-2', null)).status).toBe(204);
  const answer = await claim(pairing);
  expect(answer).toMatchObject({ status: 200, body: { hallId: 'sample', deviceId: 'kiosk-2', boardId: null, band: { first: 5_500, last: 5_999 } } });
  expect(await claim(pairing)).toMatchObject({ status: 410, body: { code: 'pairing.expired' } });
  await issueTicket(await hall.connect((answer.body as Credentials).token));
  const registry = (await ask(hall.hub.url, 'GET', '/registry', undefined, manager())).body as Registry;
  expect(registry.devices.find(({ deviceId }) => deviceId === 'kiosk-2')).toEqual({
    deviceId: 'kiosk-2', kind: 'agent', name: 'new one', pairedAt: hall.clock.now, boardId: null, band: { first: 5_500, last: 5_999 },
  });
});

test('a display is given its board', async () => {
  const { token, band } = await pair('display', 'tv-1', 'b2');
  expect(band).toBeNull();
  expect((await hall.connect(token)).welcome.actor).toEqual({ role: 'display', deviceId: 'tv-1', boardId: 'b2' });
});

test('what does not fit is refused by name', async () => {
  const display = await begin('display');
  const agent = await begin('agent');
  expect((await confirm(display.code, 'tv-1', 'b9')).body).toEqual({ code: 'board.unknown' });
  expect((await confirm(display.code, 'kiosk-1', 'b1')).body).toEqual({ code: 'device.exists' });
  expect((await confirm(agent.code, 'kiosk-9', 'b1')).body).toMatchObject({ code: 'request.malformed', path: 'boardId' });
  expect((await post('/pairing/confirm', { code: agent.code, deviceId: 'kiosk-9', boardId: null })).body).toEqual({ code: 'session.required' });
  expect((await claim({ ...agent, secret: 'guess' })).body).toEqual({ code: 'pairing.expired' });
  hall.clock.now += 10 * 60_000 + 1;
  expect((await confirm(agent.code, 'kiosk-9', null)).body).toEqual({ code: 'pairing.expired' });
  expect((await confirm('000000', 'kiosk-9', null)).body).toEqual({ code: 'pairing.wrongCode' });
  expect((await revoke('nobody')).body).toEqual({ code: 'device.unknown' });
});

test('a revoked device is cut off at once, and its numbers rest until the next day', async () => {
  const agent = await hall.agent();
  expect((await revoke('kiosk-1')).status).toBe(204);
  await agent.closed;
  await expect(hall.agent()).rejects.toThrow('session.unknown');
  expect((await pair('agent', 'kiosk-2', null)).band).toEqual({ first: 5_500, last: 5_999 });
  hall.clock.now += 24 * 3_600_000;
  expect((await pair('agent', 'kiosk-3', null)).band).toEqual({ first: 5_000, last: 5_499 });
  expect((await pair('agent', 'kiosk-1', null)).band).toEqual({ first: 6_000, last: 6_499 });
});

test('the eleventh kiosk of ten slots is refused', async () => {
  for (let i = 2; i <= 10; i += 1) await pair('agent', `kiosk-${i}`, null);
  const { code } = await begin('agent');
  expect(await confirm(code, 'kiosk-11', null)).toMatchObject({ status: 409, body: { code: 'pairing.noSlot' } });
});

test('bands of another slot count in use are respected', () => {
  const taken = [{ first: 5_000, last: 5_499, freedOn: null }, { first: 7_500, last: 7_999, freedOn: '2026-11-21' }];
  expect(freeBand(4, taken, '2026-11-22')).toEqual({ first: 6_250, last: 7_499 });
  expect(freeBand(1, taken, '2026-11-22')).toBeNull();
});

test('secrets are stored as hashes only', async () => {
  const { token } = agentCredentials(hall.data);
  const { pin, token: session } = hall.sample.manager;
  const dump = JSON.stringify(['clerk', 'session', 'device', 'pairing'].map((table) => hall.hub.store.db.prepare(`select * from ${table}`).all()));
  for (const secret of [token, session]) expect(dump.includes(secret) || dump.includes(JSON.stringify([...Buffer.from(secret)]))).toBe(false);
  expect(dump).not.toContain(`"${pin}"`);
});
