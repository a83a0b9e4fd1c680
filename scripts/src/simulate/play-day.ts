// Plays a planned day on the hub, ten seconds at a time: what people do in a stretch is sent together, and they react to
// its answers in the next ones.
import { isOpenAt, type HallConfig, type ReadonlyHall } from '@hallcall/domain';
import type { StoredEvent } from '@hallcall/protocol';
import { createAgenda } from './agenda.ts';
import { createBoard } from './board.ts';
import { createDesk, frameMs, press, pressRefused } from './desk.ts';
import { act } from './doings.ts';
import { manager } from './people.ts';
import { react } from './reactions.ts';
import type { Doing, Stage } from './stage.ts';
import type { DayPlan } from './visitor.ts';
import type { Sending, VirtualHub } from './virtual-hub.ts';

/** After each stretch, with its end; may wait. */
export type Watch = (at: number, state: ReadonlyHall) => Promise<void> | void;

const tickMs = 1_000;
const graceMs = 60_000;

/** Resolves with every event of the day, once it is closed. */
export async function playDay(hub: VirtualHub, { plan, hall, watch }: { readonly plan: DayPlan; readonly hall: HallConfig; readonly watch: Watch }): Promise<readonly StoredEvent[]> {
  const stage = setStage(plan, hall, hub.state);
  const board = createBoard(hall);
  const day: StoredEvent[] = [];
  for (let from = plan.startsAt; from < plan.managerClosesAt + graceMs; from += frameMs) {
    const to = from + frameMs;
    stage.nextFrame = to;
    const sendings = [...board.report(from), ...presses(stage, from)];
    for (let next = stage.agenda.take(to); next; next = stage.agenda.take(to)) sendings.push(...act(stage, next.what, { at: Math.max(from, next.at), key: next.key }));
    if (isEmpty(stage, hall)) sendings.push(closing(to - 1));
    const ticks = Array.from({ length: frameMs / tickMs }, (_, i) => from + i * tickMs);
    const events = await hub.run(sendings, ticks);
    for (const event of events) react(stage, event);
    board.see(events);
    day.push(...events);
    await watch(to, hub.state());
    if (events.some(({ event }) => event.type === 'day.closed')) break;
  }
  return day;
}

function setStage(plan: DayPlan, hall: HallConfig, state: () => ReadonlyHall): Stage {
  const desks = plan.windows.flatMap((window) => createDesk(window, hall) ?? []);
  const agenda = createAgenda<Doing>();
  for (const visitor of plan.visitors) {
    const { ticketId, offline, arrivesAt } = visitor;
    agenda.add(offline?.heardAt ?? arrivesAt, `arrive ${ticketId}`, { kind: 'arrive', visitor });
  }
  if (plan.managerOpensAt !== null) agenda.add(plan.managerOpensAt, 'day open', { kind: 'day', type: 'day.open' });
  agenda.add(plan.managerClosesAt, 'day close', { kind: 'day', type: 'day.close' });
  const served = plan.visitors.flatMap(({ turns }) => turns.flat().map(({ servesMs }) => servesMs)).toSorted((a, b) => a - b);
  return {
    hall, state, agenda, desks, deskById: new Map(desks.map((desk) => [desk.windowId, desk])), visitorById: new Map(plan.visitors.map((visitor) => [visitor.ticketId, visitor])), lives: new Map(), notices: new Map(),
    pending: { arrivals: plan.visitors.length, returns: 0 }, nextFrame: plan.startsAt, typicalMs: served[served.length >> 1] ?? 5 * 60_000,
  };
}

function presses({ desks, hall, state }: Stage, from: number): Sending[] {
  const picture = { hall, state: state() };
  return desks.flatMap((desk): Sending[] => {
    const at = from + desk.offset;
    const command = press(desk, at, picture);
    if (!command) return [];
    return [{ at, key: `press ${desk.windowId}`, actor: desk.actor, command, refused: () => pressRefused(desk, at) }];
  });
}

/** A hall without hours is closed by its manager once nobody is left or still to come. */
function isEmpty({ pending, state }: Stage, { timetable }: HallConfig): boolean {
  if (timetable.kind !== 'always' || pending.arrivals > 0 || pending.returns > 0) return false;
  const { totals, waiting, ticketById, day } = state();
  if (!day || day.closed || totals.called + totals.serving + totals.held > 0) return false;
  return [...waiting.values()].every((refs) => refs.every(({ ticketId }) => ticketById.get(ticketId)?.paper === 'failed'));
}

const closing = (at: number): Sending => ({ at, key: 'day close', actor: manager, command: { type: 'day.close' }, refused: null });

/** False when the hall's timetable has no hours that `plan` could be played in. */
export const hasHours = (hall: HallConfig, plan: DayPlan): boolean =>
  plan.managerOpensAt !== null || plan.visitors.some(({ arrivesAt, offline }) => isOpenAt(hall, offline?.heardAt ?? arrivesAt));
