// Watches one process that `say` started: every way in which it can end settles once, and none ends this process.
import type { ChildProcess } from 'node:child_process';

/** How a run ended; `output` is what it printed, as far as it was kept. */
export type RunEnd = (error: Error | null, output: string) => void;

/** Kept of what a program prints, characters; the rest is read and thrown away. */
const keptCharacters = 64_000;
/** How long the last words of a process that has ended are waited for: a grandchild may hold its pipes for ever. */
const lastWordsMs = 200;

/**
 * `begin` starts the process and `childOf` names it. What `say` itself calls back is only heard while there is no process:
 * it takes the first word on standard error for a failure, and exit codes for none.
 */
export function supervise(begin: (refused: (error: Error | null) => void) => void, childOf: () => ChildProcess | null, end: RunEnd): void {
  let hasEnded = false;
  const settle: RunEnd = (error, output) => {
    if (hasEnded) return;
    hasEnded = true;
    end(error, output);
  };
  let child: ChildProcess | null = null;
  try {
    begin((error) => {
      if (!child) settle(error, '');
    });
    child = childOf();
    if (child) watch(child, settle);
  } catch (error) {
    // Without memory or file handles `spawn` leaves half a process behind, whose `error` is still to come.
    childOf()?.on('error', () => undefined);
    settle(error instanceof Error ? error : new Error(String(error)), '');
  }
}

function watch(child: ChildProcess, settle: RunEnd): void {
  let output = '';
  let complaint = '';
  child.on('error', (error) => settle(error, output));
  for (const stream of [child.stdin, child.stdout, child.stderr]) stream?.on('error', () => undefined);
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output = (output + text).slice(0, keptCharacters);
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(0, 500);
  });
  const ended = (code: number | null, signal: NodeJS.Signals | null): void => {
    const failure = `${child.spawnfile} ended with ${signal ?? code ?? 'nothing'}`;
    settle(code === 0 ? null : new Error(complaint.trim() === '' ? failure : `${failure}: ${complaint.trim()}`), output);
  };
  child.once('close', ended);
  child.once('exit', (code, signal) => setTimeout(() => ended(code, signal), lastWordsMs).unref());
}
