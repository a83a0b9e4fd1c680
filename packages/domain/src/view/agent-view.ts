import type { StopPlan } from '../command.ts';
import type { HallConfig } from '../config.ts';
import type { DeviceId } from '../ids.ts';
import type { DeepReadonly, ReadonlyHall, Ticket } from '../state.ts';
import { callOf, hasEnded, ticketsOf } from '../evolve-parts.ts';
import { createStageOf } from '../stages.ts';
import { windowStatus } from './parts.ts';
import { slipOrders } from './slip-view.ts';
import type { AgentView, BarView, ReprintOrder } from './types.ts';

const longest = 20;

/** Second copies ordered from this agent's printer whose outcome it has not reported, and what its bars are to show. */
export function agentView(state: ReadonlyHall, config: HallConfig, deviceId: DeviceId): AgentView {
  const { emergency, rootAcks } = state;
  return { deviceId, reprints: reprintOrders(state, deviceId), bars: barViews(state, config, deviceId), slips: slipOrders(state, deviceId), emergency, rootAcks };
}

function barViews(state: ReadonlyHall, config: HallConfig, deviceId: DeviceId): BarView[] {
  const buses = new Set(config.ledBuses.filter(({ agent }) => agent === deviceId).map(({ id }) => id));
  return config.windows.flatMap(({ id, zone, led }): BarView[] => {
    if (!led || !buses.has(led.bus)) return [];
    const active = state.windowById.get(id)?.active;
    const ticket = active && state.ticketById.get(active.ticketId);
    const life = active && ticket?.stops[active.stop]?.life;
    const callId = callOf(life ?? undefined, -1)?.callId ?? null;
    return [{ ...led, windowId: id, zone, status: windowStatus(state, id), number: ticket?.number ?? null, callId }];
  });
}

/** Ended stops are left out, and nobody waits for them. A blocked stop gets its promise when it opens. Only the ticket itself says how long it takes. */
function planOf({ stops }: DeepReadonly<Ticket>, copy: number): StopPlan[] {
  const live = stops.filter((stop) => !hasEnded(stop));
  const left = byStage(live.length > 0 ? live : stops);
  const stepOf = new Map(left.map(({ index }, step) => [index, step]));
  return left.map(({ queueId, items, after, bound, life, toldMs }) => ({
    queueId, items: [...items], after: after.flatMap((index) => stepOf.get(index) ?? []), ...(bound === null || life.status === 'blocked' ? {} : { bound }),
    ...(copy > 0 || toldMs === null ? {} : { estimateMs: toldMs }),
  }));
}

/** Stops that were added later may come before others. */
function byStage(stops: DeepReadonly<Ticket>['stops']): DeepReadonly<Ticket>['stops'] {
  const placeOf = new Map(stops.map(({ index }, place) => [index, place]));
  const steps = stops.map((stop) => ({ stop, after: stop.after.flatMap((index) => placeOf.get(index) ?? []) }));
  const stageOf = createStageOf(steps);
  return steps.toSorted((a, b) => stageOf(a) - stageOf(b)).map(({ stop }) => stop);
}

function reprintOrders(state: ReadonlyHall, deviceId: DeviceId): ReprintOrder[] {
  const reprints: ReprintOrder[] = [];
  const { day } = state;
  if (!day) return [];
  for (const ticket of ticketsOf(state, state.openReprints)) {
    const { ticketId, number, language, issuedAt, offline, chain, pass, booked } = ticket;
    for (const { jobId, copy, outcome, deviceId: printer } of ticket.reprints) {
      if (printer !== deviceId || outcome !== null || reprints.length >= longest) continue;
      const stops = planOf(ticket, copy);
      const left = { stops, ...(chain === null ? {} : { chain }), language, issuedAt, offline, day: day.date, ...(pass ? { isReturn: true as const } : {}), ...(booked ? { booked } : {}) };
      reprints.push(...stops.slice(0, 1).map(({ queueId, items }) => ({ jobId, copy, ticketId, number, queueId, items, ...left })));
    }
  }
  return reprints;
}
