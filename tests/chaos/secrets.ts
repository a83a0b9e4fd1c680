// Looks for bytes that must be nowhere: in every file of a folder, in every form in which a program might have written them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Secret = { readonly name: string; readonly bytes: Buffer };

/** A number of an ID card: as text in a file, and as it comes from the reader. */
export const numberSecret = (number: string): Secret[] => [
  { name: 'number', bytes: Buffer.from(number) }, { name: 'number', bytes: Buffer.from(number, 'utf16le') },
];

/** Raw, in hexadecimal, in base64 (wherever it is cut: without what the padding depends on). */
export const rawSecret = (name: string, bytes: Buffer): Secret[] => {
  const base64 = bytes.toString('base64').replaceAll('=', '').slice(0, -1);
  const forms = [bytes, Buffer.from(bytes.toString('hex')), Buffer.from(bytes.toString('hex').toUpperCase()), Buffer.from(base64), Buffer.from(base64.replaceAll('+', '-').replaceAll('/', '_'))];
  return forms.map((form) => ({ name, bytes: form }));
};

/** `name in path`, each once, sorted; paths are relative to the folder. */
export function findSecrets(folder: string, secrets: readonly Secret[]): string[] {
  const found = new Set<string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const content = readFileSync(path);
    for (const { name, bytes } of secrets) if (content.includes(bytes)) found.add(`${name} in ${path.slice(folder.length + 1)}`);
  }
  return [...found].toSorted();
}
