// `npm run clips` as a program, and what it says when something is missing or wrong.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createEspeakEngine, type SpeechEngine } from '@hallcall/hardware-voice';
import { sampleSource } from '@hallcall/hub/hall';
import { texts } from '@hallcall/text';
import { readManifest, vocabulary, type Manifest } from '@hallcall/voice';
import { ensureClips } from '../hall/ensure-clips.ts';
import { hallWords } from '../hall/hall-words.ts';
import { readClipsCommand, type ClipsCommand } from './clips-command.ts';
import { runClips } from './run-clips.ts';

const isThere = existsSync('/usr/bin/espeak-ng');
if (!isThere) console.warn('NOT RUN: the sample hall’s voice by espeak-ng, which is not installed');

const root = mkdtempSync(join(tmpdir(), 'hallcall-clips-program-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let made = 0;
const dataDir = (): string => join(root, `data-${(made += 1)}`);

const script = new URL('../clips.ts', import.meta.url).pathname;
function run(args: readonly string[], env: Readonly<Record<string, string>>) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8', env: { ...process.env, ...env } });
  return { status, stdout, stderr };
}

/** Hums every text; renders in no time. */
const samples = Float32Array.from({ length: 4_800 }, (_, i) => 0.4 * Math.sin(i / 20));
const hum: SpeechEngine = {
  id: 'espeak-ng', voice: () => 'tone', probe: () => Promise.resolve({ ok: true, languages: ['zh', 'en'], reason: null }),
  render: () => Promise.resolve({ rate: 48_000, samples }),
};
const nobody = createEspeakEngine({ command: join(root, 'nowhere'), deadlineMs: 15_000, timers: { after: () => () => undefined } });

async function clips(data: string, over: Partial<ClipsCommand> = {}) {
  const lines: string[] = [];
  const command: ClipsCommand = { data, language: 'zh', isCheck: false, importFrom: null, ...over };
  const isWell = await runClips({ command, words: hallWords(data, { isSample: false, language: 'en' }), engine: hum, say: texts('en'), print: (line) => lines.push(line), now: () => 0 });
  return { isWell, lines };
}
const manifestIn = (folder: string): Manifest | null => readManifest(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')));

/** DATA with a hall of its own: the sample, some names and readings changed. */
function ownHall(change: (hall: { departments: { id: string; name: { zh: string } }[] }, catalogue: { departments: { id: string; reading?: string }[] }) => void): string {
  const { hall, catalogueText } = sampleSource();
  const [ownDocument, catalogue] = [JSON.parse(JSON.stringify(hall)), JSON.parse(catalogueText)];
  change(ownDocument, catalogue);
  const data = dataDir();
  mkdirSync(data, { recursive: true });
  writeFileSync(join(data, 'hall.json'), JSON.stringify(ownDocument));
  writeFileSync(join(data, 'catalogue.json'), JSON.stringify(catalogue));
  return data;
}

test.skipIf(!isThere)('the program gives the sample hall its whole Chinese voice; a start finds nothing left to do', { timeout: 90_000 }, async () => {
  const data = dataDir();
  const first = run(['--data', data, '--language', 'zh'], { LC_ALL: 'zh_CN.UTF-8' });
  expect({ status: first.status, stderr: first.stderr }).toEqual({ status: 0, stderr: '' });
  expect(first.stdout.trim().split('\n')).toEqual([expect.stringMatching(/^中文语音包已生成：\d+ 段/)]);
  expect((await clips(data, { language: 'en' })).isWell).toBe(true);
  const { departments, windowLabels } = hallWords(data, { isSample: true, language: 'en' });
  for (const language of ['zh', 'en'] as const) {
    const wanted = vocabulary(language, departments, windowLabels).map(({ id }) => id);
    expect(Object.keys(manifestIn(join(data, 'voice', language))?.clips ?? {})).toEqual(wanted);
    expect(wanted.filter((id) => id.startsWith('department_')).length).toBe(departments.length);
  }
  expect(await clips(data, { isCheck: true, language: null })).toMatchObject({ isWell: true, lines: [/^The Chinese voice pack is whole/, /^The English voice pack is whole/].map((head) => expect.stringMatching(head)) });
  const said: string[] = [];
  expect(await ensureClips({ dataDir: data, isSample: true, language: 'en', log: (line) => said.push(line), engine: nobody })).toEqual({ rendered: [], reason: null });
  expect(said).toEqual([]);
});

test('arguments that are not understood', () => {
  const { status, stderr, stdout } = run(['--data', dataDir(), '--loud'], { LC_ALL: 'en_US.UTF-8' });
  expect([status, stderr.split('\n')[0], stdout]).toEqual([2, 'Unknown option “--loud”.', '']);
  const say = texts('en');
  const { unknownOption } = say.commandLine;
  for (const [args, option] of [[['--data'], '--data'], [['--data='], '--data'], [['--check=yes'], '--check'], [['render'], 'render'], [['--data', 'x', 'more'], 'more']] as const) {
    expect(readClipsCommand(args, say)).toBe(`${unknownOption({ option })}\n${say.voicePack.usage}`);
  }
  expect(readClipsCommand(['--language', 'fr'], say)).toBe(say.voicePack.languageUnknown({ value: 'fr' }));
  expect(readClipsCommand(['--data', 'd', '--language', 'en', '--check', '--import', 'f'], say)).toEqual({ data: 'd', language: 'en', isCheck: true, importFrom: 'f' });
  expect(readClipsCommand([], say)).toEqual({ data: 'data', language: null, isCheck: false, importFrom: null });
});

test('without espeak-ng the program names the package, and a start goes on without a voice', async () => {
  const data = dataDir();
  const { status, stderr, stdout } = run(['--data', data], { LC_ALL: 'zh_CN.UTF-8', PATH: root });
  expect([status, stderr.trim(), stdout]).toEqual([1, texts('zh').voicePack.engineFault.missing, '']);
  expect(stderr).toContain('apt-get install espeak-ng');
  const said: string[] = [];
  const outcome = await ensureClips({ dataDir: data, isSample: true, language: 'zh', log: (line) => said.push(line), engine: nobody });
  expect(outcome).toEqual({ rendered: [], reason: texts('zh').voicePack.engineFault.missing });
  expect(said).toEqual([expect.stringContaining('apt-get install espeak-ng')]);
  expect(existsSync(join(data, 'voice'))).toBe(false);
  expect((await ensureClips({ dataDir: data, isSample: true, language: 'en', log: () => undefined, engine: null })).reason).toBe(texts('en').voicePack.noEngine);
});

test('a start renders anew what no longer fits the hall, in its own hall’s words', async () => {
  const data = ownHall(() => undefined);
  const said: string[] = [];
  const start = () => ensureClips({ dataDir: data, isSample: false, language: 'en', log: (line) => said.push(line), engine: hum });
  expect(await start()).toEqual({ rendered: ['zh', 'en'], reason: null });
  expect(await start()).toEqual({ rendered: [], reason: null });
  expect(said).toEqual([texts('en').voicePack.rendering, texts('en').voicePack.renderedAll]);
  const catalogue = JSON.parse(readFileSync(join(data, 'catalogue.json'), 'utf8'));
  catalogue.departments[0].reading = 'ying4 ji2 ju2';
  writeFileSync(join(data, 'catalogue.json'), JSON.stringify(catalogue));
  expect(await start()).toEqual({ rendered: ['zh'], reason: null });
  writeFileSync(join(data, 'hall.json'), '{');
  expect((await start()).reason).toContain('hall.json');
});

test('departments that cannot be read are named, and readings that are none', async () => {
  const data = ownHall(({ departments: [first, second] }, catalogue) => {
    if (first && second) [first.name.zh, second.name.zh] = ['☃局', '☃'];
    const third = catalogue.departments[2];
    if (third) third.reading = 'Ying4';
  });
  const { isWell, lines } = await clips(data);
  const say = texts('en').voicePack;
  const name = hallWords(data, { isSample: false, language: 'en' }).departments[2]?.zh ?? '';
  expect([isWell, lines[0], ...lines.slice(2)]).toEqual([
    true, say.readingIgnored({ name, reading: 'Ying4' }), `  ${say.unreadCharacters({ name: '☃局', characters: '☃' })}`, `  ${say.unreadCharacters({ name: '☃', characters: '☃' })}`,
  ]);
});

test('a damaged clip is found and named; a pack with one is not imported; a whole one is, and stays', async () => {
  const [data, other] = [dataDir(), dataDir()];
  expect(await clips(data, { isCheck: true })).toEqual({ isWell: false, lines: [expect.stringContaining('has problems, 1 of them'), '  manifest.json is missing.'] });
  expect((await clips(data)).isWell).toBe(true);
  const from = join(root, 'recording');
  cpSync(join(data, 'voice/zh'), from, { recursive: true });
  const manifest = manifestIn(from);
  const { file } = manifest?.clips['hao4'] ?? { file: '' };
  const whole = readFileSync(join(from, file));
  writeFileSync(join(from, 'manifest.json'), JSON.stringify({ ...manifest, engine: 'recorded' }));
  writeFileSync(join(from, file), whole.subarray(0, 1000));

  const refused = await clips(other, { language: null, importFrom: from });
  expect([refused.isWell, refused.lines.at(-1), existsSync(join(other, 'voice'))]).toEqual([false, texts('en').voicePack.notImported, false]);
  expect(refused.lines).toContain(`  hao4: ${file} is not the file that the manifest describes.`);
  expect((await clips(other, { importFrom: from, isCheck: true })).isWell).toBe(false);
  expect((await clips(other, { importFrom: root, language: null })).lines).toEqual([texts('en').voicePack.importNeedsLanguage({ folder: root })]);

  writeFileSync(join(from, file), whole);
  expect((await clips(other, { importFrom: from, isCheck: true })).isWell).toBe(true);
  expect(existsSync(join(other, 'voice'))).toBe(false);
  expect(await clips(other, { language: null, importFrom: from })).toEqual({ isWell: true, lines: [expect.stringMatching(/^The Chinese voice pack was imported: \d+ clips/)] });
  expect((await clips(other)).lines).toEqual([texts('en').voicePack.recordedKept({ pack: 'The Chinese voice pack', folder: join(other, 'voice/zh') })]);
  expect(manifestIn(join(other, 'voice/zh'))?.engine).toBe('recorded');
});

test('a hall that has grown beyond its recording says so, and keeps it', async () => {
  const data = ownHall(() => undefined);
  await clips(data);
  const folder = join(data, 'voice/zh');
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ ...manifestIn(folder), engine: 'recorded', clips: {} }));
  const { isWell, lines } = await clips(data);
  expect([isWell, lines]).toEqual([false, [expect.stringContaining('is a recording and lacks')]]);
  const { rendered, reason } = await ensureClips({ dataDir: data, isSample: false, language: 'en', log: () => undefined, engine: hum });
  expect([rendered, reason]).toEqual([['en'], expect.stringContaining('is a recording and lacks')]);
});
