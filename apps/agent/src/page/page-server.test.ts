import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { builtPages } from '../testing/run-agent.test.helper.ts';
import { createEventStream } from './event-stream.ts';
import { contentPolicy, createPageServer, type PageServerDeps } from './page-server.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function serve(more: Partial<PageServerDeps> = {}) {
  const taken: unknown[] = [];
  const bugs: unknown[] = [];
  const stream = createEventStream();
  const app = await createPageServer({
    dist: builtPages(), ancestors: ['http://127.0.0.1:7000'], stream,
    configBody: (version) => (version === 1 ? '{"version":1}' : null),
    take(tap) {
      taken.push(tap);
      return { requestId: tap.requestId, phase: 'asking' };
    },
    findPass: async () => ({ code: 'pass.unknown' }), findBookings: async () => ({ bookings: [] }), askIdentity: () => undefined, searched: () => undefined,
    maintenance: { tryPin: async () => ({ code: 'maintenance.notSet' }), confirm: () => false },
    reprint: () => null, note: () => null, onBug: (error) => void bugs.push(error), ...more,
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  closers.push(async () => {
    stream.close();
    await app.close();
  });
  // It listens on an address.
  const { port } = app.server.address() as AddressInfo;
  return { port, taken, bugs, stream, own: `http://127.0.0.1:${port}` };
}

type Answer = { status: number; headers: Record<string, unknown>; body: string };

function ask(port: number, method: string, path: string, headers: Record<string, string>, body = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, method, path, headers }, (response) => {
      let text = '';
      response.on('data', (chunk) => { text += String(chunk); });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

const json = { 'content-type': 'application/json' };
const tap = { requestId: 'tap-0000000000000001', items: [{ itemId: 'D01-01', count: 1 }], chain: null, language: 'zh' };

test('a foreign Origin or Host takes no ticket and reads nothing', async () => {
  const { port, own, taken } = await serve();
  const body = JSON.stringify(tap);
  const tries: [string, string, Record<string, string>][] = [
    ['POST', '/page/take', { ...json, origin: 'http://evil.test' }],
    ['POST', '/page/take', { ...json, origin: 'null' }],
    ['POST', '/page/take', { ...json, origin: `https://127.0.0.1:${port}` }],
    ['POST', '/page/take', json],
    ['POST', '/page/take', { ...json, origin: own, host: `evil.test:${port}` }],
    ['GET', '/page/events', { origin: 'http://evil.test' }],
    ['GET', '/config/1', { host: 'evil.test' }],
    ['GET', '/kiosk/', { host: `127.0.0.1.evil.test:${port}` }],
  ];
  for (const [method, path, headers] of tries) {
    const answer = await ask(port, method, path, headers, method === 'POST' ? body : '');
    expect([path, answer.status, answer.body]).toEqual([path, 403, '{"code":"origin.foreign"}']);
  }
  expect(taken).toEqual([]);
});

test('the page itself takes a ticket, under either loopback name', async () => {
  const { port, own, taken } = await serve();
  expect((await ask(port, 'POST', '/page/take', { ...json, origin: own }, JSON.stringify(tap))).status).toBe(200);
  const asLocalhost = { ...json, origin: `http://localhost:${port}`, host: `localhost:${port}` };
  expect((await ask(port, 'POST', '/page/take', asLocalhost, JSON.stringify(tap))).status).toBe(200);
  expect(taken).toEqual([tap, tap]);
});

test.each([
  ['no JSON', '{'], ['nothing', '{}'], ['a short id', JSON.stringify({ ...tap, requestId: 'x' })],
  ['an unknown field', JSON.stringify({ ...tap, actor: 'manager' })], ['a hundred cases', JSON.stringify({ ...tap, count: 100 })],
  ['another language', JSON.stringify({ ...tap, language: 'fr' })],
])('a tap with %s is refused with a code and reaches nobody', async (_, body) => {
  const { port, own, taken, bugs } = await serve();
  const answer = await ask(port, 'POST', '/page/take', { ...json, origin: own }, body);
  expect([answer.status, JSON.parse(answer.body)]).toEqual([400, expect.objectContaining({ code: 'request.malformed' })]);
  expect([taken, bugs]).toEqual([[], []]);
});

test('a large body is cut off', async () => {
  const { port, own, taken } = await serve();
  expect((await ask(port, 'POST', '/page/take', { ...json, origin: own }, JSON.stringify({ ...tap, chain: 'x'.repeat(10_000) }))).status).toBe(413);
  expect(taken).toEqual([]);
});

test('files come from the built pages only, with the policy and the frames that may show them', async () => {
  const { port } = await serve();
  const page = await ask(port, 'GET', '/kiosk/', {});
  expect([page.status, page.headers['content-security-policy'], page.headers['cache-control'], page.headers['x-content-type-options']]).toEqual([
    200, contentPolicy(['http://127.0.0.1:7000']), 'no-cache', 'nosniff',
  ]);
  expect(page.headers['content-security-policy']).toContain('frame-ancestors http://127.0.0.1:7000');
  expect((await ask(port, 'GET', '/assets/page-abc.js', {})).headers['cache-control']).toContain('immutable');
  for (const path of ['/../../../../etc/passwd', '/..%2f..%2fetc%2fpasswd', '/kiosk/%2e%2e/%2e%2e/agent.db', '/agent.db']) {
    expect((await ask(port, 'GET', path, {})).status).toBeGreaterThanOrEqual(400);
  }
  expect([(await ask(port, 'GET', '/', {})).status, (await ask(port, 'GET', '/config/2', {})).status]).toEqual([302, 404]);
});

test('without a hall page nobody may frame the kiosk', () => {
  expect(contentPolicy([])).toContain("frame-ancestors 'none'");
  expect(contentPolicy([])).not.toContain('unsafe');
});

test('what throws behind a verb is a bug for the process, and an answer without details for the page', async () => {
  const failure = new Error('disk full');
  const { port, own, bugs } = await serve({ take() { throw failure; } });
  const answer = await ask(port, 'POST', '/page/take', { ...json, origin: own }, JSON.stringify(tap));
  expect([answer.status, answer.body.includes('disk')]).toEqual([500, false]);
  expect(bugs).toEqual([failure]);
});

test('a new reader of the stream gets the newest of each, and each change once', async () => {
  const { port, stream } = await serve();
  stream.publish('state', 'state', { n: 1 });
  stream.publish('state', 'state', { n: 2 });
  stream.publish('progress', 'tap', { requestId: 'tap' });
  const text = await new Promise<string>((resolve) => {
    const asked = request({ host: '127.0.0.1', port, path: '/page/events' }, (response) => {
      let all = '';
      response.on('data', (chunk) => {
        all += String(chunk);
        if (!all.includes('"requestId"')) return;
        stream.publish('state', 'state', { n: 2 });
        stream.publish('state', 'state', { n: 3 });
        if (!all.includes('"n":3')) return;
        asked.destroy();
        resolve(all);
      });
    });
    asked.end();
  });
  expect([...text.matchAll(/"n":(\d)/gu)].map(([, n]) => n)).toEqual(['2', '3']);
});

test('the maintenance PIN is answered with a token or the reason why not; other bodies do not reach it', async () => {
  const tried: string[] = [];
  const token = 'x'.repeat(43);
  const { port, own } = await serve({
    maintenance: {
      async tryPin(pin) {
        tried.push(pin);
        return pin === '135790' ? { token } : { code: 'maintenance.locked', waitMs: 30_000 };
      },
      confirm: (given) => given === token,
    },
  });
  const post = async (path: string, body: object) => {
    const answer = await ask(port, 'POST', `/page/maintenance${path}`, { ...json, origin: own }, JSON.stringify(body));
    return [answer.status, JSON.parse(answer.body)];
  };
  expect(await post('', { pin: '135790' })).toEqual([200, { token }]);
  expect(await post('', { pin: '000000' })).toEqual([429, { code: 'maintenance.locked', waitMs: 30_000 }]);
  for (const body of [{}, { pin: 135_790 }, { pin: 'letters' }, { pin: '1'.repeat(13) }, { pin: '135790', actor: 'x' }]) {
    expect((await post('', body))[0]).toBe(400);
  }
  expect(tried).toEqual(['135790', '000000']);
  expect(await post('/confirm', { token })).toEqual([200, {}]);
  expect(await post('/confirm', { token: 'y'.repeat(43) })).toEqual([403, { code: 'maintenance.tokenUnknown' }]);
  expect((await post('/confirm', { token: 'short' }))[0]).toBe(400);
});

test('a return pass is eight digits, answered with what it is good for or why not', async () => {
  const good = { items: [], windowId: 'w1', date: '2026-11-22', materials: ['form'], other: null, note: null, validUntil: '2026-11-27' };
  const asked: string[] = [];
  const { port, own } = await serve({
    findPass: async (code) => {
      asked.push(code);
      return code === '04817263' ? (good as never) : { code: 'pass.tooMany', waitMs: 40_000 };
    },
  });
  const post = async (body: object) => {
    const { status, body: text } = await ask(port, 'POST', '/page/pass', { origin: own, 'content-type': 'application/json' }, JSON.stringify(body));
    return [status, JSON.parse(text)];
  };
  expect(await post({ code: '04817263' })).toEqual([200, good]);
  expect(await post({ code: '00000000' })).toEqual([404, { code: 'pass.tooMany', waitMs: 40_000 }]);
  for (const code of ['1234567', '123456789', '1234567x', 12_345_678]) expect((await post({ code }))[0]).toBe(400);
  expect(asked).toEqual(['04817263', '00000000']);
});

test('a search that found nothing is counted, whatever else is sent is not', async () => {
  const typed: string[] = [];
  const { port, own } = await serve({ searched: (text) => void typed.push(text) });
  const post = (body: object) => ask(port, 'POST', '/page/searched', { ...json, origin: own }, JSON.stringify(body));
  expect((await post({ typed: '护照' })).status).toBe(200);
  for (const body of [{}, { typed: '' }, { typed: 'x'.repeat(201) }, { typed: 'x', more: 1 }]) expect((await post(body)).status).toBe(400);
  expect(typed).toEqual(['护照']);
});
