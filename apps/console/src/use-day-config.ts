// The configuration of another day: its names and prices.
import type { HubConfig } from '@hallcall/client';
import { useConfigs } from '@hallcall/client/react';
import { useNames, type Names } from '@hallcall/ui';
import { useConsole } from './console-context.tsx';

export type DayConfig = { readonly config: HubConfig; readonly names: Names; /** False: it is gone, and these are today's. */ readonly isOfDay: boolean };

/** Today's until the other one is there. `version` null: today's. */
export function useDayConfig(version: number | null): DayConfig {
  const { config: current } = useConsole();
  const wanted = version ?? current.version;
  const known = useConfigs(wanted === current.version ? [] : [wanted]);
  const found = wanted === current.version ? current : known.get(wanted);
  const config = found ?? current;
  return { config, names: useNames(config), isOfDay: found !== null };
}
