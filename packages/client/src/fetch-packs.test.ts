import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { encodeWav } from '@hallcall/voice';
import { afterEach, expect, test } from 'vitest';
import { fetchPacks } from './fetch-packs.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A hub that has these files and answers 204 for manifests that it has not. */
async function serve(files: Readonly<Record<string, Uint8Array | string>>): Promise<string> {
  const server = createServer((request, response) => {
    const file = files[request.url ?? ''];
    response.writeHead(file === undefined ? (request.url?.endsWith('manifest.json') ? 204 : 404) : 200).end(file);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  closers.push(() => void server.close());
  // It listens on an address, not on a pipe.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const wav = encodeWav({ rate: 48_000, samples: Float32Array.from({ length: 480 }, () => 0.5) });
const entry = (file: string) => ({ file, sha256: '', gain: 1, trimHeadMs: 0, trimTailMs: 0 });
const manifest = (language: string, ...names: string[]) =>
  JSON.stringify({ version: 1, language, engine: 'test', voice: 'tone', clips: Object.fromEntries(names.map((name) => [name, entry(`${name}.wav`)])) });
const english = { '/voice/en/manifest.json': manifest('en', 'one'), '/voice/en/one.wav': wav };

test('every clip of every language that is there', async () => {
  const url = await serve({ ...english, '/voice/zh/manifest.json': manifest('zh', 'yi1', 'er4'), '/voice/zh/yi1.wav': wav, '/voice/zh/er4.wav': wav });
  const packs = await fetchPacks(url, ['zh', 'en']);
  expect(packs.map(({ language, clips, problems }) => [language, [...clips.keys()], problems])).toEqual([['zh', ['yi1', 'er4'], []], ['en', ['one'], []]]);
  expect(packs[0]?.clips.get('yi1')?.samples).toHaveLength(480);
});

test.each([
  ['no pack (204)', {}],
  ['a manifest that is not JSON', { '/voice/zh/manifest.json': '{"version": 1' }],
  ['a manifest of another shape', { '/voice/zh/manifest.json': '{"version": 2}' }],
  ['a clip outside its folder', { '/voice/zh/manifest.json': manifest('zh', '../../secret') }],
])('%s costs that language alone', async (_, files) => {
  const url = await serve({ ...english, ...files });
  expect((await fetchPacks(url, ['zh', 'en'])).map(({ language }) => language)).toEqual(['en']);
});

test('a missing file and a damaged clip are named, the others are there', async () => {
  const url = await serve({
    '/voice/zh/manifest.json': manifest('zh', 'yi1', 'er4', 'san1'), '/voice/zh/yi1.wav': wav, '/voice/zh/san1.wav': wav.slice(0, 30),
  });
  const [pack] = await fetchPacks(url, ['zh']);
  expect([...(pack?.clips.keys() ?? [])]).toEqual(['yi1']);
  expect(pack?.problems.map(({ clip }) => clip)).toEqual(['er4', 'san1']);
  expect(pack?.problems[0]?.problem).toBe('missing');
});

test('a hub that is not there has no packs', async () => {
  const url = await serve({});
  for (const close of closers.splice(0)) close();
  expect(await fetchPacks(url, ['zh', 'en'])).toEqual([]);
});
