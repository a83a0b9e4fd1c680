// Which role may send which command. Static: what depends on state is decided by the rules.
import type { Role, WireCommand } from '@hallcall/domain';

const desk = ['clerk', 'manager'] as const;

export const permits = {
  /** The desk gives a number only for a booking. */
  'ticket.issue': ['agent', ...desk],
  'ticket.issueOffline': ['agent'],
  'ticket.issueAtDesk': ['manager'],
  'ticket.enter': ['manager'],
  'paper.report': ['agent'],
  'reprint.record': ['agent'],
  'agent.report': ['agent'],
  'call.acknowledge': ['display', 'agent'],
  'speech.report': ['display', 'agent'],
  'visitors.turnedAway': ['agent'],
  'zone.mute': ['manager'],
  'emergency.begin': ['manager'],
  'emergency.end': ['manager'],
  'ticket.reprint': desk,
  'ticket.claim': desk,
  'ticket.cancel': desk,
  'ticket.restore': desk,
  'ticket.makeUrgent': ['manager'],
  'window.callNumber': desk,
  'window.help': ['manager'],
  'window.endHelp': ['manager'],
  'window.open': ['clerk'],
  'window.takeOver': ['clerk'],
  'window.close': desk,
  'window.pause': ['clerk'],
  'window.resume': ['clerk'],
  'window.callNext': ['clerk'],
  'ticket.recall': ['clerk'],
  'stop.start': ['clerk'],
  'stop.finish': ['clerk'],
  'stop.miss': ['clerk'],
  'stop.hold': ['clerk'],
  'stop.resume': ['clerk'],
  'stop.transfer': ['clerk'],
  'stop.addItem': ['clerk'],
  'action.undo': ['clerk'],
  'notice.issue': ['clerk'],
  'notice.confirm': ['clerk'],
  'notice.void': desk,
  'booking.cancel': desk,
  'slip.order': ['clerk'],
  'slip.report': ['agent'],
  'dayPaper.order': ['manager'],
  'root.acknowledge': ['manager'],
  'day.open': ['manager'],
  'day.close': ['manager'],
} as const satisfies Record<WireCommand['type'], readonly Role[]>;

/** True when `role` may send commands of `type` at all. */
export const isPermitted = (role: Role, type: WireCommand['type']): boolean => (permits[type] as readonly Role[]).includes(role);
