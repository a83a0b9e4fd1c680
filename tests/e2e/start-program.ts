// A program of the hall that a test starts by itself, with what it said so far.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { until } from '../chaos/until.ts';

const root = new URL('../../', import.meta.url).pathname;

export type Program = {
  readonly said: () => string;
  /** Resolves with what the program said once `pattern` stands in it. */
  readonly says: (pattern: RegExp) => Promise<RegExpExecArray>;
  /** SIGTERM; resolves with the exit code. */
  readonly stop: () => Promise<number | null>;
};

/** `script` is relative to the project's root. */
export function startProgram(script: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Program {
  const child = spawn(process.execPath, [`${root}${script}`, ...args], { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  let text = '';
  const ended = once(child, 'close');
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => void (text += chunk.toString('utf8')));
  return {
    said: () => text,
    async says(pattern) {
      const found = await until(() => pattern.exec(text), (match) => match !== null || child.exitCode !== null);
      if (found === null) throw new Error(`the program ended: ${text}`);
      return found;
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
      return child.exitCode;
    },
  };
}
