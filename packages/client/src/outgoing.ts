// Commands on their way: the same envelope is sent again until it is answered or has expired.
import type { Command, WireCommand } from '@hallcall/domain';
import type { Envelope, Reply } from '@hallcall/protocol';
import { closeBytes } from './limits.ts';

/** No answer came. `expired`: its time ran out and the outcome is unknown; the next view tells the truth. */
export type Unanswered = { readonly kind: 'unanswered'; readonly reason: 'notConnected' | 'expired' | 'tooLarge' | 'closed' };
export type SendResult = Reply | Unanswered;

/** Sends once and reports the reply, or null when none came on this connection in time. */
export type SendOnce = (envelope: Envelope, onReply: (reply: Reply | null) => void) => void;

export type Outgoing = {
  /** `keepOnFault`: a fault of the storage or a stopping hub is not an answer yet, try again until expiry. */
  add(envelope: Envelope, options: { readonly keepOnFault: boolean }): Promise<SendResult>;
  /** The connection is ready: everything unanswered goes out again, in its order. */
  flush(): void;
  close(): void;
};

type Waiting = {
  readonly envelope: Envelope;
  readonly keepOnFault: boolean;
  readonly settle: (result: SendResult) => void;
  lastFault: Reply | null;
  isUnderWay: boolean;
  timers: ReturnType<typeof setTimeout>[];
};

const againMs = 500;
/** Facts have no expiry of their own and are few: `isFact` of the domain, without its schemas. */
const factTypes: ReadonlySet<Command['type']> = new Set<Command['type']>([
  'ticket.issueOffline', 'paper.report', 'reprint.record', 'call.acknowledge', 'speech.report', 'agent.report', 'slip.report', 'visitors.turnedAway',
]);

/** True for what already happened; everything else expires. */
export const isFactType = (type: WireCommand['type']): boolean => factTypes.has(type);

/** `isReady` tells whether the connection is welcomed; `hubNow` is hub time in ms, null while unknown. */
export function createOutgoing(link: { sendOnce: SendOnce; isReady(): boolean; hubNow(): number | null }): Outgoing {
  const waitingById = new Map<string, Waiting>();

  function settle(waiting: Waiting, result: SendResult): void {
    if (!waitingById.delete(waiting.envelope.commandId)) return;
    for (const timer of waiting.timers) clearTimeout(timer);
    waiting.settle(result);
  }

  function trySend(waiting: Waiting): void {
    if (waiting.isUnderWay || !link.isReady() || !waitingById.has(waiting.envelope.commandId)) return;
    waiting.isUnderWay = true;
    link.sendOnce(waiting.envelope, (reply) => {
      waiting.isUnderWay = false;
      if (reply === null) trySend(waiting);
      else if (waiting.keepOnFault && isPassing(reply)) {
        waiting.lastFault = reply;
        waiting.timers.push(setTimeout(() => trySend(waiting), againMs));
      } else settle(waiting, reply);
    });
  }

  return {
    add(envelope, { keepOnFault }) {
      const known = waitingById.get(envelope.commandId);
      if (known !== undefined) throw new Error(`command ${envelope.commandId} is under way already`);
      if (new TextEncoder().encode(JSON.stringify(envelope)).length > closeBytes) {
        return Promise.resolve({ kind: 'unanswered', reason: 'tooLarge' });
      }
      return new Promise((resolve) => {
        const waiting: Waiting = { envelope, keepOnFault, settle: resolve, lastFault: null, isUnderWay: false, timers: [] };
        waitingById.set(envelope.commandId, waiting);
        const hubNow = link.hubNow();
        if (envelope.expiresAt !== null && hubNow !== null) {
          const expire = (): void => settle(waiting, waiting.lastFault ?? { kind: 'unanswered', reason: 'expired' });
          waiting.timers.push(setTimeout(expire, Math.max(0, envelope.expiresAt - hubNow)));
        }
        trySend(waiting);
      });
    },
    flush() {
      for (const waiting of waitingById.values()) {
        waiting.isUnderWay = false;
        trySend(waiting);
      }
    },
    close() {
      for (const waiting of waitingById.values()) settle(waiting, { kind: 'unanswered', reason: 'closed' });
    },
  };
}

function isPassing(reply: Reply): boolean {
  return reply.kind === 'fault' && (reply.fault.code === 'storage.unavailable' || reply.fault.code === 'hub.stopping');
}
