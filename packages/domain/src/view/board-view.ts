import type { HallConfig } from '../config.ts';
import type { BoardId, TicketNumber } from '../ids.ts';
import type { Call, DeepReadonly, ReadonlyHall } from '../state.ts';
import { waitingIn } from '../waiting-in.ts';
import { dayView, missedViews, windowStatus } from './parts.ts';
import { noNumbers } from './service-view.ts';
import type { BoardCall, BoardQueue, BoardView, VoicePresence } from './types.ts';
import type { Waits } from './waits.ts';

const calls = 10;
const numbers = 12;

type BoardMoment = { readonly now: number; readonly voice: VoicePresence; readonly waits: Waits };

/** What a wall display shows at `now` (epoch ms; only failed tickets and the opening hours leave it with time). */
export function boardView(state: ReadonlyHall, config: HallConfig, boardId: BoardId, { now, voice, waits }: BoardMoment): BoardView {
  const zones = new Set(config.boards.find((board) => board.id === boardId)?.zones);
  const queues = config.queues.filter((queue) => zones.has(queue.zone));
  const windows = config.windows.filter((window) => zones.has(window.zone));
  const isHere = new Set(queues.map((queue) => queue.id));
  return {
    day: dayView(state),
    boardId,
    calls: recentCalls(state, (call) => zones.has(call.zone)),
    waiting: queues.map(({ id }): BoardQueue => [id, waitingIn(state, id).length, waits.get(id) ?? null]).filter(([, waiting]) => waiting > 0),
    guideDesk: failedLately(state, config.policy.failedShownMs, now),
    missed: missedViews(state, config, (queueId) => isHere.has(queueId), numbers).map((missed) => missed.number),
    speaking: [...voice.claimByCall.values()].filter((claim) => zones.has(claim.zone) && !claim.isOver).map(({ callId }) => callId),
    muted: [...zones].filter((zone) => state.mutedZones.has(zone)),
    emergency: state.emergency,
    noNumbers: noNumbers(state, config, now),
    paused: windows.filter((window) => windowStatus(state, window.id) === 'paused').map((window) => window.id),
  };
}

/** Newest first, one line a visitor: two windows beside one number would contradict each other. A cancelled ticket is on nobody's paper. */
function recentCalls(state: ReadonlyHall, isShown: (call: DeepReadonly<Call>) => boolean): BoardCall[] {
  const recent: BoardCall[] = [];
  const seen = new Set<string>();
  for (const call of state.calls.toReversed()) {
    if (recent.length >= calls) break;
    const ticket = state.ticketById.get(call.ticketId);
    const life = ticket?.stops[call.stop]?.life;
    if (!ticket || !life || !isShown(call) || life.status === 'cancelled' || seen.has(call.ticketId) || (call.isUndone && !wasNoticed(call))) continue;
    seen.add(call.ticketId);
    const isLive = life.status === 'called' && life.calls.at(-1)?.callId === call.callId;
    const { callId, windowId, zone, attempt, at } = call;
    recent.push({ callId, number: ticket.number, windowId, zone, attempt, at, isLive, ...(call.isUndone ? { isUndone: true } : {}) });
  }
  return recent;
}

/** A screen showed it or a voice began it: somebody may be on the way. */
const wasNoticed = ({ shownAt, speech }: DeepReadonly<Call>): boolean =>
  shownAt !== null || (speech !== null && (speech.outcome === 'spoken' || speech.outcome === 'shortened' || speech.reason === 'announcerLost' || speech.reason === 'interrupted'));

function failedLately(state: ReadonlyHall, shownMs: number, now: number): TicketNumber[] {
  const failed: TicketNumber[] = [];
  for (const ticketId of state.troubledPaper) {
    const ticket = state.ticketById.get(ticketId);
    if (ticket?.paper === 'failed' && now - ticket.paperAt < shownMs) failed.push(ticket.number);
  }
  return failed.slice(-numbers);
}
