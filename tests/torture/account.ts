// Every message with its answers: what was acknowledged must be in the log for ever, and told again the same to whoever asks again.
import type { Reply, StoredEvent } from '@hallcall/protocol';
import { isDeepStrictEqual } from 'node:util';
import type { Message } from '../chaos/peer.ts';
import { finding, type Finding } from './findings.ts';
import type { LogRow } from './check/log-row.ts';

export type Entry = { readonly token: string; readonly message: Message; readonly reply: Reply };

export type Account = {
  /** One more answer to a message; the first accepted one binds. */
  readonly note: (token: string, message: Message, reply: Reply) => void;
  /** Somebody was told no, in another way than by the reply to a message. */
  readonly refused: (code: string) => void;
  /** How often each thing was refused. */
  readonly refusals: () => ReadonlyMap<string, number>;
  readonly answers: () => number;
  /** Accepted messages that changed something, oldest first. */
  readonly accepted: () => readonly Entry[];
  /** A backup that ends at `seq` was put back: what came later in the log is forgotten. */
  readonly forgetAfter: (seq: number) => void;
  /** Acknowledged events that the log does not have, and messages that were answered in two ways. */
  readonly check: (rowBySeq: ReadonlyMap<number, LogRow>) => readonly Finding[];
};

export function createAccount(): Account {
  const entryById = new Map<string, Entry>();
  const twoAnswers: Finding[] = [];
  const refusals = new Map<string, number>();
  const refused = (code: string): void => void refusals.set(code, (refusals.get(code) ?? 0) + 1);
  let answers = 0;
  return {
    refused,
    refusals: () => refusals,
    note(token, message, reply) {
      answers += 1;
      if (reply.kind === 'rejected') refused(reply.rejection.code);
      const known = entryById.get(message.commandId);
      if (known) {
        if (!isDeepStrictEqual(known.reply, reply)) twoAnswers.push(finding('doubled', `${nameOf(message)} was answered ${told(known.reply)}, and again ${told(reply)}`));
      } else if (eventsIn(reply).length > 0) entryById.set(message.commandId, { token, message, reply });
    },
    answers: () => answers,
    accepted: () => [...entryById.values()],
    forgetAfter(seq) {
      for (const [id, { reply }] of entryById) if (eventsIn(reply).some((event) => event.seq > seq)) entryById.delete(id);
    },
    check: (rowBySeq) => [...twoAnswers, ...[...entryById.values()].flatMap((entry) => missing(entry, rowBySeq))],
  };
}

const eventsIn = (reply: Reply): readonly StoredEvent[] => (reply.kind === 'accepted' ? reply.events : []);

const nameOf = ({ command, commandId }: Message): string => `${String(command['type'])} ${commandId}`;

const told = (reply: Reply): string =>
  reply.kind === 'accepted' ? `events ${reply.events.map(({ seq }) => seq).join()}` : reply.kind === 'rejected' ? reply.rejection.code : reply.fault.code;

function missing({ message, reply }: Entry, rowBySeq: ReadonlyMap<number, LogRow>): Finding[] {
  return eventsIn(reply).flatMap(({ seq, epoch, event }) => {
    const row = rowBySeq.get(seq);
    const isThere = row?.epoch === epoch && isDeepStrictEqual(row.event, event);
    return isThere ? [] : [finding('lost', `event ${seq} of ${nameOf(message)}`)];
  });
}
