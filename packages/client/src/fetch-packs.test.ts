// Clips over real HTTP, from a server that is busy in between.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { encodeWav, type Pack } from '@hallcall/voice';
import { afterEach, expect, test } from 'vitest';
import { openPacks } from './fetch-packs.ts';

const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).toReversed()) await close();
});

const manifest = (language: string) => ({
  version: 1, language, engine: 'test', voice: 'test', clips: { a: { file: 'a.wav', sha256: 'x', gain: 1, trimHeadMs: 0, trimTailMs: 0 } },
});

/** A hub with packs of both languages, as far as `answer` lets it. */
async function hub(answer: (path: string, count: number) => number) {
  const counts = new Map<string, number>();
  const server = createServer(({ url = '' }, response) => {
    const count = (counts.get(url) ?? 0) + 1;
    counts.set(url, count);
    response.statusCode = answer(url, count);
    const [, , language = ''] = url.split('/');
    if (response.statusCode !== 200) response.end();
    else if (url.endsWith('.json')) response.end(JSON.stringify(manifest(language)));
    else response.end(encodeWav({ rate: 48_000, samples: new Float32Array(10).fill(0.5) }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  opened.push(() => new Promise((resolve) => server.close(resolve)));
  const seen: string[][] = [];
  const packs = openPacks({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, languages: ['zh', 'en'], retryMs: 20,
    onPacks: (now: readonly Pack[]) => void seen.push(now.map(({ language, clips, problems }) => `${language} ${clips.size} ${problems.length}`).toSorted()),
  });
  opened.push(() => packs.close());
  return { seen, counts };
}

test.each(['/voice/en/manifest.json', '/voice/en/a.wav'])('a language is asked for again when the hub was busy at %s; the other is there meanwhile', async (busy) => {
  const { seen, counts } = await hub((path, count) => (path === busy && count < 3 ? 503 : 200));
  await expect.poll(() => seen).toEqual([['zh 1 0'], ['en 1 0', 'zh 1 0']]);
  expect(counts.get('/voice/zh/manifest.json')).toBe(1);
});

test('a hall without any pack is asked until it has one; a language it does not have is not asked for again', async () => {
  const { seen, counts } = await hub((path, count) => (path.includes('/en/') || count < 3 && path.endsWith('.json') ? 204 : 200));
  await expect.poll(() => seen).toEqual([['zh 1 0']]);
  expect(counts.get('/voice/en/manifest.json')).toBe(3);
});

test('a clip that the hub does not have is named, and the pack is there without it', async () => {
  const { seen } = await hub((path) => (path === '/voice/en/a.wav' ? 404 : 200));
  await expect.poll(() => seen).toEqual([['en 0 1', 'zh 1 0']]);
});
