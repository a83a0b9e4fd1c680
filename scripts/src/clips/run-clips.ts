// Renders, checks or imports the voice packs of the hall in DATA, and says what came of it.
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { checkPack, importPack, packState, renderPack, SpeechError, type SpeechEngine } from '@hallcall/hardware-voice';
import type { Language, Texts } from '@hallcall/text';
import { readManifest, vocabulary, type ClipToken } from '@hallcall/voice';
import type { HallWords } from '../hall/hall-words.ts';
import type { ClipsCommand } from './clips-command.ts';
import { megabytes, problemLines, unreadLines } from './pack-report.ts';

export type ClipsDeps = {
  readonly command: ClipsCommand;
  readonly words: HallWords;
  readonly engine: SpeechEngine | null;
  readonly say: Texts;
  readonly print: (line: string) => void;
  /** Milliseconds that only grow. */
  readonly now: () => number;
};
type Target = { readonly language: Language; readonly pack: string; readonly folder: string; readonly tokens: readonly ClipToken[] };

/** True when everything is as it should be. */
export async function runClips(deps: ClipsDeps): Promise<boolean> {
  const { command, words, say, print } = deps;
  if (command.importFrom !== null) return importFrom(deps, resolve(command.importFrom));
  const targets = (command.language === null ? (['zh', 'en'] as const) : [command.language]).map((language) => targetOf(deps, language));
  if (command.isCheck) return checkAll(deps, targets);
  for (const ignored of words.ignoredReadings) print(say.voicePack.readingIgnored(ignored));
  return render(deps, targets);
}

function targetOf({ command, words, say }: ClipsDeps, language: Language): Target {
  const folder = join(resolve(command.data), 'voice', language);
  return { language, folder, pack: say.voicePack.name[language], tokens: vocabulary(language, words.departments, words.windowLabels) };
}

async function render(deps: ClipsDeps, targets: readonly Target[]): Promise<boolean> {
  const { engine, say, print } = deps;
  let isWell = true;
  const own: Target[] = [];
  for (const target of targets) {
    const state = await packState(target.folder, { ...target, engine: engine?.id ?? '' });
    if (state.kind !== 'recorded') own.push(target);
    else if (state.missing.length === 0) print(say.voicePack.recordedKept(target));
    else {
      isWell = false;
      print(say.voicePack.recordedLacks({ ...target, count: state.missing.length }));
    }
  }
  if (own.length === 0) return isWell;
  if (!engine) throw new Error(say.voicePack.noEngine);
  const { languages, reason } = await engine.probe();
  if (reason !== null || own.some(({ language }) => !languages.includes(language))) throw new SpeechError(reason ?? 'noVoice', engine.id);
  for (const target of own) await renderOne(deps, engine, target);
  return isWell;
}

async function renderOne({ say, print, now, words }: ClipsDeps, engine: SpeechEngine, target: Target): Promise<void> {
  const startedAt = now();
  const { manifest, bytes, unread } = await renderPack({ ...target, engine });
  const figures = { clips: Object.keys(manifest.clips).length, megabytes: megabytes(bytes), seconds: ((now() - startedAt) / 1000).toFixed(1) };
  print(say.voicePack.rendered({ ...target, ...figures }));
  for (const line of unreadLines(say, unread, words)) print(line);
}

async function checkAll(deps: ClipsDeps, targets: readonly Target[]): Promise<boolean> {
  let isWell = true;
  for (const target of targets) isWell = (await check(deps, target.folder, target)) && isWell;
  return isWell;
}

/** Looks at the pack in `folder`, wherever it lies. */
async function check({ say, print }: ClipsDeps, folder: string, target: Target): Promise<boolean> {
  const problems = await checkPack(folder, target);
  if (problems.length === 0) print(say.voicePack.whole({ pack: target.pack, clips: target.tokens.length, folder }));
  else for (const line of [say.voicePack.faulty({ pack: target.pack, folder, count: problems.length }), ...problemLines(say, problems)]) print(line);
  return problems.length === 0;
}

async function importFrom(deps: ClipsDeps, from: string): Promise<boolean> {
  const { command, say, print } = deps;
  const language = command.language ?? (await languageOf(from));
  if (language === null) {
    print(say.voicePack.importNeedsLanguage({ folder: from }));
    return false;
  }
  const target = targetOf(deps, language);
  if (command.isCheck) return check(deps, from, target);
  const imported = await importPack(from, target.folder, target);
  if (imported.ok) print(say.voicePack.imported({ ...target, clips: imported.clips, megabytes: megabytes(imported.bytes) }));
  else {
    const head = say.voicePack.faulty({ pack: target.pack, folder: from, count: imported.problems.length });
    for (const line of [head, ...problemLines(say, imported.problems), say.voicePack.notImported]) print(line);
  }
  return imported.ok;
}

/** As its manifest says; null when that cannot be read. */
async function languageOf(folder: string): Promise<Language | null> {
  try {
    return readManifest(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')))?.language ?? null;
  } catch {
    return null;
  }
}
