import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { encodeWav, type Pack } from '@hallcall/voice';
import { afterEach, expect, test } from 'vitest';
import { watchPacks } from './watch-packs.ts';

const clip = { file: 'a.wav', sha256: 'x', gain: 1, trimHeadMs: 0, trimTailMs: 0 };
const wav = encodeWav({ rate: 48_000, samples: new Float32Array(48).fill(0.25) });
const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A hub that has the packs of `ready`; `asked` takes what was asked for. */
async function hubWith(ready: ReadonlySet<string>, asked: string[]): Promise<string> {
  const server: Server = createServer(({ url = '' }, response) => {
    asked.push(url);
    const [, , language = '', file] = url.split('/');
    if (!ready.has(language)) response.writeHead(204).end();
    else if (file === 'a.wav') response.end(wav);
    else response.end(JSON.stringify({ version: 1, language, engine: 'test', voice: 'test', clips: { a: clip } }));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  ends.push(() => void server.close());
  // Bound to an address, so it has one.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function watch(url: string): { readonly told: (readonly string[])[]; when(count: number): Promise<void> } {
  const told: (readonly string[])[] = [];
  const waiting: { readonly count: number; readonly go: () => void }[] = [];
  const onPacks = (packs: readonly Pack[]): void => {
    told.push(packs.map(({ language, clips }) => `${language} ${[...clips.keys()].join()}`));
    for (const { count, go } of waiting) if (told.length >= count) go();
  };
  const watching = watchPacks({ url, languages: ['zh', 'en'], retryMs: 5, onPacks });
  ends.push(() => watching.close());
  return { told, when: (count) => new Promise((go) => (told.length >= count ? go() : waiting.push({ count, go }))) };
}

test('a hall whose second language is made while the first is used has both in the end, each fetched once', async () => {
  const ready = new Set<string>();
  const asked: string[] = [];
  const packs = watch(await hubWith(ready, asked));
  await packs.when(1);
  ready.add('zh');
  await packs.when(2);
  ready.add('en');
  await packs.when(3);
  expect(packs.told).toEqual([[], ['zh a'], ['zh a', 'en a']]);
  expect(asked.filter((url) => url.endsWith('.wav')).toSorted()).toEqual(['/voice/en/a.wav', '/voice/zh/a.wav']);
});

test('a hub that is away is asked again', async () => {
  const packs = watch('http://127.0.0.1:9');
  await packs.when(1);
  expect(packs.told).toEqual([[]]);
});
