// What people set out to do at a time: take a number, come to the window, come back, leave; and what a clerk does next.
import type { Actor } from '@hallcall/domain';
import { createDice } from './dice.ts';
import { endVisit } from './end-visit.ts';
import { kioskOf, manager } from './people.ts';
import { comeBack, type Doing, type Moment, type Stage } from './stage.ts';
import type { LooseCommand, Sending } from './virtual-hub.ts';
import type { Visitor } from './visitor.ts';

/** The commands that a doing comes to. */
export function act(stage: Stage, doing: Doing, moment: Moment): readonly Sending[] {
  switch (doing.kind) {
    case 'arrive':
      return [arrive(stage, doing.visitor, moment)];
    case 'paper':
    case 'claim':
    case 'urgent':
    case 'leave':
    case 'return':
      return aboutTicket(stage, doing.kind, doing.visitor, moment);
    case 'answer':
      return answer(stage, doing, moment);
    case 'unanswered':
      return callAgain(stage, doing, moment);
    case 'end':
      return endVisit(stage, doing, moment);
    case 'day':
      return [{ ...moment, actor: manager, command: { type: doing.type }, refused: null }];
  }
}

function arrive(stage: Stage, visitor: Visitor, moment: Moment): Sending {
  stage.pending.arrivals -= 1;
  const { ticketId, items, chain, language, personClass, needs, booked, offline, paper } = visitor;
  const wish = { ticketId, items, language, personClass, needs, paper: paper ? 'pending' : 'none', ...(chain ? { chain } : {}) };
  const command: LooseCommand = offline
    ? {
        type: 'ticket.issueOffline', ...wish, number: offline.number, queueId: stage.hall.items.find(({ id }) => id === items[0]?.itemId)?.queue,
        day: stage.state().day?.date, issuedAt: visitor.arrivesAt, instead: null,
      }
    : { type: 'ticket.issue', ...wish, booked };
  return { ...moment, actor: kioskOf(visitor.device), command, refused: null };
}

function aboutTicket(stage: Stage, kind: 'paper' | 'claim' | 'urgent' | 'leave' | 'return', visitor: Visitor, moment: Moment): readonly Sending[] {
  const { ticketId, paper, device } = visitor;
  const life = stage.lives.get(ticketId);
  const send = (actor: Actor, command: LooseCommand, refused: Sending['refused'] = null): Sending[] => [{ ...moment, actor, command: { ticketId, ...command }, refused }];
  switch (kind) {
    case 'paper': {
      const jobId = createDice(ticketId, 'job').id();
      return paper ? send(kioskOf(device), { type: 'paper.report', day: stage.state().day?.date, jobId, copy: 0, outcome: paper.outcome, at: moment.at }) : [];
    }
    case 'claim':
      return send(manager, { type: 'ticket.claim' });
    case 'urgent':
      return send(manager, { type: 'ticket.makeUrgent', reason: 'simulated' });
    case 'leave':
      if (!life || life.wasCalled) return [];
      life.isGone = true;
      return send(manager, { type: 'ticket.cancel', reason: 'visitor' });
    case 'return':
      stage.pending.returns -= 1;
      return life?.missedAt ? send(life.missedAt.actor, { type: 'ticket.restore' }) : [];
  }
}

type AnswerDoing = Extract<Doing, { kind: 'answer' }>;
const lateMs = 60_000;

/** In time, the clerk starts; too late, the visitor asks at the desk to be called again. */
function answer(stage: Stage, { ticketId, callId, windowId }: AnswerDoing, moment: Moment): readonly Sending[] {
  const visit = stage.deskById.get(windowId)?.visit;
  const desk = stage.deskById.get(windowId);
  const life = stage.lives.get(ticketId);
  if (desk && visit?.callId === callId && visit.phase === 'called') {
    visit.phase = 'starting';
    return [{ ...moment, actor: desk.actor, command: { type: 'stop.start', windowId, ticketId }, refused: null }];
  }
  if (life && !life.isGone) comeBack(stage, life.visitor, moment.at + lateMs);
  return [];
}

function callAgain(stage: Stage, { windowId, callId, calls }: Extract<Doing, { kind: 'unanswered' }>, moment: Moment): readonly Sending[] {
  const desk = stage.deskById.get(windowId);
  const visit = desk?.visit;
  if (!desk || visit?.callId !== callId || visit.phase !== 'called' || visit.calls !== calls) return [];
  const isEnough = calls >= stage.hall.policy.callsBeforeMissed;
  if (isEnough) visit.phase = 'ending';
  return [{ ...moment, actor: desk.actor, command: { type: isEnough ? 'stop.miss' : 'ticket.recall', windowId, ticketId: visit.ticketId }, refused: null }];
}
