import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createPassDesk } from './pass-desk.ts';

const good = { items: [{ itemId: 'i', count: 1 }], windowId: 'w1', date: '2026-11-22', materials: ['form'], other: null, note: null, validUntil: '2026-11-27' };
const booked = { items: good.items, booking: { date: '2026-11-22', from: 1, to: 2, queueId: 'q' } };
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A hub that knows one code, and says of another that it has expired. */
async function startHub(): Promise<{ readonly url: string; readonly asked: string[] }> {
  const asked: string[] = [];
  const answers: Record<string, [number, unknown]> = {
    '/pass/11111111': [200, good], '/pass/22222222': [410, { code: 'pass.expired', validUntil: '2026-11-20' }], '/pass/44444444': [200, booked], '/pass/55555555': [409, { code: 'booking.tooEarly', from: '09:15', time: '09:30–09:40' }],
    '/pass/33333333': [503, { code: 'storage.unavailable' }],
  };
  const server = createServer((request, response) => {
    asked.push(`${request.headers.authorization ?? ''} ${request.url ?? ''}`);
    const [status, body] = answers[request.url ?? ''] ?? [404, { code: 'pass.unknown' }];
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  closers.push(() => server.close());
  // A listening server has an address of this kind.
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

test('a pass is looked up with the device’s own token; refusals are handed on, and a hub in trouble is told as such', async () => {
  const hub = await startHub();
  const { find } = createPassDesk({ hub: hub.url, token: () => 'secret', now: () => 0 });
  expect(await find('11111111')).toEqual(good);
  expect(hub.asked).toEqual(['Bearer secret /pass/11111111']);
  expect(await find('22222222')).toEqual({ code: 'pass.expired', validUntil: '2026-11-20' });
  expect([await find('44444444'), await find('55555555')]).toEqual([booked, { code: 'booking.tooEarly', from: '09:15', time: '09:30–09:40' }]);
  expect(await find('33333333')).toEqual({ code: 'pass.needsHub' });
  const away = createPassDesk({ hub: 'http://127.0.0.1:9', token: () => 'secret', now: () => 0 });
  const unpaired = createPassDesk({ hub: hub.url, token: () => null, now: () => 0 });
  expect([await away.find('11111111'), await unpaired.find('11111111')]).toEqual([{ code: 'pass.needsHub' }, { code: 'pass.needsHub' }]);
});

test('five wrong codes in a minute, then the kiosk waits; right ones and expired ones cost nothing', async () => {
  const hub = await startHub();
  let now = 0;
  const { find } = createPassDesk({ hub: hub.url, token: () => 'secret', now: () => now });
  for (const code of ['11111111', '22222222', '90000001', '90000002', '90000003', '90000004']) await find(code);
  now = 10_000;
  expect(await find('90000005')).toEqual({ code: 'pass.unknown' });
  const before = hub.asked.length;
  expect(await find('11111111')).toEqual({ code: 'pass.tooMany', waitMs: 50_000 });
  expect(hub.asked).toHaveLength(before);
  now = 60_000;
  expect(await find('11111111')).toEqual(good);
});
