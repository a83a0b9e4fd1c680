import type { HallConfig } from '../config.ts';
import { isIssuing } from '../decide/ticket-issue.ts';
import { hasEnded, ticketsOf } from '../evolve-parts.ts';
import { createQueueGates } from '../queue-gate.ts';
import type { DeepReadonly, ReadonlyHall, Ticket } from '../state.ts';
import { waitingIn } from '../waiting-in.ts';
import { isSurging } from '../surge.ts';
import { bookingTotals } from './booking-view.ts';
import { dayPaperViews } from './day-paper-view.ts';
import { dayView, helpView, missedViews, oldestAt, openWindowsByQueue, windowStatus } from './parts.ts';
import { paymentTotals } from './payment-view.ts';
import { serviceView } from './service-view.ts';
import type { ConsoleView, Presence } from './types.ts';
import type { Waits } from './waits.ts';

const listed = 50;

/** The manager's and the guide desk's picture of the whole hall at `now` (epoch ms). */
export function consoleView(state: ReadonlyHall, config: HallConfig, { now, presence, waits }: { now: number; presence: Presence; waits: Waits }): ConsoleView {
  const isOpen = isIssuing(state, { config, now });
  const gate = createQueueGates(state, config, now);
  const windows = openWindowsByQueue(state, config);
  return {
    day: dayView(state),
    service: serviceView(state, config, now),
    isRecovering: state.recovery !== null,
    totals: { ...state.totals },
    windows: config.windows.map(({ id }) => {
      const window = state.windowById.get(id);
      const [active] = ticketsOf(state, window?.active ? [window.active.ticketId] : []);
      return {
        windowId: id, status: windowStatus(state, id), clerkId: window?.clerkId ?? null, active: active?.number ?? null,
        since: window?.changedAt ?? 0, isConnected: presence.connectedWindows.includes(id), ...helpView(window),
      };
    }),
    queues: config.queues.map((queue) => {
      const { id } = queue;
      const waiting = waitingIn(state, id);
      const waitMinutes = waits.get(id) ?? null;
      return {
        queueId: id, waiting: waiting.length, oldestAt: oldestAt(state, waiting), windows: windows.get(id) ?? 0, waitMinutes, gate: isOpen ? gate(queue, waitMinutes) : null,
        ...(isSurging(state, id, { config, waits }) ? { isSurging: true as const } : {}),
      };
    }),
    guideDesk: guideDesk(state, config),
    missed: missedViews(state, config, () => true, listed),
    urgent: urgentTickets(state),
    devices: presence.devices,
    zones: config.zones.map(({ id }) => ({ zone: id, announcer: presence.voice.announcerByZone.get(id) ?? null, isMuted: state.mutedZones.has(id) })),
    emergency: state.emergency,
    payments: paymentTotals(state),
    bookings: bookingTotals(state, config),
    dayPapers: dayPaperViews(state, config, now),
    // Not in the fold: the hub puts it in.
    lastRoot: null,
  };
}

function urgentTickets(state: ReadonlyHall): ConsoleView['urgent'] {
  const newest = ticketsOf(state, [...state.urgent].slice(-listed).toReversed()).filter(isUrgent)
    .map(({ ticketId, number, urgent, stops }) => ({ ticketId, number, ...urgent, isOver: stops.every(hasEnded) }));
  return { count: state.urgent.size, listed: newest };
}

type Urgent = DeepReadonly<Ticket> & { readonly urgent: NonNullable<Ticket['urgent']> };
const isUrgent = (ticket: DeepReadonly<Ticket>): ticket is Urgent => ticket.urgent !== null;

type Listed = ConsoleView['guideDesk'][number];

/** Nobody drops out of sight: failed and unknown papers, and whoever waits where no window of the configuration calls. */
function guideDesk(state: ReadonlyHall, config: HallConfig): Listed[] {
  const served = new Set(config.windows.flatMap((window) => window.queues.map((queue) => queue.queue)));
  const troubled = ticketsOf(state, state.troubledPaper).flatMap((ticket) => line(ticket, ticket.paper === 'failed' ? 'paperFailed' : 'paperUnknown', ticket.paperAt));
  const unserved = [...state.waiting].filter(([queueId]) => !served.has(queueId)).flatMap(([, refs]) => refs.map(({ ticketId }) => ticketId));
  return [...troubled, ...ticketsOf(state, unserved).flatMap((ticket) => line(ticket, 'unserved', ticket.issuedAt))].slice(-listed);
}

const line = ({ ticketId, number, stops, paper, device }: DeepReadonly<Ticket>, reason: Listed['reason'], since: number): Listed[] =>
  stops.slice(0, 1).map(({ queueId }) => ({ ticketId, number, queueId, paper, reason, since, device }));
