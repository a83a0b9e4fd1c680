import type { DeviceId } from '../ids.ts';
import type { ReadonlyHall } from '../state.ts';
import type { AgentView, ReprintOrder } from './types.ts';

const longest = 20;

/** Second copies that somebody ordered from this agent's printer and whose outcome it has not reported. */
export function agentView(state: ReadonlyHall, deviceId: DeviceId): AgentView {
  const reprints: ReprintOrder[] = [];
  for (const ticketId of state.openReprints) {
    const ticket = state.ticketById.get(ticketId);
    const stop = ticket?.stops[0];
    if (!ticket || !stop || !state.day) continue;
    const { number, language, issuedAt, offline } = ticket;
    for (const { jobId, copy, outcome, deviceId: printer } of ticket.reprints) {
      if (printer !== deviceId || outcome !== null || reprints.length >= longest) continue;
      reprints.push({ jobId, copy, ticketId, number, queueId: stop.queueId, items: stop.items, language, issuedAt, offline, day: state.day.date });
    }
  }
  return { deviceId, reprints };
}
