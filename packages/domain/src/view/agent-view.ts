import type { StopPlan } from '../command.ts';
import type { HallConfig } from '../config.ts';
import type { DeviceId } from '../ids.ts';
import type { DeepReadonly, ReadonlyHall, Ticket } from '../state.ts';
import { windowStatus } from './parts.ts';
import type { AgentView, BarView, ReprintOrder } from './types.ts';

const longest = 20;

/** Second copies ordered from this agent's printer whose outcome it has not reported, and what its bars are to show. */
export function agentView(state: ReadonlyHall, config: HallConfig, deviceId: DeviceId): AgentView {
  return { deviceId, reprints: reprintOrders(state, deviceId), bars: barViews(state, config, deviceId), emergency: state.emergency };
}

function barViews(state: ReadonlyHall, config: HallConfig, deviceId: DeviceId): BarView[] {
  const buses = new Set(config.ledBuses.filter(({ agent }) => agent === deviceId).map(({ id }) => id));
  return config.windows.flatMap(({ id, zone, led }): BarView[] => {
    if (!led || !buses.has(led.bus)) return [];
    const active = state.windowById.get(id)?.active;
    const ticket = active && state.ticketById.get(active.ticketId);
    const life = active && ticket?.stops[active.stop]?.life;
    const callId = life?.status === 'called' ? (life.calls.at(-1)?.callId ?? null) : null;
    return [{ ...led, windowId: id, zone, status: windowStatus(state, id), number: ticket?.number ?? null, callId }];
  });
}

const planOf = ({ stops }: DeepReadonly<Ticket>): StopPlan[] => stops.map(({ queueId, items, after }) => ({ queueId, items: [...items], after: [...after] }));

function reprintOrders(state: ReadonlyHall, deviceId: DeviceId): ReprintOrder[] {
  const reprints: ReprintOrder[] = [];
  for (const ticketId of state.openReprints) {
    const ticket = state.ticketById.get(ticketId);
    const stop = ticket?.stops[0];
    if (!ticket || !stop || !state.day) continue;
    const { number, language, issuedAt, offline } = ticket;
    for (const { jobId, copy, outcome, deviceId: printer } of ticket.reprints) {
      if (printer !== deviceId || outcome !== null || reprints.length >= longest) continue;
      reprints.push({ jobId, copy, ticketId, number, queueId: stop.queueId, items: stop.items, stops: planOf(ticket), language, issuedAt, offline, day: state.day.date });
    }
  }
  return reprints;
}
