// What can happen to the programs, each for a while and then over.
import { pause } from '../../chaos/until.ts';
import type { TortureHall } from '../hall.ts';
import type { Kiosk } from '../kiosk.ts';
import type { Disaster } from '../plan.ts';

export type Struck = {
  readonly hall: TortureHall;
  readonly kiosks: readonly Kiosk[];
  /** One more SIGKILL. */
  readonly killed: () => void;
};

/** Resolves when it is over and everything runs again. */
export async function strike(struck: Struck, { kind, atMs, forMs, dice }: Disaster): Promise<void> {
  await pause(atMs);
  const { kiosks } = struck;
  const kiosk = kiosks[dice % kiosks.length];
  switch (kind) {
    case 'killHub':
    case 'hubAway':
      return killHub(struck, forMs);
    case 'killAgent':
      return killAgent(struck, kiosk, forMs);
    case 'killBoth':
      await Promise.all([killHub(struck, forMs), killAgent(struck, kiosk, forMs)]);
  }
}

/** kill -9, away for a while, back on the same file. */
async function killHub({ hall, killed }: Struck, forMs: number): Promise<void> {
  killed();
  await hall.killHub();
  await pause(forMs);
  await hall.startHub();
}

async function killAgent({ killed }: Struck, kiosk: Kiosk | undefined, forMs: number): Promise<void> {
  if (!kiosk) return;
  killed();
  await kiosk.kill();
  await pause(forMs);
  await kiosk.start();
}
