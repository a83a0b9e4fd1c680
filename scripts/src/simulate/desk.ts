// One window with its clerk: opens and pauses by the roster, calls the next, calls again, gives up, ends a visit. Looks up
// every ten seconds at its own moment, and acts on what was committed by then.
import { ClerkId, nextStop, WindowId, type Actor, type HallConfig, type ReadonlyHall, type TicketId } from '@hallcall/domain';
import { createDice } from './dice.ts';
import type { LooseCommand } from './virtual-hub.ts';
import type { RosterStep, Turn, WindowPlan } from './visitor.ts';

/** Nobody reacts sooner: all commands of one such stretch share a commit, ms. */
export const frameMs = 10_000;

export type Visit = {
  readonly ticketId: TicketId;
  readonly stop: number;
  readonly turn: Turn;
  /** The first call of this turn. */
  readonly callId: string;
  calls: number;
  phase: 'called' | 'starting' | 'serving' | 'ending';
};

export type Desk = {
  readonly windowId: string;
  readonly actor: Extract<Actor, { role: 'clerk' }>;
  readonly queues: HallConfig['windows'][number]['queues'];
  /** When within each stretch the clerk looks up, ms. */
  readonly offset: number;
  readonly steps: RosterStep[];
  isOpen: boolean;
  isPaused: boolean;
  /** A press is under way. */
  isAsking: boolean;
  readyAt: number;
  visit: Visit | null;
  readonly held: { readonly ticketId: TicketId; readonly stop: number; readonly dueAt: number }[];
};

/** What the clerk sees. */
export type Picture = { readonly state: ReadonlyHall; readonly hall: HallConfig };

export function createDesk({ windowId, steps }: WindowPlan, hall: HallConfig): Desk | null {
  const window = hall.windows.find(({ id }) => id === windowId);
  if (!window) return null;
  const isBank = window.queues.some(({ queue }) => queue === hall.payment?.queue);
  return {
    windowId, queues: window.queues, offset: createDice('desk', windowId).below(frameMs), steps: [...steps],
    actor: { role: 'clerk', clerkId: ClerkId.parse(`clerk-${windowId}`.slice(0, 48)), windowId: WindowId.parse(windowId), isBank },
    isOpen: false, isPaused: false, isAsking: false, readyAt: 0, visit: null, held: [],
  };
}

/** What the clerk presses at `at`, or null. The desk counts as asking until the answer is there. */
export function press(desk: Desk, at: number, { state, hall }: Picture): LooseCommand | null {
  if (desk.isAsking || desk.visit || desk.readyAt > at) return null;
  const command = rosterPress(desk, at, state) ?? (desk.isOpen && !desk.isPaused ? callPress(desk, at, { state, hall }) : null);
  desk.isAsking = command !== null;
  return command;
}

/** The hub said no: the clerk looks again at the next moment. */
export function pressRefused(desk: Desk, at: number): void {
  desk.isAsking = false;
  desk.readyAt = at + frameMs;
}

function rosterPress({ steps, windowId, isOpen, isPaused, queues }: Desk, at: number, state: ReadonlyHall): LooseCommand | null {
  // A press that changed nothing need not be made again.
  while (steps[0] && steps[0].at <= at && isThere(steps[0], { isOpen, isPaused })) steps.shift();
  const step = steps[0];
  if (!step || step.at > at) return null;
  const isNeeded = step.what === 'close' && queues.some(({ queue, rank }) => rank === 1 && hasWaiting(state, queue));
  if (isNeeded) return null;
  return step.what === 'pause' ? { type: 'window.pause', windowId, reason: step.reason } : { type: `window.${step.what}`, windowId };
}

function isThere({ what }: RosterStep, { isOpen, isPaused }: Pick<Desk, 'isOpen' | 'isPaused'>): boolean {
  if (what === 'open') return isOpen;
  if (what === 'close') return !isOpen;
  return isOpen && isPaused === (what === 'pause');
}

/** The page shows who is next: nobody presses for nobody. */
function callPress({ held, actor, windowId, queues }: Desk, at: number, { state, hall }: Picture): LooseCommand | null {
  const due = held.find(({ dueAt, ticketId }) => dueAt <= at && !state.ticketById.get(ticketId)?.activeAt);
  if (due) return { type: 'stop.resume', windowId, ticketId: due.ticketId };
  const isSomebodyNext = queues.some(({ queue }) => hasWaiting(state, queue)) && nextStop(state, actor.windowId, { now: at, config: hall, taken: null });
  return isSomebodyNext ? { type: 'window.callNext', windowId, active: null } : null;
}

const hasWaiting = (state: ReadonlyHall, queueId: Parameters<typeof state.waiting.get>[0]): boolean => (state.waiting.get(queueId)?.length ?? 0) > 0;
