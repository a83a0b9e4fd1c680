// The guide desk: numbers for who cannot use a kiosk, for who has booked, and those on papers of a kiosk that may be cut off.
import type { Seeded } from '@hallcall/testkit';
import type { Paper } from '../../chaos/kiosk-page.ts';
import type { Peer } from '../../chaos/peer.ts';
import { limitedItems } from '../broken/limited-hall.ts';
import type { Kiosk } from '../kiosk.ts';
import type { Choose, Command } from './actor.ts';
import type { BookingBook } from './booking-book.ts';
import type { Tapper } from './tapper.ts';
import { bookedWish, wishOf } from './visitor.ts';

export type DeskDeps = {
  readonly book: BookingBook;
  readonly kiosks: readonly Pick<Kiosk, 'deviceId' | 'papers'>[];
  readonly tappers: readonly Pick<Tapper, 'wishes'>[];
  /** Takes in the tickets whose number was typed wrong. */
  readonly mistyped: Set<string>;
};

export function guideDeskWith(deps: DeskDeps): Choose {
  const { book, kiosks } = deps;
  const enter = entering(deps);
  return async (peer, seeded) => {
    const entered = await enter(peer, seeded);
    if (entered) return entered;
    const booked = seeded.below(3) === 0 ? bookedWish(book, seeded) : null;
    if (booked) return { type: 'ticket.issue', ticketId: seeded.id(), language: 'zh', paper: 'none', ...booked };
    const deviceId = seeded.below(3) === 0 ? kiosks[seeded.below(kiosks.length)]?.deviceId : undefined;
    return {
      type: 'ticket.issueAtDesk', ticketId: seeded.id(), language: 'zh', ...deskWish(seeded), printer: deviceId === undefined ? null : { deviceId, jobId: seeded.id() },
      ...(seeded.below(3) === 0 ? {} : { overQuota: 'came from far' }),
    };
  };
}

/** Often for something of which there is not enough. */
function deskWish(seeded: Seeded) {
  if (seeded.below(2) === 0) return wishOf(seeded);
  return { items: [{ itemId: seeded.pick(Object.values(limitedItems)), count: 1 }], personClass: 'ordinary' };
}

/** One offline paper after another, the newest first, each once: whether its kiosk has told of it already, nobody at the desk knows. */
function entering({ kiosks, tappers, mistyped }: DeskDeps): (peer: Peer, seeded: Seeded) => Promise<Command | null> {
  const tried = new Set<Paper['qr'][number]>();
  let mistake: string | null = null;
  return async (peer, seeded) => {
    if (mistake !== null) {
      const ticketId = mistake;
      mistake = null;
      return { type: 'ticket.cancel', ticketId, reason: 'mistake' };
    }
    const trays = await Promise.all(kiosks.map((kiosk) => kiosk.papers()));
    const paper = trays.flatMap((tray) => tray.slice(-3)).findLast(({ isOffline, isReprint, qr }) => isOffline && !isReprint && !tried.has(qr[0] ?? ''));
    const own = paper?.qr[0]?.split('.').at(-1) ?? '';
    const held = tappers.map(({ wishes }) => wishes.get(own)).find((one) => one !== undefined);
    if (!paper || !held) return null;
    tried.add(paper.qr[0] ?? '');
    // The paper of another day is none of this one's.
    if (held.day !== peer.view('console').day?.date) return null;
    const [prefix = '', digits = ''] = paper.number.split(' ');
    // Who cannot read the code types the number alone: the hall makes an id of its own.
    const ticketId = seeded.below(4) === 0 ? seeded.id() : own;
    // Now and then it is typed wrong, and cancelled again as a mistake.
    const n = Number(digits) + (seeded.below(4) === 0 ? 1 : 0);
    if (n !== Number(digits)) {
      mistake = ticketId;
      mistyped.add(ticketId);
    }
    return { type: 'ticket.enter', ticketId, language: 'zh', ...held.wish, number: { prefix, n }, issuedAt: nowOf(peer) - 1_000 };
  };
}

/** Hub time: an envelope is good for ten seconds. */
const nowOf = (peer: Peer): number => Math.max(0, (peer.message({ type: 'clock' }).expiresAt ?? 0) - 10_000);
