// `npm run kiosk [-- --page display --url URL | --agent URL]`: the page over the whole screen, in Electron's locked shell where there
// is an Electron, else in Chromium. Says which; ends with it, and ends it.
import { spawn } from 'node:child_process';
import { FolderRefused, makeFolder } from '@hallcall/host';
import { languageFromEnvironment, texts } from '@hallcall/text';
import { chromiumArgs } from './kiosk/chromium-args.ts';
import { ensureShell } from './kiosk/ensure-shell.ts';
import { findChromium, findElectron } from './kiosk/find-program.ts';
import { readKioskOptions } from './kiosk/kiosk-options.ts';

const words = texts(languageFromEnvironment(process.env));
const say = words.shell.command;
const options = readKioskOptions(process.argv.slice(2), process.env, words);
if (typeof options === 'string') fail(options, 2);
if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) fail(say.noScreen, 1);

const electron = findElectron(process.env);
const chromium = findChromium(process.env);
if (electron.isThere) {
  console.log(say.withElectron({ program: electron.path, url: options.url }));
  open(electron.path, [await ensureShell(), ...options.shellArgs]);
} else if (chromium.isThere) {
  makeProfile(options.profile);
  await untilThere(options.url);
  console.log(say.withChromium({ program: chromium.path, url: options.url }));
  open(chromium.path, chromiumArgs(options, process.getuid?.() === 0));
} else {
  fail(say.nothingToOpen({ electron: electron.path, chromium: chromium.path }), 1);
}

function makeProfile(folder: string): void {
  try {
    makeFolder(folder, 0o700);
  } catch (error) {
    if (!(error instanceof FolderRefused)) throw error;
    fail(words.commandLine.folderNotMade(error), 1);
  }
}

/** Chromium alone shows visitors an error of its own when nobody answers, and does not try again. */
async function untilThere(url: string): Promise<void> {
  for (let tries = 0; !(await answers(url)); tries += 1) {
    if (tries === 0) console.log(say.waiting({ url }));
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

async function answers(url: string): Promise<boolean> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(3_000) }).catch(() => null);
  await answer?.body?.cancel();
  return answer?.ok === true;
}

/** Lives and ends with the program. */
function open(program: string, args: readonly string[]): void {
  const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 0));
  child.on('error', (error) => fail(error.message, 1));
}

function fail(sentence: string, code: number): never {
  console.error(sentence);
  process.exit(code);
}
