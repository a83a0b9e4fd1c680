// I10: nothing takes a place away but what the rules name, neither from the ticket that an event is about nor from any other.
import type { ReadonlyHall } from '@hallcall/domain';
import { finding, type Finding } from '../findings.ts';
import type { Watcher } from './follower.ts';

/** A stop of the ticket gets its place, or another one. */
const placing: ReadonlySet<string> = new Set(['ticket.issued', 'ticket.revived', 'stop.opened', 'stop.restored', 'stop.added', 'notice.issued', 'action.undone']);

type Standing = { readonly at: number; readonly tie: number };

export function watchPlaces({ state }: { readonly state: Pick<ReadonlyHall, 'ticketById'> }): Watcher {
  const standingByStop = new Map<string, Standing[]>();
  return {
    before: () => [],
    after({ seq, event }) {
      const found: Finding[] = [];
      const placed = 'ticketId' in event && placing.has(event.type) ? event.ticketId : null;
      // All places move with the clock, by the same step. A new day begins with nobody.
      const step = event.type === 'clock.stepped' ? event.to - event.from : 0;
      if (event.type === 'day.opened') standingByStop.clear();
      for (const { ticketId, stops } of state.ticketById.values()) {
        const before = standingByStop.get(ticketId) ?? [];
        stops.forEach(({ place }, index) => {
          const was = before[index];
          const isMoved = was !== undefined && (place.at !== was.at + step || place.tie !== was.tie);
          if (isMoved && ticketId !== placed) found.push(finding('starved', `event ${seq} (${event.type}) moved ${ticketId}/${index} from ${told(was)} to ${told(place)}`));
          if (was === undefined || isMoved || step !== 0) before[index] = { at: place.at, tie: place.tie };
        });
        standingByStop.set(ticketId, before);
      }
      return found;
    },
  };
}

const told = ({ at, tie }: Standing): string => `${at} ${tie}`;
