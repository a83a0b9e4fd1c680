// A hub as it is installed: DATA/hall.json and DATA/catalogue.json, no sample, nobody known yet.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hubDefaults, type HubOptions } from '../options.ts';
import { sampleSource } from '../sample/sample-hall.ts';
import { startHub, type Hub } from '../start-hub.ts';
import { morning, temporaryFolder, testClock, type TestClock } from './test-hub.ts';

export type PlainHub = { readonly hub: Hub; readonly data: string; readonly clock: TestClock; readonly setupCode: string };

/** Writes both documents of a hall; `change` may spoil them first. */
export function writeHall(folder: string, change: (hall: Record<string, unknown>) => void = () => undefined): void {
  const source = sampleSource();
  const hall: Record<string, unknown> = { ...structuredClone(source.hall), hallId: 'plain' };
  change(hall);
  writeFileSync(join(folder, 'hall.json'), JSON.stringify(hall));
  writeFileSync(join(folder, 'catalogue.json'), source.catalogueText);
}

export async function startPlainHub(data = temporaryFolder(), more: Partial<HubOptions> = {}, clock = testClock(morning)): Promise<PlainHub> {
  const hub = await startHub({ ...hubDefaults, data, port: 0, clock, tickMs: null, quickCheck: false, pinCost: 1024, ...more });
  const setupCode = /[\w-]{16}/.exec(hub.notices.find((notice) => notice.includes('ode:')) ?? '')?.[0] ?? '';
  return { hub, data, clock, setupCode };
}
