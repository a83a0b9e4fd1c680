// Reads a pack whole and looks at every byte of it. What is imported is what was looked at: files are read once.
import { hash } from 'node:crypto';
import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Language } from '@hallcall/domain';
import { decodeWav, mixRate, peakOf, readManifest, type ClipId, type ClipToken, type Manifest, type ManifestClip } from '@hallcall/voice';
import { isPlainFormat } from './plain-format.ts';
import type { PackProblem } from './pack-problem.ts';

export const manifestFile = 'manifest.json';
/** Ten times the longest sentence. */
const mostBytes = 10_000_000;
/** A clip that nowhere reaches this is silence. */
const silentPeak = 0.003;

/** A pack as it lies there; `manifest` is null when it cannot be read. */
export type PackReading = {
  readonly manifest: Manifest | null;
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly problems: readonly PackProblem[];
};
export type PackWanted = {
  readonly language: Language;
  /** What the pack must hold: `vocabulary(…)` of the hall. */
  readonly tokens: readonly Pick<ClipToken, 'id'>[];
};

/** Everything that is wrong with the pack in `folder`; empty when it is whole. Never rejects for a bad pack. */
export async function checkPack(folder: string, wanted: PackWanted): Promise<readonly PackProblem[]> {
  return (await readPack(folder, wanted)).problems;
}

export async function readPack(folder: string, { language, tokens }: PackWanted): Promise<PackReading> {
  const read = await manifestIn(folder);
  if ('problem' in read) return { manifest: null, files: new Map(), problems: [read.problem] };
  const { manifest } = read;
  const files = new Map<string, Uint8Array>();
  const problems: PackProblem[] = manifest.language === language ? [] : [{ code: 'manifest.otherLanguage', file: manifestFile }];
  problems.push(...takenNames(manifest));
  for (const [clip, entry] of Object.entries(manifest.clips)) {
    const bytes = files.get(entry.file) ?? (await bytesOf(folder, entry.file));
    if (typeof bytes !== 'string') files.set(entry.file, bytes);
    const code = typeof bytes === 'string' ? bytes : clipProblem(bytes, entry);
    if (code !== null) problems.push({ code, clip, file: entry.file });
  }
  problems.push(...tokens.filter(({ id }) => !Object.hasOwn(manifest.clips, id)).map(({ id }) => ({ code: 'clip.missing', clip: id }) as const));
  return { manifest, files, problems };
}

/** The manifest of the pack in `folder`, or why there is none. */
export async function manifestIn(folder: string): Promise<{ readonly manifest: Manifest } | { readonly problem: PackProblem }> {
  const file = manifestFile;
  const text = await readFile(join(folder, file), 'utf8').catch(() => null);
  if (text === null) return { problem: { code: 'manifest.missing', file } };
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { problem: { code: 'manifest.notJson', file } };
  }
  const manifest = readManifest(json);
  return manifest === null ? { problem: { code: 'manifest.badShape', file } } : { manifest };
}

/** One file may serve two clips; two files may not differ in capitals only. */
function takenNames({ clips }: Manifest): PackProblem[] {
  const byLowerCase = new Map<string, string>([[manifestFile, '']]);
  return Object.entries(clips).flatMap(([clip, { file }]) => {
    const owner = byLowerCase.get(file.toLowerCase());
    if (owner === undefined) byLowerCase.set(file.toLowerCase(), file);
    return owner === undefined || owner === file ? [] : [{ code: 'file.nameTaken', clip, file } as const];
  });
}

type FileProblem = Extract<PackProblem, { readonly file: string; readonly clip: ClipId }>['code'];

async function bytesOf(folder: string, file: string): Promise<Uint8Array | FileProblem> {
  const path = join(folder, file);
  const found = await lstat(path).catch(() => null);
  if (!found) return 'file.missing';
  if (!found.isFile()) return 'file.notPlain';
  if (found.size > mostBytes) return 'file.tooLarge';
  return readFile(path).catch(() => 'file.missing' as const);
}

function clipProblem(bytes: Uint8Array, { sha256 }: ManifestClip): FileProblem | null {
  if (hash('sha256', bytes) !== sha256.toLowerCase()) return 'file.changed';
  const wav = decodeWav(bytes);
  if (!wav.ok) return wav.problem === 'format' ? 'file.otherFormat' : 'file.damaged';
  if (wav.pcm.rate !== mixRate || !isPlainFormat(bytes)) return 'file.otherFormat';
  return peakOf(wav.pcm.samples) < silentPeak ? 'file.silent' : null;
}
