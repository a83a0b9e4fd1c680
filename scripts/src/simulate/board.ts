// The first board of the hall: shows every call within a second, speaks it within three, and reports both in batches.
import type { HallConfig } from '@hallcall/domain';
import type { StoredEvent } from '@hallcall/protocol';
import { boardOf } from './people.ts';
import type { Sending } from './virtual-hub.ts';

const mostAtOnce = 200;
const shownMs = 1_000;
const spokenMs = 3_000;

export type Board = {
  /** Takes note of the calls among the events. */
  readonly see: (events: readonly StoredEvent[]) => void;
  /** What it has to say about the calls of the stretch before `at`. */
  readonly report: (at: number) => readonly Sending[];
};

type Seen = { readonly callId: string; readonly zone: string; readonly at: number };

export function createBoard(hall: HallConfig): Board {
  const [first] = hall.boards;
  let calls: Seen[] = [];
  return {
    see(events) {
      for (const { at, event } of events) {
        if (event.type === 'ticket.called' || event.type === 'ticket.recalled' || event.type === 'stop.resumed') calls.push({ callId: event.callId, zone: event.zone, at });
      }
    },
    report(at) {
      const own = calls;
      calls = [];
      if (!first) return [];
      const actor = boardOf(first.id);
      const pieces = Array.from({ length: Math.ceil(own.length / mostAtOnce) }, (_, i) => own.slice(i * mostAtOnce, (i + 1) * mostAtOnce));
      return pieces.flatMap((piece, i): Sending[] => [
        { at, key: `board ${i} shown`, actor, refused: null, command: { type: 'call.acknowledge', shown: piece.map((call) => ({ ...call, at: call.at + shownMs })) } },
        {
          at, key: `board ${i} spoken`, actor, refused: null,
          command: { type: 'speech.report', speech: piece.map((call) => ({ ...call, at: call.at + spokenMs, outcome: 'spoken', reason: null })) },
        },
      ]);
    },
  };
}
