// People whom a kiosk could not give what they asked for (RULES.md, TA1–TA3).
import type { CommandOf } from '../command.ts';
import { accept, reject, type Context, type Decision } from '../context.ts';
import type { EventOf } from '../event.ts';
import type { ReadonlyHall } from '../state.ts';
import { placeDay } from './fact-day.ts';

const mostCounted = 9_999;

/** TA1, TA2: a fact; it changes nothing but the log. */
export function noteTurnedAway(state: ReadonlyHall, command: CommandOf<'visitors.turnedAway'>, context: Context): Decision {
  const { actor, now } = context;
  if (actor.role !== 'agent') return reject({ code: 'command.notYours' });
  const { day, refusals, searches } = command;
  const when = placeDay(state, day, context);
  if (when === 'future') return { kind: 'fault', fault: { code: 'day.notOpen' } };
  if (refusals.length + searches.length === 0) return accept();
  const to = Math.min(command.to, now);
  return accept({
    type: 'visitors.turnedAway', deviceId: actor.deviceId, from: Math.min(command.from, to), to, refusals: [...refusals], searches: maskedLines(searches, context),
    ...(when === 'open' ? {} : { lateDay: day }),
  });
}

/** Words that look the same afterwards are one line. */
function maskedLines(searches: CommandOf<'visitors.turnedAway'>['searches'], context: Context): EventOf<'visitors.turnedAway'>['searches'] {
  const counts = new Map<string, number>();
  for (const { text, count } of searches) {
    const masked = context.masked(text);
    counts.set(masked, Math.min(mostCounted, count + (counts.get(masked) ?? 0)));
  }
  return [...counts].map(([text, count]) => ({ text, count }));
}
