// Packs of clips: rendered by espeak-ng, looked at, imported, and everything that can be wrong with one.
import { hash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Language } from '@hallcall/domain';
import { decodeWav, encodeWav, mixRate, peakOf, readManifest, vocabulary, type ClipToken, type Manifest, type ManifestClip, type Pcm } from '@hallcall/voice';
import { SpeechError, type SpeechEngine } from '../engine/speech-engine.ts';
import { systemEngine } from '../engine/system-engine.ts';
import { importPack } from './import-pack.ts';
import type { PackProblem } from './pack-problem.ts';
import { packState } from './pack-state.ts';
import { checkPack } from './read-pack.ts';
import { renderPack } from './render-pack.ts';

const isThere = existsSync('/usr/bin/espeak-ng');
if (!isThere) console.warn('NOT RUN: a pack by espeak-ng, which is not installed');

const root = mkdtempSync(join(tmpdir(), 'hallcall-clips-test-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let made = 0;
const folderIn = (): string => join(root, `pack-${(made += 1)}`);

/** An engine that hums: each text at its own pitch, with silence round it. */
const hum = (over: Partial<SpeechEngine> = {}): SpeechEngine => ({
  id: 'hum', voice: () => 'tone', probe: () => Promise.resolve({ ok: true, languages: ['zh', 'en'], reason: null }),
  render: (text) => Promise.resolve(tone(300 + Array.from(text).reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0))),
  ...over,
});
function tone(pitch: number, rate = 22_050): Pcm {
  const isSound = (i: number): boolean => i > rate / 10 && i < rate / 5;
  return { rate, samples: Float32Array.from({ length: Math.round(rate * 0.3) }, (_, i) => (isSound(i) ? 0.4 * Math.sin((2 * Math.PI * pitch * i) / rate) : 0)) };
}
const token = (id: string, text = id): ClipToken => ({ kind: 'clip', id, text });
const tokens = [token('qing3'), token('hao4'), token('letter_A', 'A'), token('department_D1', '市场监管局')];
const wanted = { language: 'zh' as const, tokens };
const manifestOf = (folder: string): Manifest => {
  const manifest = readManifest(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')));
  if (!manifest) throw new Error('no manifest');
  return manifest;
};

async function pack(): Promise<string> {
  const folder = folderIn();
  await renderPack({ language: 'zh', tokens, engine: hum(), folder });
  return folder;
}
/** The pack with `clip` told otherwise in its manifest, and perhaps with other bytes. */
async function spoilt(clip: string, change: Partial<ManifestClip>, bytes: Uint8Array | null = null): Promise<string> {
  const folder = await pack();
  const manifest = manifestOf(folder);
  const entry = manifest.clips[clip];
  if (!entry) throw new Error('no such clip');
  const sha256 = bytes ? hash('sha256', bytes) : entry.sha256;
  if (bytes) writeFileSync(join(folder, entry.file), bytes);
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, clips: { ...manifest.clips, [clip]: { ...entry, sha256, ...change } } }));
  return folder;
}
const codes = async (folder: string): Promise<string[]> => (await checkPack(folder, wanted)).map((problem) => ('clip' in problem ? `${problem.code} ${problem.clip}` : problem.code));

test('a pack: a clip a token, trimmed, as loud as allowed, named by its content, and whole', async () => {
  const folder = folderIn();
  const { manifest, bytes, unread } = await renderPack({ language: 'zh', tokens, engine: hum(), folder });
  expect({ ...manifest, clips: Object.keys(manifest.clips) }).toEqual({ version: 1, language: 'zh', engine: 'hum', voice: 'tone', clips: tokens.map(({ id }) => id) });
  expect(manifestOf(folder)).toEqual(manifest);
  expect([unread, await codes(folder)]).toEqual([[], []]);
  let sum = 0;
  for (const { file, sha256 } of Object.values(manifest.clips)) {
    const content = readFileSync(join(folder, file));
    expect(file).toBe(`${hash('sha256', content).slice(0, 24)}.wav`);
    expect(sha256).toBe(hash('sha256', content));
    const wav = decodeWav(content);
    const pcm = wav.ok ? wav.pcm : { rate: 0, samples: new Float32Array(0) };
    expect(pcm.rate).toBe(mixRate);
    // The tenth of a second that sounded, without the silence round it.
    expect(Math.abs(pcm.samples.length / mixRate - 0.1)).toBeLessThan(0.02);
    expect(peakOf(pcm.samples)).toBeGreaterThan(0.15);
    expect([pcm.samples[0], pcm.samples.at(-1)].map((sample) => Math.abs(sample ?? 1))).toEqual([0, 0]);
    sum += content.length;
  }
  expect(bytes).toBe(sum);
});

test('a pack that is there before its hall leaves the data folder to its owner alone', async () => {
  const [rendered, imported] = [join(root, 'halls/rendered'), join(root, 'halls/imported')];
  await renderPack({ language: 'zh', tokens, engine: hum(), folder: join(rendered, 'voice/zh') });
  expect((await importPack(join(rendered, 'voice/zh'), join(imported, 'voice/zh'), wanted)).ok).toBe(true);
  expect([rendered, imported].map((data) => statSync(data).mode & 0o777)).toEqual([0o700, 0o700]);
});

test('engines get pinyin, at most two at once; what cannot be read is named', async () => {
  const seen: string[] = [];
  let running = 0;
  let most = 0;
  const engine = hum({
    async render(text) {
      seen.push(text);
      most = Math.max(most, (running += 1));
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return tone(500 + seen.length * 50);
    },
  });
  const odd = [...tokens, token('department_D2', '☃局'), token('department_D3', '☃'), token('department_D4', 'ying4 ji2 ju2')];
  const { manifest, unread } = await renderPack({ language: 'zh', tokens: odd, engine, folder: folderIn() });
  expect(seen).toEqual(['qing3', 'hao4', 'A', 'shi4 chang3 jian1 guan3 ju2', 'ju2', 'ying4 ji2 ju2']);
  expect(most).toBe(2);
  expect(unread.map(({ id, problems }) => [id, problems])).toEqual([
    ['department_D2', [{ code: 'character.unknown', character: '☃', at: 0 }]], ['department_D3', [{ code: 'character.unknown', character: '☃', at: 0 }]],
  ]);
  expect(Object.keys(manifest.clips)).not.toContain('department_D3');
});

test('a hall’s own word without sound is left out and named; one of the program’s own, or a failing engine, leaves the pack before in place', async () => {
  const folder = await pack();
  const before = readFileSync(join(folder, 'manifest.json'), 'utf8');
  const silent = (line: string) => hum({ render: (text) => (text === line ? Promise.resolve({ rate: 22_050, samples: new Float32Array(2_205) }) : Promise.resolve(tone(500))) });
  const failing = hum({ render: (text) => (text === 'hao4' ? Promise.reject(new SpeechError('failed', 'no')) : Promise.resolve(tone(500))) });
  await expect(renderPack({ language: 'zh', tokens, engine: failing, folder })).rejects.toMatchObject({ fault: 'failed' });
  await expect(renderPack({ language: 'zh', tokens, engine: silent('hao4'), folder })).rejects.toMatchObject({ fault: 'noSound' });
  expect(readFileSync(join(folder, 'manifest.json'), 'utf8')).toBe(before);
  const { unread } = await renderPack({ language: 'zh', tokens, engine: silent('shi4 chang3 jian1 guan3 ju2'), folder });
  expect(unread.map(({ id }) => id)).toEqual(['department_D1']);
  expect(await codes(folder)).toEqual(['clip.missing department_D1']);
});

test('manifests that are missing, no JSON, none, or of another language', async () => {
  const folder = folderIn();
  expect(await codes(folder)).toEqual(['manifest.missing']);
  mkdirSync(folder);
  for (const [text, code] of [['{"version":1,', 'manifest.notJson'], ['[]', 'manifest.badShape'], ['{"version":2,"clips":{}}', 'manifest.badShape']] as const) {
    writeFileSync(join(folder, 'manifest.json'), text);
    expect(await codes(folder)).toEqual([code]);
  }
  expect(await checkPack(await pack(), { language: 'en', tokens })).toEqual([{ code: 'manifest.otherLanguage', file: 'manifest.json' }]);
});

test('files whose names lead out of the folder are no manifest', async () => {
  for (const file of ['../secret.wav', '/etc/passwd', 'a/b.wav', '..', '.hidden.wav', 'C:\\x.wav', '']) {
    expect(await codes(await spoilt('hao4', { file }))).toEqual(['manifest.badShape']);
  }
});

test('files that are missing, links, folders, shared by name, or the manifest itself', async () => {
  expect(await codes(await spoilt('hao4', { file: 'nowhere.wav' }))).toEqual(['file.missing hao4']);
  const folder = await spoilt('hao4', { file: 'link.wav' });
  symlinkSync('/etc/hostname', join(folder, 'link.wav'));
  expect(await codes(folder)).toEqual(['file.notPlain hao4']);
  rmSync(join(folder, 'link.wav'));
  mkdirSync(join(folder, 'link.wav'));
  expect(await codes(folder)).toEqual(['file.notPlain hao4']);
  expect(await codes(await spoilt('hao4', { file: 'Manifest.JSON' }))).toContain('file.nameTaken hao4');
  const twice = await pack();
  const { file } = manifestOf(twice).clips['hao4'] ?? { file: '' };
  const manifest = manifestOf(twice);
  cpSync(join(twice, file), join(twice, 'x.wav'));
  cpSync(join(twice, file), join(twice, 'X.wav'));
  const named = (name: string) => ({ ...manifest.clips['hao4'], file: name });
  writeFileSync(join(twice, 'manifest.json'), JSON.stringify({ ...manifest, clips: { ...manifest.clips, hao4: named('x.wav'), qing3: named('X.wav') } }));
  expect(await codes(twice)).toEqual(['file.nameTaken hao4']);
});

test('clips that were changed, damaged, cut off, silent or of another format', async () => {
  const good = encodeWav({ ...tone(400, mixRate) });
  expect(await codes(await spoilt('hao4', {}, good))).toEqual([]);
  expect(await codes(await spoilt('hao4', { sha256: 'ab' }))).toEqual(['file.changed hao4']);
  const flipped = await pack();
  const { file } = manifestOf(flipped).clips['hao4'] ?? { file: '' };
  const bytes = readFileSync(join(flipped, file));
  bytes[1000] = (bytes[1000] ?? 0) ^ 1;
  writeFileSync(join(flipped, file), bytes);
  expect(await codes(flipped)).toEqual(['file.changed hao4']);
  const stereo = good.slice();
  stereo[22] = 2;
  const compressed = good.slice();
  compressed[20] = 85;
  const spoilings: readonly (readonly [Uint8Array, string])[] = [
    [good.slice(0, 1000), 'file.damaged hao4'], [good.slice(0, 20), 'file.damaged hao4'], [new Uint8Array(0), 'file.damaged hao4'],
    [new TextEncoder().encode('not a sound at all'), 'file.damaged hao4'], [good.slice(0, 44), 'file.damaged hao4'],
    [encodeWav(tone(400, 22_050)), 'file.otherFormat hao4'], [stereo, 'file.otherFormat hao4'], [compressed, 'file.otherFormat hao4'],
    [encodeWav({ rate: mixRate, samples: new Float32Array(4_800) }), 'file.silent hao4'],
  ];
  for (const [wav, problem] of spoilings) expect(await codes(await spoilt('hao4', {}, wav))).toEqual([problem]);
  expect(await codes(await spoilt('hao4', {}, new Uint8Array(10_000_001)))).toEqual(['file.tooLarge hao4']);
});

test('clips that the hall needs and the pack lacks', async () => {
  expect(await checkPack(await pack(), { language: 'zh', tokens: [...tokens, token('dao4')] })).toEqual([{ code: 'clip.missing', clip: 'dao4' }]);
});

/** A pack as a person would record it: files of other names, one used twice, gains of its own. */
async function recorded(): Promise<string> {
  const folder = await pack();
  const manifest = manifestOf(folder);
  const clips = Object.fromEntries(Object.entries(manifest.clips).map(([id, entry]) => {
    cpSync(join(folder, entry.file), join(folder, `${id}.wav`));
    return [id, { ...entry, file: `${id}.wav`, gain: 0.5, trimHeadMs: 10 }];
  }));
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, engine: 'recorded', voice: 'Speaker 1', clips: { ...clips, dao4: clips['hao4'] } }));
  return folder;
}

test('a recorded pack takes the place of another, with its gains; both are readable in between', async () => {
  const to = await pack();
  const before = manifestOf(to);
  const from = await recorded();
  expect(await importPack(from, to, wanted)).toMatchObject({ ok: true, clips: 5 });
  const manifest = manifestOf(to);
  expect([manifest.engine, manifest.voice, manifest.clips['hao4']?.gain, manifest.clips['hao4']?.trimHeadMs]).toEqual(['recorded', 'Speaker 1', 0.5, 10]);
  expect(manifest.clips['dao4']?.file).toBe(manifest.clips['hao4']?.file);
  expect(await codes(to)).toEqual([]);
  expect(Object.values(before.clips).filter(({ file }) => !existsSync(join(to, file)))).toEqual([]);
});

test('a pack that is not whole replaces nothing', async () => {
  const to = await pack();
  const all = () => readdirSync(to).map((name) => [name, hash('sha256', readFileSync(join(to, name)))]);
  const before = all();
  const folders = [folderIn(), await spoilt('hao4', { sha256: '00' }), await spoilt('hao4', { file: '../x.wav' }), await spoilt('hao4', {}, new Uint8Array(3))];
  for (const from of folders) expect((await importPack(from, to, wanted)).ok).toBe(false);
  const lacking: PackProblem = { code: 'clip.missing', clip: 'dao4' };
  expect(await importPack(await pack(), to, { language: 'zh', tokens: [...tokens, token('dao4')] })).toEqual({ ok: false, problems: [lacking] });
  expect(all()).toEqual(before);
});

test('files of packs long gone are swept away, and nothing else', async () => {
  const folder = await pack();
  const first = manifestOf(folder);
  writeFileSync(join(folder, 'notes.txt'), 'mine');
  for (const pitch of [700, 900]) await renderPack({ language: 'zh', tokens: [token('qing3')], engine: hum({ render: () => Promise.resolve(tone(pitch)) }), folder });
  expect(Object.values(first.clips).filter(({ file }) => existsSync(join(folder, file)))).toEqual([]);
  expect(readdirSync(folder).toSorted((a, b) => a.localeCompare(b)).filter((name) => !name.endsWith('.wav'))).toEqual(['manifest.json', 'notes.txt', 'vocabulary.sha256']);
});

test('whether a pack still fits the hall', async () => {
  const folder = await pack();
  const state = (over: readonly ClipToken[], engine = 'hum') => packState(folder, { language: 'zh', tokens: over, engine });
  expect(await packState(folderIn(), { language: 'zh', tokens, engine: 'hum' })).toEqual({ kind: 'stale' });
  expect(await state(tokens)).toEqual({ kind: 'current' });
  // Another reading of the same department is another sound.
  expect(await state([...tokens.slice(0, 3), token('department_D1', 'shi4 chang3 ju2')])).toEqual({ kind: 'stale' });
  expect(await state([...tokens, token('dao4')])).toEqual({ kind: 'stale' });
  expect(await state([...tokens, token('dao4')], 'espeak-ng')).toEqual({ kind: 'recorded', missing: ['dao4'] });
  expect(await state(tokens.slice(1), 'espeak-ng')).toEqual({ kind: 'recorded', missing: [] });
  rmSync(join(folder, manifestOf(folder).clips['hao4']?.file ?? ''));
  expect(await state(tokens)).toEqual({ kind: 'stale' });
});

test.skipIf(!isThere)('espeak-ng renders a small pack in both languages', async () => {
  const engine = systemEngine('linux');
  if (!engine) throw new Error('no engine');
  const departments = [{ id: 'D1', zh: '市场监督管理局', en: 'Market Regulation Bureau', reading: null }];
  for (const language of ['zh', 'en'] satisfies Language[]) {
    const folder = folderIn();
    const some = vocabulary(language, departments, ['东1']).filter(({ id }, i) => i < 5 || /^(department|label)_|letter_[AW]$/.test(id));
    const { manifest, unread } = await renderPack({ language, tokens: some, engine, folder });
    expect([unread, await checkPack(folder, { language, tokens: some })]).toEqual([[], []]);
    expect([manifest.engine, manifest.voice]).toEqual(['espeak-ng', language === 'zh' ? 'cmn-latn-pinyin' : 'en-us']);
  }
});
