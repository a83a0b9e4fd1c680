import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { FolderRefused, makeFolder } from './make-folder.ts';

const root = mkdtempSync(join(tmpdir(), 'hallcall-folder-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const refusal = (folder: string): unknown => {
  try {
    makeFolder(folder, 0o700);
  } catch (error) {
    if (error instanceof FolderRefused) return { folder: error.folder, code: error.code };
    throw error;
  }
  return null;
};

test('what is missing is made, with its mode; what is there stays', () => {
  const folder = join(root, 'a/b/c');
  makeFolder(folder, 0o700);
  expect([folder, join(root, 'a')].map((path) => statSync(path).mode & 0o777)).toEqual([0o700, 0o700]);
  makeFolder(folder, 0o755);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  symlinkSync(folder, join(root, 'link'));
  makeFolder(join(root, 'link/d'), 0o700);
  expect(readdirSync(folder)).toEqual(['d']);
});

test('a file in the way, a name that is too long, a link to nowhere: refused, and nothing is left behind', () => {
  const file = join(root, 'file');
  writeFileSync(file, 'kept');
  expect([refusal(file), refusal(join(file, 'x'))]).toEqual([{ folder: file, code: 'ENOTDIR' }, { folder: join(file, 'x'), code: 'ENOTDIR' }]);
  const long = join(root, 'new/folder', 'x'.repeat(300));
  expect([refusal(long), existsSync(join(root, 'new'))]).toEqual([{ folder: long, code: 'ENAMETOOLONG' }, false]);
  symlinkSync(join(root, 'gone'), join(root, 'dangling'));
  expect(refusal(join(root, 'dangling/x'))).toMatchObject({ code: 'EEXIST' });
});

// In a process of its own, which can be ended: Node's recursive mkdir spins there for ever.
test('a file system that has no room for folders answers at once', () => {
  const script = `import { makeFolder } from '${new URL('./make-folder.ts', import.meta.url).href}';
    for (const folder of ['/proc/x', '/proc/x/y', '/sys/x']) try { makeFolder(folder, 0o700) } catch (error) { console.log(error.name, error.folder) }`;
  const { stdout, signal } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8', timeout: 20_000 });
  expect([signal, stdout.trim().split('\n')]).toEqual([null, ['FolderRefused /proc/x', 'FolderRefused /proc/x/y', 'FolderRefused /sys/x']]);
});
