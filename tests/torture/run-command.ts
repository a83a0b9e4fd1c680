// The command as somebody at a terminal runs it.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import type { Result } from './result.ts';

export type Ran = { readonly code: number; readonly lines: readonly string[]; readonly complaint: string; readonly result: Result | null };

export function runCommand(...args: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], (error, stdout, stderr) => {
      const lines = stdout.trimEnd().split('\n');
      const last = lines.at(-1) ?? '';
      const result = last.startsWith('{') ? (JSON.parse(last) as Result) : null;
      resolve({ code: error === null ? 0 : Number(error.code), lines, complaint: stderr, result });
    });
  });
}
