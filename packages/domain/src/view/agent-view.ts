import type { StopPlan } from '../command.ts';
import type { HallConfig } from '../config.ts';
import type { DeviceId } from '../ids.ts';
import type { DeepReadonly, ReadonlyHall, Ticket } from '../state.ts';
import { hasEnded } from '../evolve-parts.ts';
import { windowStatus } from './parts.ts';
import { slipOrders } from './slip-view.ts';
import type { AgentView, BarView, ReprintOrder } from './types.ts';

const longest = 20;

/** Second copies ordered from this agent's printer whose outcome it has not reported, and what its bars are to show. */
export function agentView(state: ReadonlyHall, config: HallConfig, deviceId: DeviceId): AgentView {
  return { deviceId, reprints: reprintOrders(state, deviceId), bars: barViews(state, config, deviceId), slips: slipOrders(state, deviceId), emergency: state.emergency };
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

/** Ended stops are left out, and nobody waits for them. A blocked stop gets its promise when it opens. */
function planOf({ stops }: DeepReadonly<Ticket>): StopPlan[] {
  const live = stops.filter((stop) => !hasEnded(stop));
  const left = byStage(live.length > 0 ? live : stops);
  const stepOf = new Map(left.map(({ index }, step) => [index, step]));
  return left.map(({ queueId, items, after, bound, life }) => ({
    queueId, items: [...items], after: after.flatMap((index) => stepOf.get(index) ?? []), ...(bound === null || life.status === 'blocked' ? {} : { bound }),
  }));
}

type StopOf = DeepReadonly<Ticket>['stops'][number];

/** Stops that were added later may come before others: each stage is whoever waits for nobody that is still to come. */
function byStage(stops: readonly StopOf[]): readonly StopOf[] {
  const waitsFor = ({ after }: StopOf, others: readonly StopOf[]): boolean => others.some(({ index }) => after.includes(index));
  const stage = stops.filter((stop) => !waitsFor(stop, stops));
  if (stage.length === 0) return stops;
  return [...stage, ...byStage(stops.filter((stop) => !stage.includes(stop)))];
}

function reprintOrders(state: ReadonlyHall, deviceId: DeviceId): ReprintOrder[] {
  const reprints: ReprintOrder[] = [];
  for (const ticketId of state.openReprints) {
    const ticket = state.ticketById.get(ticketId);
    const stops = ticket ? planOf(ticket) : [];
    const [first] = stops;
    if (!ticket || !first || !state.day) continue;
    const { number, language, issuedAt, offline, chain, pass } = ticket;
    for (const { jobId, copy, outcome, deviceId: printer } of ticket.reprints) {
      if (printer !== deviceId || outcome !== null || reprints.length >= longest) continue;
      reprints.push({
        jobId, copy, ticketId, number, queueId: first.queueId, items: first.items, stops, ...(chain === null ? {} : { chain }), language, issuedAt, offline, day: state.day.date, ...(pass ? { isReturn: true } : {}),
      });
    }
  }
  return reprints;
}
