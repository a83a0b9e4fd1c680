// `npm run clips -- --data DIR [--language zh|en] [--check] [--import FOLDER]`: the voice of the hall in DIR. Exit 0 when all
// is well, 1 when something is missing or failed, 2 when the command is not understood.
import { resolve } from 'node:path';
import { SpeechError, systemEngine } from '@hallcall/hardware-voice';
import { FolderRefused } from '@hallcall/host';
import { problemText, Refusal } from '@hallcall/hub/hall';
import { languageFromEnvironment, texts } from '@hallcall/text';
import { readClipsCommand } from './clips/clips-command.ts';
import { runClips } from './clips/run-clips.ts';
import { hallWords } from './hall/hall-words.ts';

const language = languageFromEnvironment(process.env);
const say = texts(language);
const command = readClipsCommand(process.argv.slice(2), say);
if (typeof command === 'string') fail([command], 2);
try {
  const words = hallWords(resolve(command.data), { isSample: false, language });
  const isWell = await runClips({ command, words, engine: systemEngine(process.platform), say, print: console.log, now: () => performance.now() });
  process.exitCode = isWell ? 0 : 1;
} catch (error) {
  fail(sentences(error), 1);
}

function sentences(error: unknown): string[] {
  if (error instanceof SpeechError) return [say.voicePack.engineFault[error.fault], ...(error.fault === 'missing' ? [] : [`(${error.message})`])];
  if (error instanceof Refusal) return problemText(error.problem, language);
  if (error instanceof FolderRefused) return [say.voicePack.folderUnwritable(error)];
  if (error instanceof Error && 'code' in error && 'path' in error) return [say.voicePack.folderUnwritable({ folder: String(error.path) })];
  return [error instanceof Error ? error.message : String(error)];
}

function fail(lines: readonly string[], code: number): never {
  for (const line of lines) console.error(line);
  process.exit(code);
}
