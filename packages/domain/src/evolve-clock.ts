// A step of the clock takes no time: every moment that the hall counts an age from moves with the clock, so that nobody waits longer or
// shorter for it, and the order of the queues stays (RULES.md, K2). Slots of bookings and the days of notices are dates, and stay.
import type { EventOf } from './event.ts';
import type { Call, HallState, LastAction, Place, QueueCall, Stop, StopLife, Ticket, WindowState } from './state.ts';

/** Takes a moment (epoch ms) along; 0 stands for none. */
type Move = { (at: number): number; readonly call: (call: Call) => void };

/** What a forward step may leave out without anybody having missed anything by it. */
const longestUnnoticedMs = 60_000;

/** Moves the times of the whole state by a step of the clock. */
export function stepClock(state: HallState, { from, to }: EventOf<'clock.stepped'>): void {
  const move = mover(to - from);
  moveHall(state, move);
  if (state.day) state.skippedTo = to - from > longestUnnoticedMs ? to : move(state.skippedTo);
  for (const ticket of state.ticketById.values()) moveTicket(ticket, move);
  for (const [ticketId, told] of state.told) if (told) state.told.set(ticketId, { ...told, says: { ...told.says, issuedAt: move(told.says.issuedAt), placeAt: move(told.says.placeAt) } });
  for (const window of state.windowById.values()) moveWindow(window, move);
  for (const notice of state.noticeById.values()) state.noticeById.set(notice.noticeId, { ...notice, issuedAt: move(notice.issuedAt) });
  for (const calls of state.queueCalls.values()) calls.forEach((call, index) => (calls[index] = movedQueueCall(call, move)));
  state.calls.forEach(move.call);
  for (const [jobId, job] of state.slipByJob) state.slipByJob.set(jobId, { ...job, at: move(job.at) });
  for (const [jobId, job] of state.dayPaperByJob) state.dayPaperByJob.set(jobId, { ...job, at: move(job.at) });
}

/** One call stands in several lists, and is moved once. */
function mover(by: number): Move {
  const seen = new Set<Call>();
  const move = (at: number): number => (at === 0 ? 0 : at + by);
  const call = (one: Call): void => {
    if (seen.has(one)) return;
    seen.add(one);
    one.at = move(one.at);
    if (one.shownAt !== null) one.shownAt = move(one.shownAt);
    if (one.speech) one.speech = { ...one.speech, at: move(one.speech.at) };
  };
  return Object.assign(move, { call });
}

function moveHall(state: HallState, move: Move): void {
  const { day, emergency, recovery } = state;
  if (day) {
    state.day = { ...day, openedAt: move(day.openedAt), reopenedAt: move(day.reopenedAt), closed: day.closed && { ...day.closed, at: move(day.closed.at) } };
  }
  if (emergency) state.emergency = { ...emergency, since: move(emergency.since) };
  if (recovery) state.recovery = { ...recovery, since: move(recovery.since) };
  state.emergencyEndedAt = move(state.emergencyEndedAt);
}

function moveTicket(ticket: Ticket, move: Move): void {
  ticket.issuedAt = move(ticket.issuedAt);
  ticket.paperAt = move(ticket.paperAt);
  if (ticket.urgent) ticket.urgent = { ...ticket.urgent, at: move(ticket.urgent.at) };
  ticket.reprints.forEach((reprint, index) => (ticket.reprints[index] = { ...reprint, at: move(reprint.at) }));
  for (const stop of ticket.stops) {
    stop.place = movedPlace(stop.place, move);
    stop.sender = movedSender(stop.sender, move);
    stop.life = movedLife(stop.life, move);
  }
}

function moveWindow(window: WindowState, move: Move): void {
  window.changedAt = move(window.changedAt);
  if (window.help) window.help = { ...window.help, since: move(window.help.since) };
  if (window.pause) window.pause = { ...window.pause, since: move(window.pause.since) };
  if (window.lastAction) window.lastAction = movedAction(window.lastAction, move);
}

const movedPlace = (place: Place, move: Move): Place => ({ ...place, at: move(place.at) });
const movedSender = (sender: Stop['sender'], move: Move): Stop['sender'] => sender && { ...sender, at: move(sender.at) };
const movedQueueCall = (call: QueueCall, move: Move): QueueCall => ({ ...call, at: move(call.at), place: movedPlace(call.place, move) });

function movedAction(action: LastAction, move: Move): LastAction {
  const { before, followers, earlier } = action;
  return {
    ...action, at: move(action.at), before: { ...before, life: movedLife(before.life, move), sender: movedSender(before.sender, move) },
    followers: followers.map((follower) => ({ ...follower, life: movedLife(follower.life, move), place: movedPlace(follower.place, move) })),
    earlier: earlier && movedAction(earlier, move),
  };
}

function movedLife(life: StopLife, move: Move): StopLife {
  switch (life.status) {
    case 'blocked':
    case 'waiting':
      return life;
    case 'called':
      life.calls.forEach(move.call);
      return life;
    case 'serving':
      life.calls.forEach(move.call);
      return { ...life, startedAt: move(life.startedAt) };
    case 'held':
      return { ...life, at: move(life.at), dueAt: life.dueAt && move(life.dueAt), startedAt: life.startedAt && move(life.startedAt) };
    case 'abandoned':
      return { ...life, at: move(life.at), before: movedLife(life.before, move) };
    case 'missed':
    case 'done':
    case 'cancelled':
      return { ...life, at: move(life.at) };
  }
}
