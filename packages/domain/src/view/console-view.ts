import type { HallConfig } from '../config.ts';
import { hasEnded } from '../evolve-parts.ts';
import type { TicketId } from '../ids.ts';
import type { ReadonlyHall } from '../state.ts';
import { waitingIn } from '../waiting-in.ts';
import { dayView, missedViews, oldestAt, openWindowsByQueue, windowStatus } from './parts.ts';
import { paymentTotals } from './payment-view.ts';
import type { ConsoleView, Presence } from './types.ts';
import type { Waits } from './waits.ts';

const listed = 50;

/** The manager's and the guide desk's picture of the whole hall. */
export function consoleView(state: ReadonlyHall, config: HallConfig, { presence, waits }: { presence: Presence; waits: Waits }): ConsoleView {
  const windows = openWindowsByQueue(state, config);
  return {
    day: dayView(state),
    isRecovering: state.recovery !== null,
    totals: { ...state.totals },
    windows: config.windows.map(({ id }) => {
      const window = state.windowById.get(id);
      const active = window?.active ? (state.ticketById.get(window.active.ticketId)?.number ?? null) : null;
      return {
        windowId: id, status: windowStatus(state, id), clerkId: window?.clerkId ?? null, active,
        since: window?.changedAt ?? 0, isConnected: presence.connectedWindows.includes(id),
      };
    }),
    queues: config.queues.map(({ id }) => {
      const waiting = waitingIn(state, id);
      return { queueId: id, waiting: waiting.length, oldestAt: oldestAt(state, waiting), windows: windows.get(id) ?? 0, waitMinutes: waits.get(id) ?? null };
    }),
    guideDesk: guideDesk(state, config),
    missed: missedViews(state, config, () => true, listed),
    urgent: urgentTickets(state),
    devices: presence.devices,
    zones: config.zones.map(({ id }) => ({ zone: id, announcer: presence.voice.announcerByZone.get(id) ?? null, isMuted: state.mutedZones.has(id) })),
    emergency: state.emergency,
    payments: paymentTotals(state),
  };
}

function urgentTickets(state: ReadonlyHall): ConsoleView['urgent'] {
  const newest = [...state.urgent].slice(-listed).toReversed().flatMap((ticketId) => {
    const ticket = state.ticketById.get(ticketId);
    return ticket?.urgent ? [{ ticketId, number: ticket.number, ...ticket.urgent, isOver: ticket.stops.every(hasEnded) }] : [];
  });
  return { count: state.urgent.size, listed: newest };
}

type Listed = ConsoleView['guideDesk'][number];

/** Nobody drops out of sight: failed and unknown papers, and whoever waits where no window of the configuration calls. */
function guideDesk(state: ReadonlyHall, config: HallConfig): Listed[] {
  const served = new Set(config.windows.flatMap((window) => window.queues.map((queue) => queue.queue)));
  const troubled = [...state.troubledPaper].map((ticketId): Listed | null => {
    const ticket = state.ticketById.get(ticketId);
    return line(state, ticketId, ticket?.paper === 'failed' ? 'paperFailed' : 'paperUnknown', ticket?.paperAt ?? 0);
  });
  const unserved = [...state.waiting].flatMap(([queueId, refs]) =>
    served.has(queueId) ? [] : refs.map((ref) => line(state, ref.ticketId, 'unserved', state.ticketById.get(ref.ticketId)?.issuedAt ?? 0)),
  );
  return [...troubled, ...unserved].filter((one) => one !== null).slice(-listed);
}

function line(state: ReadonlyHall, ticketId: TicketId, reason: Listed['reason'], since: number): Listed | null {
  const ticket = state.ticketById.get(ticketId);
  const stop = ticket?.stops[0];
  return ticket && stop ? { ticketId, number: ticket.number, queueId: stop.queueId, paper: ticket.paper, reason, since, device: ticket.device } : null;
}
