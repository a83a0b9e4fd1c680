// A kiosk's reader of ID cards: the simulated one that outlives the agent, and what the kiosk's page does for somebody who lays a card on.
import { join } from 'node:path';
import type { BookingsOfCard } from '@hallcall/protocol';
import { postToAgent, readPage } from '../chaos/kiosk-page.ts';
import { readyMark, readyOf, startProgram } from '../chaos/program.ts';
import { pause } from '../chaos/until.ts';

/** Labels of the simulator's invented cards. */
export const cards = ['甲', '乙', '丙'] as const;

export type CardReader = {
  /** For the agent's file of devices. */
  readonly address: string;
  readonly lay: (label: string | null) => Promise<void>;
  readonly close: () => void;
};

export async function startCardReader(root: string): Promise<CardReader> {
  const command = [process.execPath, join(root, 'hardware/id-reader/src/simulator/main.ts'), '--tcp', '0', '--control', '0'];
  const reader = await startProgram({ command, readyMark, env: {} });
  const { port, control } = readyOf(reader);
  return {
    address: `tcp://127.0.0.1:${String(port)}`,
    async lay(card) {
      await fetch(new URL('/card', String(control)), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ card }) });
    },
    close: () => reader.signal('SIGKILL'),
  };
}

const longestMs = 2_500;

/** True once the agent says that it has read the card for this tap; false when it cannot, is away, or takes too long. */
export async function layCard(agentUrl: string, reader: Pick<CardReader, 'lay'>, { requestId, label, isForBooking }: { readonly requestId: string; readonly label: string; readonly isForBooking: boolean }): Promise<boolean> {
  const endsAt = performance.now() + longestMs;
  await reader.lay(null);
  try {
    await postToAgent(agentUrl, '/page/identity', { requestId, isWanted: true, ...(isForBooking ? { isForBooking } : {}) });
    // The reader must have seen nothing in between.
    for (let looks = 1; performance.now() < endsAt; looks += 1) {
      await reader.lay(looks % 8 === 0 ? null : label);
      await pause(60);
      const asked = (await readPage(agentUrl)).identity?.asked;
      if (asked?.requestId === requestId && asked.status !== 'waiting') return asked.status === 'read';
    }
  } catch {
    // The agent is away.
  }
  return false;
}

/** What an agent answers that has no hub, or a visitor who has not laid the card on for it. */
const excuses: ReadonlySet<string> = new Set(['pass.needsHub', 'booking.cardAgain']);

/** What was booked by whom the card belongs to that was read for this tap. Rejects when the agent answers what it should not. */
export async function bookingsOfCard(agentUrl: string, requestId: string): Promise<BookingsOfCard['bookings']> {
  const response = await postToAgent(agentUrl, '/page/bookings', { requestId }).catch(() => null);
  // An agent that is killed while it answers leaves half of it.
  const body = await response?.json().catch(() => null) as BookingsOfCard | { readonly code?: string } | null | undefined;
  if (!body) return [];
  if ('bookings' in body) return body.bookings;
  if (!excuses.has(body.code ?? '')) throw new Error(`an agent asked for bookings answered ${JSON.stringify(body)}`);
  return [];
}
