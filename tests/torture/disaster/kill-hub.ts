import { pause } from '../../chaos/until.ts';
import type { TortureHall } from '../hall.ts';

/** kill -9, away for a while, back on the same file. */
export async function killHub(hall: TortureHall, forMs: number): Promise<void> {
  await hall.killHub();
  await pause(forMs);
  await hall.startHub();
}
