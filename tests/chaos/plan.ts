// What a set of peers will try, and in which weather: made from a seed alone, before anybody connects.
import type { Seeded } from '@hallcall/testkit';

/** Who sends; several may share a session. */
export type Cast = { readonly name: string; readonly role: 'agent' | 'clerk' | 'display' | 'manager'; readonly windowId: string };

/** What happens to the peer's line while it sends. */
export type Weather = { readonly kind: 'fair' | 'cut' | 'noAnswer' | 'noQuestion' | 'slow'; readonly ms: number };

export type Act = {
  readonly commandId: string;
  readonly type: string;
  /** The ticket meant, where the peer sees none of its own. */
  readonly ticketId: string;
  /** A ticket issued by this act, its number if offline. */
  readonly newTicketId: string;
  readonly n: number;
  readonly itemId: string;
  readonly isApt: boolean;
  /** Sent once more after the answer. */
  readonly isDoubled: boolean;
  readonly weather: Weather;
};

const many = (type: string, count: number): string[] => Array.from({ length: count }, () => type);

const typesOf: Record<Cast['role'], readonly string[]> = {
  agent: [...many('ticket.issue', 3), 'ticket.issueOffline', ...many('paper.report', 2), 'reprint.record'],
  clerk: [
    ...many('window.callNext', 12), ...many('stop.start', 6), ...many('stop.finish', 8), ...many('ticket.recall', 2), 'stop.miss',
    'window.open', 'window.open', 'window.pause', 'window.resume', 'window.resume', 'ticket.cancel', 'ticket.restore',
  ],
  display: ['call.acknowledge'],
  manager: [...many('ticket.cancel', 2), ...many('ticket.restore', 3), ...many('ticket.claim', 3), ...many('ticket.reprint', 3), 'window.close'],
};
const weathers: readonly Weather['kind'][] = ['fair', 'fair', 'fair', 'fair', 'fair', 'cut', 'noAnswer', 'noQuestion', 'slow', 'slow'];

/** `count` acts for everybody. Offline numbers come once each from the band that begins at `firstNumber`. */
export function planOf(seeded: Seeded, cast: readonly Cast[], { count, firstNumber }: { readonly count: number; readonly firstNumber: number }): ReadonlyMap<string, readonly Act[]> {
  const ticketIds = Array.from({ length: count }, () => seeded.id());
  let n = firstNumber;
  let issued = 0;
  const act = (role: Cast['role'], index: number): Act => {
    const type = role === 'clerk' && index === 0 ? 'window.open' : seeded.pick(typesOf[role]);
    const isIssue = type.startsWith('ticket.issue');
    return {
      commandId: seeded.id(), type, ticketId: seeded.pick(ticketIds), newTicketId: (isIssue ? ticketIds[issued++] : null) ?? seeded.id(), n: n++,
      itemId: seeded.pick(['D01-01', 'D01-01', 'D02-01']), isApt: seeded.below(8) > 0, isDoubled: seeded.below(5) === 0,
      weather: { kind: seeded.pick(weathers), ms: 5 + seeded.below(60) },
    };
  };
  return new Map(cast.map(({ name, role }) => [name, Array.from({ length: count }, (_, index) => act(role, index))]));
}
