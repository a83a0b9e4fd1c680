// What happens in a round beside its disaster.
import { pause } from '../chaos/until.ts';
import type { Errand } from './plan.ts';
import type { Stage } from './stage.ts';

/** Resolves when it is over. The manager sees to the day, which may take longer. */
export async function runErrand({ wanted, kiosks, hall }: Pick<Stage, 'wanted' | 'kiosks' | 'hall'>, { kind, atMs, forMs }: Errand): Promise<void> {
  wanted.day = 'open';
  if (kind === 'none') return;
  await pause(atMs);
  if (kind === 'cutOff') {
    const line = kiosks[(atMs + forMs) % Math.max(1, kiosks.length)]?.line;
    line?.setTarget(null);
    line?.cut();
    await pause(forMs);
    return line?.setTarget(hall.port);
  }
  wanted.day = 'closed';
  if (kind === 'closeDay') return;
  await pause(forMs);
  wanted.day = 'open';
}
