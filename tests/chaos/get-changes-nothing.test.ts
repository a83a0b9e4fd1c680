// I5: only commands and POSTs change anything. Every GET route of the hub, found in its source, is asked; the database stays byte for byte.
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hubDefaults, startHub } from '@hallcall/hub';
import { expect, test } from 'vitest';
import { connectPeer, eventsOf } from './peer.ts';

const sources = join(import.meta.dirname, '../../apps/hub/src/http/*.ts');

const routes = globSync(sources).filter((file) => !file.endsWith('.test.ts'))
  .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/\.get(?:<.*>)?\('([^']+)'/g)].flatMap(([, path]) => path ?? []))
  .map((path) => path.replace(':version', '1').replace(':number', 'A1').replace(':language', 'zh'));

test('asking changes nothing, whoever asks and however often', async () => {
  const data = mkdtempSync(join(tmpdir(), 'hallcall-get-'));
  const hub = await startHub({ ...hubDefaults, data, port: 0, sample: true, agentUrl: 'http://127.0.0.1:9/', tickMs: null, quickCheck: false, pinCost: 1024 });
  const { token } = hub.sample()?.windows[0] ?? { token: '' };
  const clerk = await connectPeer(hub.url, token);
  eventsOf(await clerk.send(clerk.message({ type: 'window.open', windowId: 'w1' })));
  clerk.close();
  const before = hub.store.db.serialize();
  const statuses: number[] = [];
  for (const authorization of ['', `Bearer ${hub.sample()?.manager.token}`, `Bearer ${token}`]) {
    for (const path of [...routes, ...routes, '/session', '/pairing', '/window/', '/display/']) {
      const response = await fetch(new URL(path, hub.url), { headers: authorization === '' ? {} : { authorization }, redirect: 'manual' });
      await response.arrayBuffer();
      statuses.push(response.status);
    }
  }
  expect(hub.store.db.serialize().equals(before)).toBe(true);
  // The scan has found the routes, and they answered as what they are.
  expect(routes).toEqual(expect.arrayContaining(['/health', '/config/1', '/registry', '/payments', '/why/A1', '/sample', '/kiosk/', '/metrics']));
  expect(statuses).toEqual(expect.arrayContaining([200, 404]));
  await hub.close();
  rmSync(data, { recursive: true });
}, 60_000);
