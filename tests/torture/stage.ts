// Everything that takes part: the hall, its kiosks, and everybody who acts.
import { createAccount, type Account } from './account.ts';
import type { Actor } from './cast/actor.ts';
import { openBoards, type Board } from './cast/board.ts';
import { openCast } from './cast/cast.ts';
import { createTapper, type Tapper } from './cast/tapper.ts';
import type { HallClock } from './disaster/clock.ts';
import { openTortureHall, type Load, type TortureHall } from './hall.ts';
import { openKiosk, pairKiosk, type Kiosk } from './kiosk.ts';

export type Stage = {
  readonly hall: TortureHall;
  readonly account: Account;
  readonly actors: readonly Actor[];
  readonly kiosks: readonly Kiosk[];
  readonly tappers: readonly Tapper[];
  readonly boards: readonly Board[];
  readonly clock: HallClock | null;
  readonly close: () => Promise<void>;
};

export type StageOptions = { readonly hub: Load; readonly agent: Load; readonly clock: HallClock | null; readonly hasKiosks: boolean };

const tapPaceMs = 500;

export async function openStage({ hub, agent, clock, hasKiosks }: StageOptions): Promise<Stage> {
  const hall = await openTortureHall({ ...hub, env: { ...hub.env, ...clock?.env } });
  const account = createAccount();
  const credentials = hasKiosks ? [hall.hub().kiosk(), await pairKiosk(hall, 'kiosk-2')] : [];
  const kiosks = await Promise.all(credentials.map((own) => openKiosk(hall, own, agent)));
  const actors = await openCast(hall, account);
  const boards = await openBoards(hall);
  await Promise.all(kiosks.map((kiosk) => kiosk.settled()));
  return {
    hall, account, actors, kiosks, boards, clock,
    tappers: kiosks.map((kiosk) => createTapper(kiosk, tapPaceMs)),
    async close() {
      await Promise.all([...actors.map(({ peer }) => peer.close()), ...[...kiosks, ...boards].map((part) => part.close())]);
      await hall.close();
      clock?.close();
    },
  };
}
