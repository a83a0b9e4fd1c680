import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { encodeWav } from '@hallcall/voice';
import { afterEach, expect, test } from 'vitest';
import { openClipSource } from './clip-source.ts';

const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

const wav = encodeWav({ rate: 48_000, samples: Float32Array.from({ length: 480 }, () => 0.5) });
const manifest = (...names: string[]) => {
  const clips = Object.fromEntries(names.map((name) => [name, { file: `${name}.wav`, sha256: name, gain: 1, trimHeadMs: 0, trimTailMs: 0 }]));
  return JSON.stringify({ version: 1, language: 'zh', engine: 'test', voice: 'tone', clips });
};

async function serve(files: Map<string, Uint8Array | string>) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const file = files.get(request.url ?? '');
    response.writeHead(file === undefined ? 204 : 200).end(file);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  closers.push(() => void server.close());
  // It listens on an address, not on a pipe.
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test('a hall that gets its voice late, and a new word later, is heard with both; what has not changed is not fetched again', async () => {
  const files = new Map<string, Uint8Array | string>();
  const { asked, url } = await serve(files);
  let changes = 0;
  const source = openClipSource({ url, languages: ['zh'], onChange: () => void (changes += 1), retryMs: 20, lookMs: 20 });
  closers.unshift(source.close);
  const has = (id: string): boolean => (source.bank()?.clip('zh', id) ?? null) !== null;
  await expect.poll(() => asked.length).toBeGreaterThan(2);
  expect([source.bank(), source.missing(), changes]).toEqual([null, [], 0]);
  files.set('/voice/zh/manifest.json', manifest('yi1')).set('/voice/zh/yi1.wav', wav);
  await expect.poll(() => has('yi1')).toBe(true);
  await expect.poll(() => asked.filter((path) => path.endsWith('manifest.json')).length).toBeGreaterThan(8);
  expect(asked.filter((path) => path.endsWith('yi1.wav'))).toHaveLength(1);
  files.set('/voice/zh/manifest.json', manifest('yi1', 'er4'));
  await expect.poll(() => source.problems()).toEqual(['zh/er4: missing']);
  files.set('/voice/zh/er4.wav', wav);
  files.set('/voice/zh/manifest.json', manifest('er4', 'yi1'));
  await expect.poll(() => has('er4')).toBe(true);
  files.clear();
  const [before] = [asked.length];
  await expect.poll(() => asked.length).toBeGreaterThan(before + 3);
  expect([has('yi1'), source.problems(), changes]).toEqual([true, [], 3]);
});

test('a language that a busy hub could not give is asked for again soon; the other is heard meanwhile', async () => {
  let isBusy = true;
  const english = JSON.stringify({ ...(JSON.parse(manifest('one')) as object), language: 'en' });
  const answers: Readonly<Record<string, Uint8Array | string>> = {
    '/voice/zh/manifest.json': manifest('yi1'), '/voice/zh/yi1.wav': wav, '/voice/en/manifest.json': english, '/voice/en/one.wav': wav,
  };
  const server = createServer((request, response) => {
    const isFailing = isBusy && request.url === '/voice/zh/yi1.wav';
    response.writeHead(isFailing ? 503 : 200).end(isFailing ? '' : answers[request.url ?? '']);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  closers.push(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const source = openClipSource({ url, languages: ['zh', 'en'], onChange: () => undefined, retryMs: 20, lookMs: 3_600_000 });
  closers.unshift(source.close);
  await expect.poll(() => source.bank()?.clip('en', 'one') ?? null).not.toBeNull();
  expect(source.bank()?.clip('zh', 'yi1')).toBeNull();
  isBusy = false;
  await expect.poll(() => source.bank()?.clip('zh', 'yi1') ?? null).not.toBeNull();
});

test('a language whose clips are made after the first is fetched soon, not at the next look from time to time', async () => {
  const files = new Map<string, Uint8Array | string>([['/voice/zh/manifest.json', manifest('yi1')], ['/voice/zh/yi1.wav', wav]]);
  const { url } = await serve(files);
  const source = openClipSource({ url, languages: ['zh', 'en'], onChange: () => undefined, retryMs: 20, lookMs: 3_600_000 });
  closers.unshift(source.close);
  await expect.poll(() => source.bank()?.clip('zh', 'yi1') ?? null).not.toBeNull();
  expect(source.missing()).toEqual(['en']);
  const english = JSON.stringify({ ...(JSON.parse(manifest('one')) as object), language: 'en' });
  files.set('/voice/en/manifest.json', english).set('/voice/en/one.wav', wav);
  await expect.poll(() => source.bank()?.clip('en', 'one') ?? null).not.toBeNull();
  expect(source.bank()?.clip('zh', 'yi1')).not.toBeNull();
  expect(source.missing()).toEqual([]);
});
