// Which events belong to which part of the hall's work: what the log can be narrowed to.
import type { EventType, LogKind } from '@hallcall/domain';

export const kindOf = {
  'ticket.issued': 'ticket', 'paper.changed': 'ticket', 'reprint.requested': 'ticket', 'ticket.printOrdered': 'ticket', 'ticket.recognized': 'ticket', 'ticket.revived': 'ticket', 'visitors.turnedAway': 'hall', 'ticket.cancelled': 'ticket', 'ticket.abandoned': 'ticket', 'ticket.madeUrgent': 'ticket',
  'booking.made': 'ticket', 'booking.cancelled': 'ticket', 'booking.kept': 'ticket', 'booking.missed': 'ticket',
  'ticket.called': 'call', 'ticket.recalled': 'call', 'call.shown': 'call', 'call.spoken': 'call', 'stop.missed': 'call', 'stop.restored': 'call', 'stop.abandoned': 'call', 'stop.resumed': 'call',
  'stop.opened': 'service', 'stop.dropped': 'service', 'stop.started': 'service', 'stop.finished': 'service', 'stop.held': 'service', 'stop.released': 'service',
  'stop.transferred': 'service', 'stop.itemAdded': 'service', 'stop.added': 'service', 'action.undone': 'service', 'slip.ordered': 'service', 'slip.changed': 'service',
  'notice.issued': 'payment', 'notice.paid': 'payment', 'notice.voided': 'payment', 'notice.expired': 'payment',
  'window.opened': 'window', 'window.takenOver': 'window', 'window.closed': 'window', 'window.paused': 'window', 'window.resumed': 'window', 'window.helping': 'window', 'window.helped': 'window',
  'day.opened': 'hall', 'day.closed': 'hall', 'day.reopened': 'hall', 'dayPaper.ordered': 'hall', 'dayPaper.changed': 'hall', 'root.acknowledged': 'hall', 'zone.muted': 'hall', 'emergency.begun': 'hall', 'emergency.ended': 'hall', 'clock.stepped': 'hall',
  'config.adopted': 'hall', 'epoch.raised': 'hall', 'agent.reported': 'hall', 'numbers.resumed': 'hall', 'registry.changed': 'hall',
} as const satisfies Record<EventType, LogKind>;
