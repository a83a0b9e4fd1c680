// "Why not me?" once more, told from the log: every call that stands is kept with what was true at its moment, and each question reads them all.
import type { HallEvent, QueueId, TicketId } from '@hallcall/domain';
import type { ReferenceHall } from './reference-order.ts';

type Made = {
  readonly callId: string; readonly ticketId: TicketId; readonly stop: number; readonly queueId: QueueId; readonly at: number; readonly place: { readonly at: number; readonly tie: number };
  readonly isChosen: boolean; readonly isUrgent: boolean;
  /** `ticketId/stop` of those that it overtook. */
  readonly passed: readonly string[];
};

/** A call before somebody who waits: its rule, and whether it overtook this very stop. */
export type ReferenceReason = { readonly callId: string; readonly rule: string; readonly isOvertaking: boolean };

export type ReferenceWhy = {
  /** Takes in what a command brings, seen from the hall as it is before these events. */
  observe(events: readonly HallEvent[]): void;
  /** For a stop that waits, oldest first. */
  reasons(ticketId: TicketId, stop: number): readonly ReferenceReason[];
};

export function createReferenceWhy(hall: ReferenceHall): ReferenceWhy {
  let made: Made[] = [];
  const urgent = new Set<TicketId>();
  const stopOf = (ticketId: TicketId, index: number) => hall.state.ticketById.get(ticketId)?.stops[index];

  function overtaken({ queueId, passed = [], spared = [] }: Extract<HallEvent, { type: 'ticket.called' }>): string[] {
    const keys = passed.flatMap((ticketId) =>
      (hall.state.ticketById.get(ticketId)?.stops ?? []).filter((one) => one.queueId === queueId && one.life.status === 'waiting').map(({ index }) => `${ticketId}/${index}`));
    return keys.filter((key) => !spared.some(({ ticketId, stop }) => key === `${ticketId}/${stop}`));
  }

  function take(event: HallEvent): void {
    if (event.type === 'day.opened') {
      made = [];
      urgent.clear();
    }
    if (event.type === 'ticket.madeUrgent') urgent.add(event.ticketId);
    if (event.type === 'ticket.revived') urgent.delete(event.ticketId);
    if (event.type === 'clock.stepped') {
      const by = event.to - event.from;
      made = made.map((call) => ({ ...call, at: call.at + by, place: { ...call.place, at: call.place.at + by } }));
    }
    if (event.type === 'action.undone' && event.what === 'call') made = made.filter(({ callId }) => callId !== event.callId);
    if (event.type !== 'ticket.called') return;
    const { callId, ticketId, stop, queueId, why } = event;
    const place = stopOf(ticketId, stop)?.place ?? { at: 0, tie: 0 };
    made.push({ callId, ticketId, stop, queueId, at: hall.now, place, isChosen: why === 'chosen', isUrgent: urgent.has(ticketId), passed: overtaken(event) });
  }

  return {
    observe: (events) => events.forEach(take),
    reasons(ticketId, index) {
      const mine = stopOf(ticketId, index);
      const issuedAt = hall.state.ticketById.get(ticketId)?.issuedAt ?? 0;
      if (!mine) return [];
      const here = made.filter(({ queueId }) => queueId === mine.queueId);
      return here.filter((call) => call.ticketId !== ticketId && call.at >= issuedAt && hall.state.ticketById.has(call.ticketId)).map((call) => {
        const stoodBehind = call.place.at > mine.place.at || (call.place.at === mine.place.at && call.place.tie > mine.place.tie);
        const cameBack = here.slice(0, here.indexOf(call)).some((other) => other.ticketId === call.ticketId && other.stop === call.stop);
        const passedMe = call.passed.some((key) => key.startsWith(`${ticketId}/`));
        const rule = call.isChosen ? 'chosen' : call.isUrgent ? 'urgent' : passedMe ? 'preferred' : stoodBehind ? 'notReady' : cameBack ? 'returned' : 'earlier';
        return { callId: call.callId, rule, isOvertaking: call.passed.includes(`${ticketId}/${index}`) };
      });
    },
  };
}
