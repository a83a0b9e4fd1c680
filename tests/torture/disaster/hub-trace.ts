// A trace of the hub's system calls: replies and views that left before the sync of their commit.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readTrace, traceOptions } from '../../chaos/trace.ts';
import { finding, type Finding } from '../findings.ts';
import type { TortureHall } from '../hall.ts';
import { attach } from './attach.ts';

/** Traces until `end`, or until the hub dies. */
export async function traceHub({ hub, data }: TortureHall): Promise<{ readonly end: () => Promise<readonly Finding[]> }> {
  const file = join(data, 'trace.txt');
  const { detach } = await attach(hub().pid, [...traceOptions, '-o', file]);
  return {
    async end() {
      await detach();
      const { tooEarly } = readTrace(readFileSync(file, 'utf8'));
      rmSync(file);
      return tooEarly.map((line) => finding('unsynced', line));
    },
  };
}
