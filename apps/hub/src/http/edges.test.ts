import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ask, bearer } from '../testing/http-client.ts';
import { startPlainHub, writeHall } from '../testing/plain-hub.ts';
import { startTestHub, temporaryFolder, type TestHub } from '../testing/test-hub.ts';

let hall: TestHub;
let dist: string;
beforeEach(async () => {
  dist = temporaryFolder();
  mkdirSync(join(dist, 'assets'));
  writeFileSync(join(dist, 'assets/a-123.js'), 'export {}');
  for (const page of ['window', 'display', 'console']) {
    mkdirSync(join(dist, page));
    writeFileSync(join(dist, page, 'index.html'), `<!doctype html><html><head><title>${page}</title></head></html>`);
  }
  hall = await startTestHub({ dist });
});
afterEach(() => hall.discard());

/** The status of a GET with headers that fetch would not let through. */
const statusWith = (headers: Record<string, string>, path = 'health'): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    get(`${hall.hub.url}${path}`, { headers }, (response) => resolve(response.resume().statusCode))
      .on('upgrade', (response, socket) => resolve((socket.destroy(), response.statusCode)))
      .on('error', reject);
  });

test('a foreign Origin or Host is refused, a missing Origin is not', async () => {
  const { host } = new URL(hall.hub.url);
  expect(await statusWith({ host })).toBe(200);
  expect(await statusWith({ host, origin: `http://${host}` })).toBe(200);
  expect(await statusWith({ host: 'hall.test', origin: 'http://hall.test' })).toBe(200);
  expect(await statusWith({ host: 'localhost:9' })).toBe(200);
  expect(await statusWith({ host: 'evil.example' })).toBe(403);
  expect(await statusWith({ host, origin: 'http://evil.example' })).toBe(403);
  expect(await statusWith({ host, origin: 'null' })).toBe(403);
  const upgrade = { host, connection: 'Upgrade', upgrade: 'websocket', 'sec-websocket-version': '13', 'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==' };
  const wire = 'socket.io/?EIO=4&transport=websocket';
  expect(await statusWith({ ...upgrade, origin: 'http://evil.example' }, wire)).toBe(400);
  expect(await statusWith({ ...upgrade, host: 'evil.example' }, wire)).toBe(400);
  expect(await statusWith({ ...upgrade, origin: `http://${host}` }, wire)).toBe(101);
});

test('pages carry a fresh nonce and a policy without inline script; assets never change', async () => {
  const first = await ask(hall.hub.url, 'GET', '/');
  const policy = first.headers.get('content-security-policy') ?? '';
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
  expect(first.body).toContain(`<meta property="csp-nonce" nonce="${nonce}">`);
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("frame-ancestors 'self'");
  expect(policy).toContain("frame-src 'self' http://127.0.0.1:9;");
  const second = await ask(hall.hub.url, 'GET', '/');
  expect(second.headers.get('content-security-policy')).not.toBe(policy);
  expect(first.headers.get('cache-control')).toBe('no-store');
  for (const [path, title] of [['/window/', 'window'], ['/display/x', 'display'], ['/console/devices', 'console']]) {
    expect((await ask(hall.hub.url, 'GET', path ?? '')).body).toContain(`<title>${title}</title>`);
  }
  expect((await ask(hall.hub.url, 'GET', '/assets/a-123.js')).headers.get('cache-control')).toContain('immutable');
  expect((await ask(hall.hub.url, 'GET', '/assets/../../../etc/passwd')).status).toBe(404);
});

test('a configuration is published whole and for ever, with its search index', async () => {
  const answer = await ask(hall.hub.url, 'GET', '/config/1');
  expect(answer.headers.get('cache-control')).toContain('immutable');
  expect(answer.body).toMatchObject({ version: 1, hall: { hallId: 'sample' }, catalogue: { version: 1 } });
  const { hall: document, catalogue } = answer.body as { hall: { queues: unknown[]; windows: { queues: { queue: string }[] }[] }; catalogue: { search: { entries: unknown[] } } };
  expect([document.queues.length, catalogue.search.entries.length]).toEqual([43, 399]);
  expect(new Set(document.windows.slice(0, 4).flatMap(({ queues }) => queues.map(({ queue }) => queue))).size).toBe(43);
  for (const version of ['2', '0', 'x', '1e1']) expect((await ask(hall.hub.url, 'GET', `/config/${version}`)).body).toEqual({ code: 'config.unknown' });
});

test('health and figures answer; reading changes nothing', async () => {
  const before = hall.hub.engine.seq();
  expect((await ask(hall.hub.url, 'GET', '/health')).body).toMatchObject({ status: 'ok', hallId: 'sample', isSample: true, needsSetup: false, epoch: 1 });
  expect((await ask(hall.hub.url, 'GET', '/metrics')).body).toContain('hallcall_storage_available 1');
  for (const path of ['/', '/sample', '/registry', '/session', '/setup', '/pairing', '/pairing/confirm', '/pairing/claim', '/clerks/c1', '/devices/kiosk-1']) {
    await ask(hall.hub.url, 'GET', path, undefined, bearer(hall.sample.manager.token));
  }
  const { changes } = hall.hub.store.db.prepare('select total_changes() as changes').get() as { changes: number };
  await ask(hall.hub.url, 'GET', '/registry', undefined, bearer(hall.sample.manager.token));
  expect(hall.hub.store.db.prepare('select total_changes() as changes').get()).toEqual({ changes });
  expect(hall.hub.engine.seq()).toBe(before);
});

test('a body that is too large, no JSON, or an address that is not there get a coded answer', async () => {
  expect((await ask(hall.hub.url, 'POST', '/session', { pin: 'x'.repeat(70_000) })).status).toBe(413);
  const broken = await fetch(`${hall.hub.url}session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' });
  expect([broken.status, await broken.json()]).toMatchObject([400, { code: 'request.malformed' }]);
  expect(await ask(hall.hub.url, 'GET', '/nothing')).toMatchObject({ status: 404, body: { code: 'request.malformed', path: '/nothing' } });
});

test('simulators are reached through the hub, and the kiosk page is the agent’s', async () => {
  const simulator = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => response.setHeader('content-type', 'text/plain').end(`${request.method} ${request.url} ${body}`));
  });
  await new Promise<void>((resolve) => simulator.listen(0, '127.0.0.1', resolve));
  // A listening TCP server has an address with a port.
  const { port } = simulator.address() as AddressInfo;
  hall.hub.setSimulator('printer', `http://127.0.0.1:${port}`);
  expect((await ask(hall.hub.url, 'GET', '/sim/printer/tickets/1.png?x=1')).body).toBe('GET /tickets/1.png?x=1 ');
  expect((await ask(hall.hub.url, 'POST', '/sim/printer/fault', { fault: 'paperOut', on: true })).body).toBe('POST /fault {"fault":"paperOut","on":true}');
  expect((await ask(hall.hub.url, 'GET', '/sim/other/x')).status).toBe(404);
  await new Promise((resolve) => simulator.close(resolve));
  expect((await ask(hall.hub.url, 'GET', '/sim/printer/state')).status).toBe(502);
  const kiosk = await ask(hall.hub.url, 'GET', '/kiosk/');
  expect([kiosk.status, kiosk.headers.get('location')]).toEqual([302, 'http://127.0.0.1:9/']);
});

test('an installed hub has no sample, guards its figures, and is set up once with the printed code', async () => {
  const data = temporaryFolder();
  writeHall(data);
  const { hub, setupCode } = await startPlainHub(data, { dist });
  expect((await ask(hub.url, 'GET', '/health')).body).toMatchObject({ hallId: 'plain', isSample: false, needsSetup: true });
  for (const path of ['/sample', '/sim/printer/state', '/kiosk/']) expect((await ask(hub.url, 'GET', path)).status).toBe(404);
  const policy = (await ask(hub.url, 'GET', '/')).headers.get('content-security-policy');
  expect(policy).toContain("frame-ancestors 'none'");
  expect((await ask(hub.url, 'GET', '/metrics')).status).toBe(401);
  const request = { code: setupCode, clerkId: 'm1', name: 'First manager', pin: '13579' };
  expect(await ask(hub.url, 'POST', '/setup', { ...request, code: 'wrong-code' })).toMatchObject({ status: 403, body: { code: 'setup.wrongCode' } });
  expect((await ask(hub.url, 'POST', '/setup', request)).status).toBe(204);
  expect(await ask(hub.url, 'POST', '/setup', request)).toMatchObject({ status: 409, body: { code: 'setup.done' } });
  expect((await ask(hub.url, 'POST', '/session', { clerkId: 'm1', pin: '13579', windowId: null })).body).toMatchObject({ role: 'manager' });
  await hub.close();
  const again = await startPlainHub(data);
  expect(again.setupCode).toBe('');
  await again.hub.close();
});

test('guessing is slowed down', async () => {
  const data = temporaryFolder();
  writeHall(data);
  const { hub } = await startPlainHub(data);
  const guess = () => ask(hub.url, 'POST', '/setup', { code: 'guess-guess', clerkId: 'm1', name: 'x', pin: '0000' });
  const answers = await Promise.all(Array.from({ length: 11 }, guess));
  expect(answers.filter(({ status }) => status === 403)).toHaveLength(10);
  expect(answers.find(({ status }) => status === 429)?.body).toMatchObject({ code: 'request.tooMany' });
  await hub.close();
});

test('clips are handed out by name, a pack that is not there is nothing, and no path leaves the folder', async () => {
  const url = (path: string) => `${hall.hub.url}voice/${path}`;
  expect((await fetch(url('zh/manifest.json'))).status).toBe(204);
  mkdirSync(join(hall.data, 'voice/zh'), { recursive: true });
  writeFileSync(join(hall.data, 'voice/zh/manifest.json'), '{"version":1}');
  writeFileSync(join(hall.data, 'voice/zh/a1b2.wav'), 'RIFF');
  const manifest = await fetch(url('zh/manifest.json'));
  expect([manifest.status, manifest.headers.get('cache-control'), await manifest.json()]).toEqual([200, 'no-cache', { version: 1 }]);
  const clip = await fetch(url('zh/a1b2.wav'));
  expect([clip.status, clip.headers.get('cache-control'), await clip.text()]).toEqual([200, 'public, max-age=31536000, immutable', 'RIFF']);
  for (const path of ['..%2fhall.db', 'zh/..%2f..%2fsample.json', 'zh/none.wav', '.hidden', '..%2f/manifest.json']) {
    expect([403, 404, 204]).toContain((await fetch(url(path))).status);
    expect(await (await fetch(url(path))).text()).not.toContain('SQLite');
  }
});
