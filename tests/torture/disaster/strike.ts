// What can happen to the programs, each for a while and then over.
import { createSeeded } from '@hallcall/testkit';
import { readFileSync } from 'node:fs';
import { pause, until } from '../../chaos/until.ts';
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

/** Resolves when it is over and everything runs again, with how often it was felt: calls that failed, else once; 0 when nothing came of it. */
export async function strike(struck: Struck, disaster: Disaster): Promise<number> {
  const { kind, nth, atMs, forMs, dice } = disaster;
  const { hall } = struck;
  await pause(atMs);
  // The hall of a twin may have no kiosk.
  const own = struck.kiosks.at(dice % Math.max(1, struck.kiosks.length));
  const lives = shortLives(dice);
  const [killHub, killAgent] = [() => killHubFor(struck, forMs, lives), () => killAgentFor(struck, own, forMs, lives)];
  switch (kind) {
    case 'nothing': return 1;
    case 'killHub':
    case 'hubAway': return killHub();
    case 'killAgent': return killAgent();
    case 'killBoth': return Math.min(...(await Promise.all([killHub(), killAgent()])));
    case 'stopHub': return stop(hall.hub(), forMs);
    case 'stopAgent': return own ? stop({ pid: own.pid(), signal: own.signal }, forMs) : 0;
    case 'diskFull':
    case 'diskError':
    case 'slowDisk': return failDisk(hall.hub().pid, kind, forMs, () => Promise.resolve());
    case 'diskErrorKill': return failDisk(hall.hub().pid, 'diskError', forMs, () => killHubFor(struck, 0, []).then(() => undefined));
    case 'agentDisk': return own ? failAgentDisk(own, dice % 2 === 0 ? 'diskFull' : 'diskError', forMs) : 0;
    case 'restore': return restoreOlder(struck, forMs);
    case 'damagedPage': return damagePage(struck, dice);
    case 'smallerHall': return shrinkHall(struck);
    case 'clockStep': return stepClock(struck, steps[nth % steps.length] ?? 0, forMs);
  }
}

/** How long each of the next starts is allowed to live, ms: from before it reads its file until after it is ready. */
function shortLives(dice: number): readonly number[] {
  const seeded = createSeeded(dice);
  return Array.from({ length: 2 + seeded.below(5) }, () => 50 + seeded.below(1_500));
}

/** kill -9, away for a while, killed again while it starts, back on the same file. */
async function killHubFor({ hall, killed }: Struck, forMs: number, lives: readonly number[]): Promise<number> {
  await hall.killHub();
  killed();
  await pause(forMs);
  for (const ms of lives) {
    await hall.killHubStarting(ms);
    killed();
  }
  await hall.startHub();
  return 1;
}

/** I13: a department, a window and a board are gone until the hub is started again, unless somebody stands in them. */
async function shrinkHall({ hall, killed }: Struck): Promise<number> {
  await hall.killHub();
  killed();
  const before = countOf(hall, 'config.adopted');
  await hall.startHub(twinLoad('smallerHall'));
  return countOf(hall, 'config.adopted') - before;
}

async function killAgentFor({ killed }: Struck, kiosk: Kiosk | undefined, forMs: number, lives: readonly number[]): Promise<number> {
  if (!kiosk) return 0;
  await kiosk.kill();
  killed();
  await pause(forMs);
  for (const ms of lives) {
    await kiosk.killStarting(ms);
    killed();
  }
  await kiosk.start();
  return 1;
}

/** An agent that cannot write ends, so that nothing happens that is not on its disk; its supervisor starts it again. */
async function failAgentDisk(kiosk: Kiosk, fault: 'diskFull' | 'diskError', forMs: number): Promise<number> {
  kiosk.letEnd();
  const struck = await failDisk(kiosk.pid(), fault, forMs, () => Promise.resolve());
  // Its last breath may still be under way, for long on a busy machine. One that wrote nothing meanwhile goes on.
  if (struck > 0) for (let looks = 0; looks < 100 && kiosk.isRunning(); looks += 1) await pause(50);
  await kiosk.start();
  return struck;
}

/** Felt when the system says of the program that it stands still. */
async function stop({ pid, signal }: { readonly pid: number; readonly signal: (signal: NodeJS.Signals) => void }, forMs: number): Promise<number> {
  signal('SIGSTOP');
  await pause(forMs);
  const isStopped = / T /.test(readFileSync(`/proc/${pid}/stat`, 'utf8').slice(-400));
  signal('SIGCONT');
  return Number(isStopped);
}

/** Felt once the hub has written that its clock was stepped by so much. */
async function stepClock({ hall, clock }: Struck, seconds: number, forMs: number): Promise<number> {
  const before = stepsOf(hall, seconds);
  clock?.step(seconds);
  return until(() => stepsOf(hall, seconds) - before, (more) => more > 0, forMs).catch(() => 0);
}

/** Give or take the two seconds that no step is written for. */
const stepsOf = ({ read }: Struck['hall'], seconds: number): number =>
  read((db) => db.prepare<[number], number>(`select count(*) from event where type = 'clock.stepped' and abs((body ->> 'to') - (body ->> 'from') - ?) < 2500`).pluck().get(seconds * 1000) ?? 0);

const countOf = ({ read }: Struck['hall'], type: string): number =>
  read((db) => db.prepare<[string], number>('select count(*) from event where type = ?').pluck().get(type) ?? 0);
