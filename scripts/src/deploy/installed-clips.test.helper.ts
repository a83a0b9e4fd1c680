// A hall that is spoken quickly, what its pack holds, and an installed command with the disk and the user that it would find.
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { HallSource } from '@hallcall/hub/hall';
import { decodeWav, peakOf, readManifest } from '@hallcall/voice';

/** Writes the examples of a package into `data`, cut down to the first department and one window. */
export function oneWindowHall(examples: string, data: string): void {
  const read = (name: string): string => readFileSync(join(examples, name), 'utf8');
  // The package's own example.
  const hall = JSON.parse(read('hall.json')) as HallSource['hall'];
  const departments = hall.departments.slice(0, 1);
  const items = hall.items.filter(({ department }) => department === departments[0]?.id);
  const queues = hall.queues.filter(({ id }) => items.some(({ queue }) => queue === id));
  const served = hall.windows.map((window) => ({ ...window, queues: window.queues.filter(({ queue }) => queues.some(({ id }) => id === queue)) }));
  const windows = served.filter((window) => window.queues.length > 0).slice(0, 1);
  mkdirSync(data);
  writeFileSync(join(data, 'hall.json'), JSON.stringify({ ...hall, departments, items, queues, windows, chains: [], payment: null, bookings: null }));
  writeFileSync(join(data, 'catalogue.json'), read('catalogue.json'));
}

/** The clips of the pack in `folder`, and how one of them sounds: `isLong` is half a second at 48 kHz. Throws when it cannot be read. */
export function packIn(folder: string, clip: string): { readonly clips: readonly string[]; readonly rate: number; readonly isLong: boolean; readonly isLoud: boolean } {
  const { clips = {} } = readManifest(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))) ?? {};
  const wav = decodeWav(readFileSync(join(folder, clips[clip]?.file ?? '')));
  if (!wav.ok) throw new Error(`${clip}: ${wav.problem}`);
  const { rate, samples } = wav.pcm;
  return { clips: Object.keys(clips), rate, isLong: samples.length > 24_000, isLoud: peakOf(samples) > 0.1 };
}

/**
 * A command of /usr/bin, its programs taken from that disk and its folder of data replaced. On `path` stands a `runuser`
 * that says for whom it was asked and changes no user: the disk's users are not this machine's.
 */
export function commandAsUser(disk: string, name: string, { data, work }: { readonly data: string; readonly work: string }): { readonly command: string; readonly path: string } {
  const bin = join(work, 'bin');
  mkdirSync(bin);
  const script = readFileSync(join(disk, 'usr/bin', name), 'utf8').replaceAll('/usr/lib/', `${disk}/usr/lib/`).replaceAll('/var/lib/hallcall', data);
  const asked = '#!/bin/sh\n[ "$1" = -u ] && [ "$3" = -- ] || exit 2\necho "as $2"\nshift 3\nexec "$@"\n';
  for (const [file, text] of [[name, script], ['runuser', asked]] as const) {
    writeFileSync(join(bin, file), text);
    chmodSync(join(bin, file), 0o755);
  }
  return { command: join(bin, name), path: [bin, '/usr/bin', '/bin'].join(delimiter) };
}
