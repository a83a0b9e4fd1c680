// Looks through the whole database once the hub is ready. A hub must not go on writing into a damaged file.
import { Worker } from 'node:worker_threads';

export type QuickCheck = { readonly close: () => Promise<void> };

/** Calls `damaged` with SQLite's own words when the file is not sound. */
export function watchDatabase(file: string, damaged: (reason: string) => void): QuickCheck {
  const worker = new Worker(new URL('./quick-check-worker.ts', import.meta.url), { workerData: file });
  worker.on('error', (error) => damaged(String(error)));
  worker.unref();
  return { close: async () => void (await worker.terminate()) };
}
