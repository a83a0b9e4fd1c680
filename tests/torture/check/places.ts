// I10: nothing takes a place away but what the rules name.
import { finding } from '../findings.ts';
import type { Followed, Watcher } from './follower.ts';

/** A stop gets its place, or another one. */
const placing: ReadonlySet<string> = new Set(['ticket.issued', 'ticket.revived', 'stop.opened', 'stop.restored', 'stop.added', 'notice.issued', 'action.undone', 'day.opened']);

export function watchPlaces({ state }: Followed): Watcher {
  const placeByStop = new Map<string, string>();
  return {
    before: () => [],
    after({ seq, event }) {
      // All places move with the clock, by the same step.
      if (event.type === 'clock.stepped') for (const [key, standing] of placeByStop) placeByStop.set(key, moved(standing, event.to - event.from));
      const ticket = 'ticketId' in event ? state.ticketById.get(event.ticketId) : undefined;
      return (ticket?.stops ?? []).flatMap(({ index, place }) => {
        const key = `${ticket?.ticketId ?? ''}/${index}`;
        const before = placeByStop.get(key);
        const standing = `${place.at} ${place.tie}`;
        placeByStop.set(key, standing);
        const isMoved = before !== undefined && before !== standing && !placing.has(event.type);
        return isMoved ? [finding('starved', `event ${seq} (${event.type}) moved ${key} from ${before} to ${standing}`)] : [];
      });
    },
  };
}

function moved(standing: string, by: number): string {
  const [at = '', tie = ''] = standing.split(' ');
  return `${Number(at) + by} ${tie}`;
}
