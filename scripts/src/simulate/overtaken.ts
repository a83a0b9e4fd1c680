// How often preferred calls passed each waiting stop, beside what it was promised: counted from the log alone.
import type { EventOf, HallEvent, TimedEvent } from '@hallcall/domain';

/** `beyond`: by how much a promise was broken at worst; 0 when none was. */
export type Overtaken = { readonly most: number; readonly bound: number; readonly beyond: number };

type Standing = { queueId: string; isWaiting: boolean; bound: number | null; overtaken: number };
type Call = Extract<HallEvent, { readonly type: 'ticket.called' }>;

export function countOvertaken(events: readonly TimedEvent[]): Overtaken {
  const stops = new Map<string, Standing[]>();
  const calls = new Map<string, Call>();
  let worst: Overtaken = { most: 0, bound: 0, beyond: 0 };
  for (const { event } of events) {
    if (event.type === 'ticket.called') {
      calls.set(event.callId, event);
      for (const one of passedBy(stops, event)) {
        one.overtaken += 1;
        worst = worse(worst, one);
      }
    }
    if (event.type === 'action.undone' && event.what === 'call') {
      const call = calls.get(event.callId ?? '');
      for (const one of call ? passedBy(stops, call) : []) one.overtaken -= 1;
    }
    follow(stops, event);
  }
  return worst;
}

const passedBy = (stops: ReadonlyMap<string, readonly Standing[]>, { queueId, passed = [] }: Call): Standing[] =>
  passed.flatMap((ticketId) => (stops.get(ticketId) ?? []).filter((stop) => stop.isWaiting && stop.queueId === queueId));

function worse(worst: Overtaken, { overtaken, bound }: Standing): Overtaken {
  const beyond = Math.max(worst.beyond, bound === null ? 0 : overtaken - bound);
  return overtaken > worst.most ? { most: overtaken, bound: bound ?? overtaken, beyond } : { ...worst, beyond };
}

/** Where each stop stands now, and what it is promised there. */
function follow(stops: Map<string, Standing[]>, event: HallEvent): void {
  if (event.type === 'ticket.issued' || event.type === 'ticket.revived') {
    stops.set(event.ticketId, event.stops.map(({ queueId, after, bound }) => ({ queueId, isWaiting: after.length === 0, bound: bound ?? null, overtaken: 0 })));
    return;
  }
  if (event.type === 'notice.issued') return toBank(stops.get(event.ticketId), event);
  if (!('stop' in event)) return;
  const own = stops.get(event.ticketId);
  if (event.type === 'stop.added') return void own?.push({ queueId: event.queueId, isWaiting: false, bound: null, overtaken: 0 });
  const stop = own?.[event.stop];
  if (!stop) return;
  if (event.type === 'stop.transferred' && event.queueId !== stop.queueId) Object.assign(stop, { queueId: event.queueId, bound: event.bound ?? null, overtaken: 0 });
  if (event.type === 'stop.opened' && event.bound !== undefined) stop.bound = event.bound;
  stop.isWaiting = ['stop.opened', 'stop.restored', 'stop.released', 'stop.transferred'].includes(event.type) || (event.type === 'action.undone' && event.status === 'waiting');
}

function toBank(own: Standing[] | undefined, { notice, queueId, bound }: EventOf<'notice.issued'>): void {
  const stop = own?.[notice.stop];
  if (stop) stop.isWaiting = false;
  own?.push({ queueId, isWaiting: true, bound: bound ?? null, overtaken: 0 });
}
