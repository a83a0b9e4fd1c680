// Everything that takes part: the hall, its kiosks, and everybody who acts.
import { createAccount, type Account } from './account.ts';
import type { Actor } from './cast/actor.ts';
import { openBoards, type Board } from './cast/board.ts';
import { createBooker, type Booker } from './cast/booker.ts';
import { createBookingBook, type BookingBook } from './cast/booking-book.ts';
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
  readonly book: BookingBook;
  readonly booker: Booker;
  /** Tickets that the guide desk entered under a wrong number. */
  readonly mistyped: ReadonlySet<string>;
  /** Of closes that a backup knew nothing of. */
  readonly forgottenRoots: Set<string>;
  /** What the manager makes of the day. */
  readonly wanted: { day: 'open' | 'closed' };
  readonly clock: HallClock | null;
  readonly close: () => Promise<void>;
};

export type StageOptions = { readonly hub: Load; readonly agent: Load; readonly clock: HallClock | null; readonly hasKiosks: boolean };

const [tapPaceMs, bookPaceMs] = [500, 1_200];

export async function openStage({ hub, agent, clock, hasKiosks }: StageOptions): Promise<Stage> {
  const hall = await openTortureHall({ ...hub, env: { ...hub.env, ...clock?.env } });
  const [account, book, wanted]: [Account, BookingBook, Stage['wanted']] = [createAccount(hall.life), createBookingBook(), { day: 'open' }];
  const credentials = hasKiosks ? [hall.hub().kiosk(), await pairKiosk(hall, 'kiosk-2')] : [];
  const kiosks = await Promise.all(credentials.map((own) => openKiosk(hall, own, agent)));
  const tappers = kiosks.map((kiosk) => createTapper(kiosk, { book, account, paceMs: tapPaceMs }));
  const mistyped = new Set<string>();
  const actors = await openCast({ hall, account, book, kiosks, tappers, mistyped, day: () => wanted.day });
  const boards = await openBoards(hall);
  const booker = await createBooker({ token: hall.sample.manager.token, port: hall.port, book, account, paceMs: bookPaceMs });
  await Promise.all(kiosks.map((kiosk) => kiosk.settled()));
  return {
    hall, account, actors, kiosks, tappers, boards, book, booker, mistyped, forgottenRoots: new Set(), wanted, clock,
    async close() {
      await Promise.all([...actors.map(({ peer }) => peer.close()), ...[...kiosks, ...boards, booker].map((part) => part.close())]);
      await hall.close();
      clock?.close();
    },
  };
}
