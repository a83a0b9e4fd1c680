// What an event sets in motion: a call lets somebody get up, an arrival takes its time, a missed one may come back.
import type { EventOf } from '@hallcall/domain';
import type { StoredEvent } from '@hallcall/protocol';
import { handle, type Handlers } from './by-type.ts';
import type { Desk } from './desk.ts';
import { freeDesk, noticeKey } from './end-visit.ts';
import { comeBack, later, type Life, type Stage } from './stage.ts';
import type { Turn } from './visitor.ts';

/** Until a clerk does what the policy allows by now. */
const clerkMs = 5_000;

export const react = (stage: Stage, { at, event }: StoredEvent): void => handle(reactions, event, stage, at);

const reactions: Handlers<[stage: Stage, at: number]> = {
  'ticket.issued': issued,
  'ticket.called': called,
  'stop.resumed'(event, stage, at) {
    forgetHeld(stage, event);
    called(event, stage, at);
  },
  'ticket.recalled': recalled,
  'stop.started': started,
  'stop.missed': missed,
  'stop.held': held,
  'stop.finished': (event, stage, at) => leaveDesk(stage, at, event.windowId),
  'stop.transferred': (event, stage, at) => leaveDesk(stage, at, event.windowId),
  'notice.issued'(event, stage, at) {
    stage.notices.set(noticeKey(event.ticketId, event.notice.bankStop), event.notice.noticeId);
    leaveDesk(stage, at, event.windowId);
  },
  'notice.paid'({ noticeId }, stage) {
    for (const [key, open] of stage.notices) if (open === noticeId) stage.notices.delete(key);
  },
  'ticket.cancelled'({ ticketId }, stage, at) {
    for (const desk of stage.desks) if (desk.visit?.ticketId === ticketId) freeDesk(desk, at);
  },
  'window.opened': duty,
  'window.closed': duty,
  'window.paused': duty,
  'window.resumed': duty,
};

function issued({ ticketId }: EventOf<'ticket.issued'>, stage: Stage, at: number): void {
  const visitor = stage.visitorById.get(ticketId);
  if (!visitor) return;
  stage.lives.set(ticketId, { visitor, calls: new Map(), wasCalled: false, isGone: false, missedAt: null });
  if (visitor.paper) later(stage, at + visitor.paper.afterMs, `paper ${ticketId}`, { kind: 'paper', visitor });
  if (visitor.claimsAfterMs !== null) later(stage, at + visitor.claimsAfterMs, `claim ${ticketId}`, { kind: 'claim', visitor });
  if (visitor.urgentAfterMs !== null) later(stage, at + visitor.urgentAfterMs, `urgent ${ticketId}`, { kind: 'urgent', visitor });
  if (visitor.leaves?.says) later(stage, visitor.arrivesAt + visitor.leaves.afterMs, `leave ${ticketId}`, { kind: 'leave', visitor });
}

function called({ ticketId, stop, windowId, callId }: EventOf<'ticket.called' | 'stop.resumed'>, stage: Stage, at: number): void {
  const desk = stage.deskById.get(windowId);
  const life = stage.lives.get(ticketId);
  if (!desk || !life) return;
  const turn = nextTurn(stage, life, stop, at);
  life.wasCalled = true;
  life.missedAt = null;
  desk.isAsking = false;
  desk.visit = { ticketId, stop, turn, callId, calls: 1, phase: 'called' };
  if (turn.answersAfterMs !== null) later(stage, at + turn.answersAfterMs, `answer ${ticketId} ${callId}`, { kind: 'answer', ticketId, callId, windowId });
  waitForAnswer(stage, at, desk);
}

/** Who has left unseen is not there; who was called more often than was foreseen comes and is served as most are. */
function nextTurn({ typicalMs }: Stage, life: Life, stop: number, at: number): Turn {
  const { visitor, calls } = life;
  const before = calls.get(stop) ?? 0;
  calls.set(stop, before + 1);
  const { leaves, turns } = visitor;
  const given = turns[stop]?.[before] ?? { answersAfterMs: 20_000, returnsAfterMs: null, servesMs: typicalMs, ending: { kind: 'finish', outcome: 'completed', count: 1 } };
  if (leaves && !leaves.says && !life.wasCalled && at > visitor.arrivesAt + leaves.afterMs) life.isGone = true;
  return life.isGone ? { ...given, answersAfterMs: null, returnsAfterMs: null } : given;
}

function recalled({ windowId }: EventOf<'ticket.recalled'>, stage: Stage, at: number): void {
  const desk = stage.deskById.get(windowId);
  if (!desk?.visit) return;
  desk.visit.calls += 1;
  waitForAnswer(stage, at, desk);
}

/** The clerk calls again, or gives up, as soon as the hall's policy allows it. */
function waitForAnswer(stage: Stage, at: number, { visit, windowId }: Desk): void {
  if (!visit) return;
  const { callsBeforeMissed, callSpacingMs, missAfterMs } = stage.hall.policy;
  const gap = visit.calls < callsBeforeMissed ? callSpacingMs : missAfterMs;
  const { callId, calls } = visit;
  later(stage, at + gap + clerkMs, `unanswered ${windowId}`, { kind: 'unanswered', windowId, callId, calls });
}

function started({ windowId }: EventOf<'stop.started'>, stage: Stage, at: number): void {
  const visit = stage.deskById.get(windowId)?.visit;
  if (!visit) return;
  visit.phase = 'serving';
  later(stage, at + visit.turn.servesMs, `end ${windowId}`, { kind: 'end', windowId, visit, isPlain: false });
}

function missed({ ticketId, windowId }: EventOf<'stop.missed'>, stage: Stage, at: number): void {
  const desk = stage.deskById.get(windowId);
  const life = stage.lives.get(ticketId);
  const returnsAfterMs = desk?.visit?.turn.returnsAfterMs ?? null;
  if (life && desk) life.missedAt = desk;
  if (life && returnsAfterMs !== null) comeBack(stage, life.visitor, at + returnsAfterMs);
  leaveDesk(stage, at, windowId);
}

function held({ ticketId, stop, windowId }: EventOf<'stop.held'>, stage: Stage, at: number): void {
  const desk = stage.deskById.get(windowId);
  const ending = desk?.visit?.turn.ending;
  if (desk && ending?.kind === 'hold' && ending.resumesAfterMs !== null) desk.held.push({ ticketId, stop, dueAt: at + ending.resumesAfterMs });
  leaveDesk(stage, at, windowId);
}

function leaveDesk(stage: Stage, at: number, windowId: string): void {
  const desk = stage.deskById.get(windowId);
  if (desk) freeDesk(desk, at);
}

/** Another stop of the same visitor may be called in between. */
function forgetHeld({ deskById }: Stage, { windowId, ticketId, stop }: EventOf<'stop.resumed'>): void {
  const kept = deskById.get(windowId)?.held ?? [];
  const index = kept.findIndex((one) => one.ticketId === ticketId && one.stop === stop);
  if (index >= 0) kept.splice(index, 1);
}

function duty(event: EventOf<'window.opened' | 'window.closed' | 'window.paused' | 'window.resumed'>, stage: Stage): void {
  const desk = stage.deskById.get(event.windowId);
  if (!desk) return;
  desk.isAsking = false;
  desk.isOpen = event.type !== 'window.closed';
  desk.isPaused = event.type === 'window.paused';
  if (event.type === 'window.closed') desk.held.length = 0;
}
