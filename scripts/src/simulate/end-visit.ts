// How a visit at the window ends: done, put aside, sent on, sent to pay; at the bank with the receipt.
import type { Desk, Visit } from './desk.ts';
import { createDice } from './dice.ts';
import { later, type Doing, type Moment, type Stage } from './stage.ts';
import type { LooseCommand, Sending } from './virtual-hub.ts';

/** `isPlain`: what was intended was refused, so the visit just ends. */
export function endVisit(stage: Stage, { windowId, visit, isPlain }: Extract<Doing, { kind: 'end' }>, moment: Moment): readonly Sending[] {
  const desk = stage.deskById.get(windowId);
  if (!desk || desk.visit !== visit || visit.phase !== 'serving') return [];
  visit.phase = 'ending';
  const command = confirmation(stage, visit) ?? (isPlain ? finish('completed', 1) : commandOf(visit));
  const refused = (): void => {
    visit.phase = 'serving';
    later(stage, moment.at, `${moment.key} again`, { kind: 'end', windowId, visit, isPlain: true });
  };
  const where = command.type === 'notice.confirm' ? {} : { windowId, ticketId: visit.ticketId };
  return [{ ...moment, actor: desk.actor, command: { ...command, ...where }, refused }];
}

/** At the bank nobody is done while a notice is open. */
function confirmation({ notices }: Stage, { ticketId, stop }: Visit): LooseCommand | null {
  const noticeId = notices.get(noticeKey(ticketId, stop));
  if (noticeId === undefined) return null;
  const dice = createDice(noticeId, 'receipt');
  return { type: 'notice.confirm', noticeId, receipt: `R${String(dice.below(1e8)).padStart(8, '0')}`, paidBy: dice.pick(['cash', 'card', 'phone']) };
}

export const noticeKey = (ticketId: string, stop: number): string => `${ticketId} ${stop}`;

const finish = (outcome: string, count: number): LooseCommand => ({ type: 'stop.finish', outcome, count, caseRef: null });

function commandOf({ turn: { ending } }: Visit): LooseCommand {
  switch (ending.kind) {
    case 'finish':
      return finish(ending.outcome, ending.count);
    case 'hold':
      return { type: 'stop.hold', reason: 'materials', forMs: ending.remindMs };
    case 'transfer':
      return { type: 'stop.transfer', to: { queueId: ending.queueId }, reason: 'wrongWindow' };
    case 'bill':
      return { type: 'notice.issue', lines: ending.lines, waiver: ending.waiver, payee: ending.payee, code: ending.code };
  }
}

/** The clerk is free again, after a moment for the desk; the same moment whenever the same visit ends. */
export function freeDesk(desk: Desk, at: number): void {
  const visit = desk.visit;
  if (!visit) return;
  desk.visit = null;
  desk.readyAt = at + createDice(visit.ticketId, 'tidy', visit.stop).between(5_000, 25_000);
}
