// What the engine tells, as log lines and figures: one line a command, `seq type actor ms`.
import type { Envelope } from '@hallcall/protocol';
import type { Logger } from 'pino';
import { actorName } from './engine/actor-name.ts';
import type { EngineReport } from './engine/engine.ts';
import type { Metrics } from './metrics.ts';

export function reportEngine(log: Logger, metrics: () => Metrics): EngineReport {
  return {
    answered({ seq, type, actor, ms, reply }) {
      const result = reply.kind === 'rejected' ? reply.rejection.code : reply.kind === 'fault' ? reply.fault.code : 'accepted';
      metrics().command(type, result, ms);
      log.info({ seq, type, actor: actorName(actor), ms: Math.round(ms * 10) / 10, result });
    },
    group: (jobs, ms) => metrics().group(jobs, ms),
    bug: (error, envelope) => log.error({ err: error, envelope: withoutPerson(envelope) }, 'a rule threw; the command was answered with the fault bug'),
    storage({ isAvailable, error }) {
      if (isAvailable) log.warn('the store takes commits again');
      else log.error({ err: error }, 'a commit failed; commands are refused until one succeeds');
    },
  };
}

/** The log outlives the day: a tag has no place in it. */
function withoutPerson(envelope: Envelope): Envelope {
  if (envelope.command.type !== 'ticket.issue') return envelope;
  const { person: _, ...command } = envelope.command;
  return { ...envelope, command };
}
