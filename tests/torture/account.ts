// Every message with its answers: what was acknowledged must be in the log for ever, and told again the same to whoever asks again.
import type { Reply, StoredEvent } from '@hallcall/protocol';
import { isDeepStrictEqual } from 'node:util';
import type { Message } from '../chaos/peer.ts';
import { finding, type Finding } from './findings.ts';
import type { LogRow } from './check/log-row.ts';

export type Entry = { readonly token: string; readonly message: Message; readonly reply: Reply };

export type Account = {
  /** One more answer to a message; the first accepted one binds for ever, a refusal as long as the hub lives and the message has not expired. */
  readonly note: (token: string, message: Message, reply: Reply) => void;
  /** Somebody was told no, in another way than by the reply to a message. */
  readonly refused: (code: string) => void;
  /** How often each thing was refused. */
  readonly refusals: () => ReadonlyMap<string, number>;
  readonly answers: () => number;
  /** Accepted messages that changed something, oldest first. */
  readonly accepted: () => readonly Entry[];
  /** Messages refused by the hub that lives, oldest first. */
  readonly refusedNow: () => readonly Entry[];
  /** A backup that ends at `seq` was put back: what came later in the log is forgotten. */
  readonly forgetAfter: (seq: number) => void;
  /** Acknowledged events that the log does not have, and messages that were answered in two ways. */
  readonly check: (rowBySeq: ReadonlyMap<number, LogRow>) => readonly Finding[];
};

/** `life`: how often the hub was started; what it refused it remembers in memory alone. */
export function createAccount(life: () => number): Account {
  const entryById = new Map<string, Entry>();
  const refusedById = new Map<string, Entry & { readonly life: number }>();
  const twoAnswers: Finding[] = [];
  const refusals = new Map<string, number>();
  const refused = (code: string): void => void refusals.set(code, (refusals.get(code) ?? 0) + 1);
  const differs = (message: Message, first: Reply, again: Reply): void => void twoAnswers.push(finding('doubled', `${nameOf(message)} was answered ${told(first)}, and again ${told(again)}`));
  const refusedNow = (): (Entry & { readonly life: number })[] => {
    for (const [id, entry] of refusedById) if (entry.life !== life()) refusedById.delete(id);
    return [...refusedById.values()];
  };
  let answers = 0;
  return {
    refused,
    refusals: () => refusals,
    note(token, message, reply) {
      answers += 1;
      if (reply.kind === 'rejected') refused(reply.rejection.code);
      const [known, no] = [entryById.get(message.commandId), refusedById.get(message.commandId)];
      if (known) {
        if (!isDeepStrictEqual(known.reply, reply)) differs(message, known.reply, reply);
        return;
      }
      if (no?.life === life() && (reply.kind !== 'rejected' || isDecided(reply)) && !isDeepStrictEqual(no.reply, reply)) differs(message, no.reply, reply);
      if (eventsIn(reply).length > 0) entryById.set(message.commandId, { token, message, reply });
      else if (reply.kind === 'rejected' && isDecided(reply) && no?.life !== life()) refusedById.set(message.commandId, { token, message, reply, life: life() });
    },
    answers: () => answers,
    accepted: () => [...entryById.values()],
    refusedNow,
    forgetAfter(seq) {
      for (const [id, { reply }] of entryById) if (eventsIn(reply).some((event) => event.seq > seq)) entryById.delete(id);
    },
    check: (rowBySeq) => [...twoAnswers, ...[...entryById.values()].flatMap((entry) => missing(entry, rowBySeq))],
  };
}

const eventsIn = (reply: Reply): readonly StoredEvent[] => (reply.kind === 'accepted' ? reply.events : []);

/** What is malformed, or came too late or too early, was never decided. */
const isDecided = (reply: Extract<Reply, { kind: 'rejected' }>): boolean => reply.rejection.code !== 'command.malformed' && reply.rejection.code !== 'command.expired';

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
