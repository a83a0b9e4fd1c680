// What can happen to the programs, each for a while and then over.
import { createSeeded } from '@hallcall/testkit';
import { pause } from '../../chaos/until.ts';
import type { Disaster } from '../plan.ts';
import type { Stage } from '../stage.ts';
import type { Kiosk } from '../kiosk.ts';
import { twinLoad } from '../broken/twin.ts';
import { damagePage, restoreOlder } from './backup.ts';
import { steps } from './clock.ts';
import { failDisk } from './disk.ts';

export type Struck = Pick<Stage, 'hall' | 'kiosks' | 'account' | 'book' | 'forgottenRoots' | 'clock'> & {
  /** One more SIGKILL. */
  readonly killed: () => void;
};

/** Resolves when it is over and everything runs again. */
export async function strike(struck: Struck, disaster: Disaster): Promise<void> {
  const { kind, atMs, forMs, dice } = disaster;
  const { hall, clock, killed } = struck;
  await pause(atMs);
  const own = struck.kiosks[dice % struck.kiosks.length];
  const lives = shortLives(dice);
  const [killHub, killAgent] = [() => killHubFor(struck, forMs, lives), () => killAgentFor(struck, own, forMs, lives)];
  switch (kind) {
    case 'nothing': return;
    case 'killHub':
    case 'hubAway': return killHub();
    case 'killAgent': return killAgent();
    case 'killBoth': return void (await Promise.all([killHub(), killAgent()]));
    case 'stopHub': return stop(hall.hub().signal, forMs);
    case 'stopAgent': return own && stop(own.signal, forMs);
    case 'diskFull':
    case 'diskError':
    case 'slowDisk': return failDisk(hall.hub().pid, kind, forMs, () => Promise.resolve());
    case 'diskErrorKill': return failDisk(hall.hub().pid, 'diskError', forMs, () => killHubFor(struck, 0, []));
    case 'agentDisk': return own && failAgentDisk(own, dice % 2 === 0 ? 'diskFull' : 'diskError', forMs);
    case 'restore':
      killed();
      return restoreOlder(struck, forMs);
    case 'damagedPage':
      killed();
      return damagePage(hall);
    case 'smallerHall': return shrinkHall(struck);
    case 'clockStep': return clock?.step(steps[dice % steps.length] ?? 0);
  }
}

/** How long each of the next starts is allowed to live, ms: from before it reads its file until after it is ready. */
function shortLives(dice: number): readonly number[] {
  const seeded = createSeeded(dice);
  return Array.from({ length: 1 + seeded.below(5) }, () => 50 + seeded.below(1_500));
}

/** kill -9, away for a while, killed again while it starts, back on the same file. */
async function killHubFor({ hall, killed }: Struck, forMs: number, lives: readonly number[]): Promise<void> {
  killed();
  await hall.killHub();
  await pause(forMs);
  for (const ms of lives) {
    killed();
    await hall.killHubStarting(ms);
  }
  await hall.startHub();
}

/** I13: a department, a window and a board are gone until the hub is started again, unless somebody stands in them. */
async function shrinkHall({ hall, killed }: Struck): Promise<void> {
  killed();
  await hall.killHub();
  await hall.startHub(twinLoad('smallerHall'));
}

async function killAgentFor({ killed }: Struck, kiosk: Kiosk | undefined, forMs: number, lives: readonly number[]): Promise<void> {
  if (!kiosk) return;
  killed();
  await kiosk.kill();
  await pause(forMs);
  for (const ms of lives) {
    killed();
    await kiosk.killStarting(ms);
  }
  await kiosk.start();
}

/** An agent that cannot write ends, so that nothing happens that is not on its disk; its supervisor starts it again. */
async function failAgentDisk(kiosk: Kiosk, fault: 'diskFull' | 'diskError', forMs: number): Promise<void> {
  await failDisk(kiosk.pid(), fault, forMs, () => Promise.resolve());
  // Its last breath may still be under way, for long on a busy machine. One that wrote nothing meanwhile goes on.
  for (let looks = 0; looks < 60 && kiosk.isRunning(); looks += 1) await pause(50);
  if (!kiosk.isRunning()) await kiosk.start();
}

async function stop(signal: (signal: NodeJS.Signals) => void, forMs: number): Promise<void> {
  signal('SIGSTOP');
  await pause(forMs);
  signal('SIGCONT');
}
