import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ask } from '../testing/http-client.ts';
import { issueTicket, startTestHub, temporaryFolder, type TestHub } from '../testing/test-hub.ts';

let hall: TestHub;
beforeEach(async () => {
  const dist = temporaryFolder();
  mkdirSync(join(dist, 'display'));
  mkdirSync(join(dist, 'assets'));
  writeFileSync(join(dist, 'display/ticket.html'), '<!doctype html><html><head><title>ticket</title></head></html>');
  writeFileSync(join(dist, 'assets/a-123.js'), 'export {}');
  hall = await startTestHub({ dist, ticketPort: 0 });
});
afterEach(() => hall.discard());

const hallId = 'sample';
const state = (ticketId: string, url = hall.hub.url) => ask(url, 'GET', `/t/${hallId}.${ticketId}/state`);

test('the code on the paper leads to the number: its place, its window, its end, with names and nothing of the person', async () => {
  const [agent, clerk] = await Promise.all([hall.agent(), hall.clerk('w1')]);
  const first = await issueTicket(agent);
  const { ticketId } = await issueTicket(agent);
  await clerk.command({ type: 'window.open', windowId: 'w1' });
  const waiting = await state(ticketId);
  expect(waiting.status).toBe(200);
  expect(waiting.body).toMatchObject({
    kind: 'ticket', timeZone: 'Asia/Shanghai', now: hall.clock.now,
    ticket: { number: { prefix: 'A', n: 2 }, language: 'zh', isDayOver: false, stops: [{ status: 'waiting', standing: { ahead: 1 }, window: null, after: [] }] },
  });
  expect(JSON.stringify(waiting.body)).not.toMatch(/personClass|needs|queueId|deviceId|clerk/);
  const names = { queue: { zh: '市场监督管理局', en: 'Market Regulation Bureau' }, items: [{ zh: '内资企业设立登记', en: 'Domestic company establishment' }], zone: { zh: 'B1', en: 'B1' } };
  expect(waiting.body).toMatchObject({ ticket: { stops: [names] } });
  await clerk.command({ type: 'window.callNext', windowId: 'w1', active: null });
  expect((await state(first.ticketId)).body).toMatchObject({ ticket: { stops: [{ status: 'called', window: '1', calledAt: hall.clock.now }] } });
  expect((await state(ticketId)).body).toMatchObject({ ticket: { stops: [{ standing: { ahead: 0 } }] } });
});

test('a number of an earlier day says its date alone', async () => {
  const { ticketId } = await issueTicket(await hall.agent());
  hall.clock.now += 86_400_000;
  await hall.hub.tick();
  await hall.hub.tick();
  expect((await state(ticketId)).body).toEqual({ kind: 'earlier', hall: expect.objectContaining({ en: expect.any(String) }), timeZone: 'Asia/Shanghai', now: hall.clock.now, day: '2026-11-22' });
});

test('another hall’s code, an unknown one and one that is none are unknown', async () => {
  const { ticketId } = await issueTicket(await hall.agent());
  for (const code of [`other.${ticketId}`, `${hallId}.${'x'.repeat(22)}`, `${hallId}.${ticketId}x`, hallId, `${hallId}.`, '%00', `${hallId}.%27`]) {
    expect([code, (await ask(hall.hub.url, 'GET', `/t/${code}/state`)).body]).toEqual([code, { code: 'ticket.unknown' }]);
  }
});

test('the listener for telephones has that page and its files and nothing else', async () => {
  const url = hall.hub.ticketUrl ?? '';
  const { ticketId } = await issueTicket(await hall.agent());
  expect((await state(ticketId, url)).status).toBe(200);
  const page = await ask(url, 'GET', `/t/${hallId}.${ticketId}`);
  expect([page.status, page.headers.get('content-security-policy')]).toEqual([200, expect.stringContaining("script-src 'self'")]);
  expect((await ask(url, 'GET', '/assets/a-123.js')).status).toBe(200);
  for (const path of ['/', '/console/', '/window/', '/display/', '/health', '/metrics', '/config/1', '/sample', '/registry', '/log', '/why/A1', '/voice/zh/manifest.json', '/socket.io/?EIO=4&transport=polling']) {
    expect([path, (await ask(url, 'GET', path)).status]).toEqual([path, 404]);
  }
  for (const method of ['POST', 'PUT', 'DELETE']) expect((await ask(url, method, `/t/${hallId}.${ticketId}/state`, {})).status).toBe(404);
  const foreign = await fetch(new URL(`/t/${hallId}.${ticketId}/state`, url), { headers: { origin: 'http://evil.example' } });
  expect(foreign.status).toBe(403);
});

test('a taken port of that listener refuses the start, and lets go of everything', async () => {
  const port = Number(new URL(hall.hub.ticketUrl ?? '').port);
  const data = temporaryFolder();
  await expect(startTestHub({ data, ticketPort: port })).rejects.toMatchObject({ problem: { code: 'port.inUse', port } });
  const again = await startTestHub({ data });
  expect(again.hub.ticketUrl).toBeNull();
  await again.discard();
});
