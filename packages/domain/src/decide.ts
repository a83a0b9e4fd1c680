// All the rules: a command and the state give events, a refusal, or "cannot tell yet". Pure; mutates nothing.
import type { Command } from './command.ts';
import { accept, type Context, type Decision } from './context.ts';
import { cancelBooking, makeBooking } from './decide/booking.ts';
import { acknowledge } from './decide/call-proof.ts';
import { tick } from './decide/clock-tick.ts';
import { orderDayPaper, reportDayPaper, withDayPapers } from './decide/day-paper.ts';
import { adoptConfig, closeDay, openDay } from './decide/day.ts';
import { issueOffline } from './decide/issue-offline.ts';
import { issueTicket } from './decide/ticket-issue.ts';
import { cancelTicket, restoreTicket } from './decide/ticket-life.ts';
import { enterTicket, issueAtDesk } from './decide/guide-desk.ts';
import { addItem } from './decide/add-item.ts';
import { holdStop, resumeStop } from './decide/hold.ts';
import { transferStop } from './decide/transfer.ts';
import { undoAction } from './decide/undo.ts';
import { claimTicket, recordReprint, reportPaper, reprintTicket } from './decide/paper.ts';
import { confirmNotice, issueNotice, voidNotice } from './decide/payment.ts';
import { withBounds } from './decide/promise.ts';
import { acknowledgeRoot } from './decide/root-ack.ts';
import { orderSlip, reportSlip } from './decide/slip.ts';
import { raiseEpoch, reportNumbers } from './decide/recovery.ts';
import { beginEmergency, endEmergency, loseSpeech, muteZone, reportSpeech } from './decide/speech.ts';
import { callNumber } from './decide/call-number.ts';
import { endHelp, helpQueue } from './decide/help.ts';
import { makeUrgent } from './decide/urgent.ts';
import { takeOverWindow } from './decide/take-over.ts';
import { callNext, finishStop, missStop, recallTicket, startStop } from './decide/window-call.ts';
import { closeWindow, openWindow, pauseWindow, resumeWindow } from './decide/window-duty.ts';
import { noteTurnedAway } from './decide/turned-away.ts';
import type { ReadonlyHall } from './state.ts';

/** Decides one command. The caller has checked that the actor's role may send it at all. */
export function decide(state: ReadonlyHall, command: Command, context: Context): Decision {
  return withDayPapers(withBounds(state, byRules(state, command, context), context), context);
}

function byRules(state: ReadonlyHall, command: Command, context: Context): Decision {
  switch (command.type) {
    case 'ticket.issue':
      return issueTicket(state, command, context);
    case 'ticket.issueOffline':
      return issueOffline(state, command, context);
    case 'ticket.issueAtDesk':
      return issueAtDesk(state, command, context);
    case 'ticket.enter':
      return enterTicket(state, command, context);
    case 'booking.make':
      return makeBooking(state, command, context);
    case 'booking.cancel':
      return cancelBooking(state, command);
    case 'paper.report':
      return reportPaper(state, command, context);
    case 'reprint.record':
      return recordReprint(state, command, context);
    case 'ticket.reprint':
      return reprintTicket(state, command, context);
    case 'ticket.claim':
      return claimTicket(state, command, context);
    case 'ticket.cancel':
      return cancelTicket(state, command, context);
    case 'ticket.restore':
      return restoreTicket(state, command, context);
    case 'window.open':
      return openWindow(state, command, context);
    case 'window.takeOver':
      return takeOverWindow(state, command, context);
    case 'window.close':
      return closeWindow(state, command, context);
    case 'window.pause':
      return pauseWindow(state, command, context);
    case 'window.resume':
      return resumeWindow(state, command, context);
    case 'window.help':
      return helpQueue(state, command, context);
    case 'window.endHelp':
      return endHelp(state, command, context);
    case 'window.callNext':
      return callNext(state, command, context);
    case 'window.callNumber':
      return callNumber(state, command, context);
    case 'ticket.makeUrgent':
      return makeUrgent(state, command);
    case 'ticket.recall':
      return recallTicket(state, command, context);
    case 'stop.start':
      return startStop(state, command, context);
    case 'stop.finish':
      return finishStop(state, command, context);
    case 'stop.miss':
      return missStop(state, command, context);
    case 'stop.hold':
      return holdStop(state, command, context);
    case 'stop.resume':
      return resumeStop(state, command, context);
    case 'stop.transfer':
      return transferStop(state, command, context);
    case 'stop.addItem':
      return addItem(state, command, context);
    case 'action.undo':
      return undoAction(state, command, context);
    case 'notice.issue':
      return issueNotice(state, command, context);
    case 'notice.confirm':
      return confirmNotice(state, command, context);
    case 'notice.void':
      return voidNotice(state, command, context);
    case 'slip.order':
      return orderSlip(state, command, context);
    case 'slip.report':
      return reportDayPaper(state, command, context) ?? reportSlip(state, command, context);
    case 'dayPaper.order':
      return orderDayPaper(state, command, context);
    case 'root.acknowledge':
      return acknowledgeRoot(state, command);
    case 'visitors.turnedAway':
      return noteTurnedAway(state, command, context);
    case 'call.acknowledge':
      return acknowledge(state, command, context);
    case 'speech.report':
      return reportSpeech(state, command, context);
    case 'speech.lose':
      return loseSpeech(state, command, context);
    case 'zone.mute':
      return muteZone(state, command, context);
    case 'emergency.begin':
      return beginEmergency(state, command);
    case 'emergency.end':
      return endEmergency(state);
    case 'day.open':
      return openDay(state, 'manager', context);
    case 'day.close':
      return closeDay(state, 'manager', context);
    case 'clock.tick':
      return tick(state, context);
    case 'clock.step':
      return accept({ type: 'clock.stepped', from: command.from, to: command.to });
    case 'config.adopt':
      return adoptConfig(state, command, context);
    case 'epoch.raise':
      return raiseEpoch(state, command, context);
    case 'agent.report':
      return reportNumbers(state, command, context);
    case 'registry.change':
      return accept({ type: 'registry.changed', what: command.what, id: command.id });
  }
}
