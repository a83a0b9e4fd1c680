// `npm run package`: out/hallcall-hub_VERSION_ARCH.deb and its two companions. `--out DIR`; `--fast` does not compress.
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { FolderRefused, makeFolder } from '@hallcall/host';
import { languageFromEnvironment, texts } from '@hallcall/text';
import { makePackages } from './deploy/make-packages.ts';
import { root } from './deploy/root.ts';

const say = texts(languageFromEnvironment(process.env)).commandLine;
const options = { out: { type: 'string', default: `${root}out` }, fast: { type: 'boolean', default: false } } as const;
const { values, tokens } = parseArgs({ options, strict: false, tokens: true });
for (const token of tokens) {
  const isKnown = token.kind === 'option' && Object.hasOwn(options, token.name) && (token.name === 'fast') === (token.value === undefined);
  if (!isKnown) fail(say.unknownOption({ option: token.kind === 'option' ? token.rawName : String(process.argv[token.index + 2]) }), 2);
}
if (spawnSync('dpkg-deb', ['--version']).error) fail(say.packagesNeeded({ command: 'apt-get install dpkg' }), 1);

const out = resolve(String(values.out));
try {
  makeFolder(out, 0o755);
} catch (error) {
  if (!(error instanceof FolderRefused)) throw error;
  fail(say.folderNotMade(error), 1);
}

console.log(say.packaging);
const made = await makePackages({ out, compression: values.fast === true ? 'none' : 'xz', builtAt: builtAt() });
for (const { file, bytes, installedBytes } of made) console.log(say.packaged({ file, megabytes: megabytes(bytes), installed: megabytes(installedBytes) }));

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

/** The same sources give the same files: the time is that of the last commit, or what SOURCE_DATE_EPOCH says. */
function builtAt(): number {
  const given = process.env['SOURCE_DATE_EPOCH'] ?? spawnSync('git', ['-C', root, 'log', '-1', '--format=%ct'], { encoding: 'utf8' }).stdout;
  return Number(given) || Math.floor(Date.now() / 1_000);
}

function fail(sentence: string, code: number): never {
  console.error(sentence);
  process.exit(code);
}
