// After a restore or a replacement the hub may have forgotten numbers that are on paper: it asks every agent, then jumps.
import type { CommandOf } from '../command.ts';
import { accept, reject, type Context, type Decision } from '../context.ts';
import type { HallEvent } from '../event.ts';
import type { Prefix } from '../ids.ts';
import { serviceDateAt } from '../service-day.ts';
import type { ReadonlyHall } from '../state.ts';
import { isDateDoubted } from './doubted-day.ts';

/** How far counters jump past the highest number known from anywhere. */
const jump = 200;

/** E1: numbers rest until every agent named here has reported or the wait is over. Jumped under a date that is none, those of the right one would be given twice. */
export function raiseEpoch(state: ReadonlyHall, command: CommandOf<'epoch.raise'>, context: Context): Decision {
  const raised: HallEvent = { type: 'epoch.raised', epoch: command.epoch, reason: command.reason, agents: command.agents };
  const isSure = command.agents.length === 0 && !isDateDoubted(state, context);
  return accept(raised, ...(isSure ? [resumed(state, new Map(), context)] : []));
}

/** E2: what one agent has printed; the last report resumes the numbers. */
export function reportNumbers(state: ReadonlyHall, command: CommandOf<'agent.report'>, context: Context): Decision {
  if (context.actor.role !== 'agent') return reject({ code: 'command.notYours' });
  const { recovery } = state;
  if (!recovery) return accept();
  const { deviceId } = context.actor;
  const reported: HallEvent = { type: 'agent.reported', deviceId, date: command.date, highest: command.highest };
  const isLast = [...recovery.awaited].every((awaited) => awaited === deviceId);
  if (!isLast || isDateDoubted(state, context)) return accept(reported);
  const date = serviceDateAt(context.config, context.now);
  const highest = new Map(recovery.highest.get(date));
  if (command.date === date) {
    for (const [prefix, n] of Object.entries(command.highest)) highest.set(prefix as Prefix, Math.max(n, highest.get(prefix as Prefix) ?? 0));
  }
  return accept(reported, resumed(state, highest, context));
}

/** E1: the wait for silent agents is over; it counts only while they can be heard. */
export function resumeNumbers(state: ReadonlyHall, context: Context): HallEvent[] {
  const { recovery } = state;
  if (!recovery || context.now - Math.max(recovery.since, context.upSince) < context.config.policy.recoveryWaitMs) return [];
  const date = serviceDateAt(context.config, context.now);
  return [resumed(state, recovery.highest.get(date) ?? new Map(), context)];
}

/** E2: every counter of today's date goes on `jump` behind the highest number known. */
function resumed(state: ReadonlyHall, reported: ReadonlyMap<Prefix, number>, { config, now }: Context): HallEvent {
  const date = serviceDateAt(config, now);
  const own = state.day?.date === date ? state.highest : new Map<Prefix, number>();
  const prefixes = new Set([...config.queues.map((queue) => queue.prefix), ...own.keys(), ...reported.keys()]);
  const after = [...prefixes].map((prefix) => [prefix, Math.max(own.get(prefix) ?? 0, reported.get(prefix) ?? 0) + jump] as const);
  return { type: 'numbers.resumed', date, after: Object.fromEntries(after) as Record<Prefix, number> };
}
