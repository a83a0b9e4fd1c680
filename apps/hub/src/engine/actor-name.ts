// How an actor is written in the log, in the table of commands and in the program's own log.
import type { Actor } from '@hallcall/domain';

/** `hub`, `manager:ID`, `clerk:ID@WINDOW`, `display:ID`, `agent:ID`. */
export function actorName(actor: Actor): string {
  switch (actor.role) {
    case 'hub':
      return 'hub';
    case 'manager':
      return `manager:${actor.clerkId}`;
    case 'clerk':
      return `clerk:${actor.clerkId}@${actor.windowId}`;
    case 'display':
    case 'agent':
      return `${actor.role}:${actor.deviceId}`;
  }
}
