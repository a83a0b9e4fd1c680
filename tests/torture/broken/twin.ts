// How hub and agents are started when one protection is off.
import type { Field } from '../findings.ts';
import type { Load } from '../hall.ts';
import type { Break, TortureOptions } from '../options.ts';
import type { Means } from '../plan.ts';

/** The program as it is. */
export const sound: Load = { nodeArgs: [], env: {} };

/** The product's programs as they are (the hub with the hall of the torture), or one of them without a protection. */
export function loadsOf({ broken, keepsIndexes }: TortureOptions): { readonly hub: Load; readonly agent: Load } {
  if (broken === null) return { hub: twinLoad('limits'), agent: sound };
  const twin = keepsIndexes ? 'rule' : broken;
  return broken === 'band' ? { hub: twinLoad('limits'), agent: twinLoad(twin) } : { hub: twinLoad('limits', twin), agent: sound };
}

/** Names of the replacements. */
export const twinLoad = (...names: readonly string[]): Load => ({ nodeArgs: ['--import', new URL('loader.ts', import.meta.url).href], env: { TORTURE_TWIN: names.join('+') } });

/** What each protection keeps at zero. A run without it goes on until this one is found, whatever else comes first. */
export const fieldOf = { dedupe: 'doubled', order: 'starved', constraint: 'doubled', sync: 'unsynced', band: 'doubled' } as const satisfies Record<Break, Field>;

/** What a twin needs to show itself soon: kiosks and a hub that is away, a trace, or nothing but commands. */
export function meansFor({ broken }: TortureOptions, means: Means): Means {
  if (broken === null) return means;
  return { kinds: [broken === 'band' ? 'killHub' : 'nothing'], tracing: broken === 'sync' ? 'always' : 'never', hasWeather: false };
}
