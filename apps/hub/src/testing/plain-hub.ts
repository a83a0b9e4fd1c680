// A hub as it is installed: DATA/hall.json and DATA/catalogue.json, no sample, nobody known yet.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { importCatalogueText } from '@hallcall/catalogue';
import { hubDefaults, type HubOptions } from '../options.ts';
import { sampleConfig } from '../sample/sample-config.ts';
import { startHub, type Hub } from '../start-hub.ts';
import { morning, temporaryFolder, testClock, type TestClock } from './test-hub.ts';

export type PlainHub = { readonly hub: Hub; readonly data: string; readonly clock: TestClock; readonly setupCode: string };

const catalogueFile = createRequire(import.meta.url).resolve('@hallcall/catalogue/sample');

/** Writes both documents of a hall; `change` may spoil them first. */
export function writeHall(folder: string, change: (hall: Record<string, unknown>) => void = () => undefined): void {
  const text = readFileSync(catalogueFile, 'utf8');
  const imported = importCatalogueText(text);
  if (!imported.ok) throw new Error('the sample catalogue is broken');
  const hall: Record<string, unknown> = { ...sampleConfig(imported.catalogue), hallId: 'plain' };
  change(hall);
  writeFileSync(join(folder, 'hall.json'), JSON.stringify(hall));
  writeFileSync(join(folder, 'catalogue.json'), text);
}

export async function startPlainHub(data = temporaryFolder(), more: Partial<HubOptions> = {}, clock = testClock(morning)): Promise<PlainHub> {
  const hub = await startHub({ ...hubDefaults, data, port: 0, clock, tickMs: null, quickCheck: false, pinCost: 1024, ...more });
  const setupCode = /[\w-]{16}/.exec(hub.notices.find((notice) => notice.includes('ode:')) ?? '')?.[0] ?? '';
  return { hub, data, clock, setupCode };
}
