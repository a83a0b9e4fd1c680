// A trace of the hub's system calls: replies and views that left before the sync of their commit.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readTrace, traceOptions } from '../../chaos/trace.ts';
import { finding, type Finding } from '../findings.ts';
import type { TortureHall } from '../hall.ts';
import { attach } from './attach.ts';

export type Traced = { readonly found: readonly Finding[]; /** Replies of accepted commands, and views, that left. */ readonly left: number };

/** Traces until `end`, or until the hub dies. */
export async function traceHub({ hub, data }: TortureHall): Promise<{ readonly end: () => Promise<Traced> }> {
  const file = join(data, 'trace.txt');
  const { detach } = await attach(hub().pid, [...traceOptions, '-o', file]);
  return {
    async end() {
      await detach();
      const { tooEarly, replies, views } = readTrace(readFileSync(file, 'utf8'));
      rmSync(file);
      return { found: tooEarly.map((line) => finding('unsynced', line)), left: replies + views };
    },
  };
}
