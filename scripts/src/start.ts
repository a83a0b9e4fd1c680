// `npm start -- --port N --data DIR`: the sample hall on one page. Ends cleanly on SIGTERM and SIGINT, leaves no process.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { systemEngine } from '@hallcall/hardware-voice';
import { FolderRefused, makeFolder } from '@hallcall/host';
import { languageFromEnvironment, texts } from '@hallcall/text';
import { bootHall } from './hall/boot-hall.ts';
import { ensureClips } from './hall/ensure-clips.ts';
import { ensurePages } from './hall/ensure-pages.ts';

const language = languageFromEnvironment(process.env);
const say = texts(language).commandLine;
const options = { port: { type: 'string', default: '7000' }, data: { type: 'string', default: 'data' } } as const;
const { values, tokens } = parseArgs({ options, strict: false, tokens: true });
if (process.argv.slice(2).some((word) => word === '--help' || word === '-h')) {
  console.log(say.startUsage);
  process.exit(0);
}
for (const token of tokens) {
  const isKnown = token.kind === 'option' && Object.hasOwn(options, token.name) && token.value !== undefined;
  if (!isKnown) fail(say.unknownOption({ option: token.kind === 'option' ? token.rawName : String(process.argv[token.index + 2]) }), 2);
}
/** A part that keeps ending is a fault that starting again does not mend. */
const mostRestarts = 10;
const given = String(values.port);
const port = Number(given);
const data = resolve(String(values.data));

if (!Number.isInteger(port) || port < 0 || port > 65_535) fail(say.portInvalid({ value: given }), 2);
try {
  makeFolder(data, 0o700);
} catch (error) {
  refuse(error);
}

/** 150 mm a second, as a real ticket printer does. */
const printerArgs = ['--speed', '1200'];
const hall = await bootHall({ port, data, dist: await ensurePages(), printerArgs }).catch(refuse);
console.log(say.ready({ url: hall.url }));
console.log(say.readyHint);
// Displays and the speaker ask for clips until they are there: the hall does not wait for its voice.
const voice = ensureClips({ dataDir: data, isSample: true, language, log: (sentence) => console.log(sentence), engine: systemEngine(process.platform) });

let isStopping = false;
let restarts = 0;
const stop = (exitCode: number) => {
  if (isStopping) return;
  isStopping = true;
  void end(exitCode);
};
async function end(exitCode: number): Promise<never> {
  const codes = await hall.stop();
  const isClean = exitCode === 0 && codes.every((code) => code === 0);
  if (isClean) console.log(say.stopped);
  process.exit(isClean ? 0 : 1);
}
process.on('SIGTERM', () => stop(0));
process.on('SIGINT', () => stop(0));
const simulators = [hall.printer, hall.led, hall.speaker, hall.reader];
await Promise.all([voice, watch('hub'), watch('agent'), ...simulators.map(({ name, ended }) => ended.then((code) => lost(name, code)))]).catch((error: unknown) => {
  console.error(String(error));
  stop(1);
});

/** A part that ends by itself is started again: its state is on disk. */
async function watch(part: 'hub' | 'agent'): Promise<void> {
  for (;;) {
    const code = await hall[part].ended;
    if (isStopping) return;
    restarts += 1;
    if (restarts > mostRestarts) return lost(part, code);
    console.error(say.childExited({ program: part, code: code ?? -1 }));
    await hall.restart(part);
    console.error(say.childRestarted({ program: part }));
  }
}

function lost(part: string, code: number | null): void {
  if (isStopping) return;
  console.error(say.childExited({ program: part, code: code ?? -1 }));
  stop(1);
}

/** A folder or a file of the data that cannot be written is told in words; what a part said stands as it is. */
function refuse(error: unknown): never {
  const isOfSystem = error instanceof FolderRefused || (error instanceof Error && 'code' in error && 'path' in error);
  if (isOfSystem) fail(say.folderUnwritable({ folder: data }), 1);
  fail(error instanceof Error ? error.message : String(error), 1);
}

function fail(sentence: string, code: number): never {
  console.error(sentence);
  process.exit(code);
}
