// Visitors in front of a real kiosk: one tap, asked again until there is paper or a refusal; some leave before.
import { createSeeded } from '@hallcall/testkit';
import { pause } from '../../chaos/until.ts';
import type { Kiosk } from '../kiosk.ts';
import { wishOf } from './visitor.ts';

export type Tapper = {
  readonly play: (seed: number, isOver: () => boolean) => Promise<void>;
  /** Tickets that a visitor saw printed, and their service day. */
  readonly printed: ReadonlyMap<string, string>;
  readonly taps: () => number;
};

const longestMs = 25_000;

export function createTapper({ tap }: Kiosk, paceMs: number): Tapper {
  const printed = new Map<string, string>();
  let taps = 0;

  async function visit(requestId: string, wish: Readonly<Record<string, unknown>>, isPatient: boolean): Promise<void> {
    taps += 1;
    const endsAt = performance.now() + (isPatient ? longestMs : 100);
    while (performance.now() < endsAt) {
      const seen = await tap(requestId, wish);
      if (seen?.phase === 'refused') return;
      if (seen?.phase === 'issued' && seen.paper !== 'printing') {
        if (seen.paper === 'printed') printed.set(seen.ticket.ticketId, seen.ticket.day);
        return;
      }
      await pause(60);
    }
    if (isPatient) throw new Error(`a visitor waited ${longestMs} ms for a number`);
  }

  return {
    printed,
    taps: () => taps,
    async play(seed, isOver) {
      const seeded = createSeeded(seed);
      while (!isOver()) {
        const wish = wishOf(seeded);
        await visit(seeded.id(), wish, seeded.below(8) > 0);
        await pause(seeded.below(paceMs));
      }
    },
  };
}
