// A morning in a hall: whether what people were told came true oftener than by a rule of thumb that knows the same hall.
import { callNext, clerkAt, createSeeded, finish, issue, kiosk, minute, numberOf, openHall, openWindows, testConfig, ticket, type Scenario } from '@hallcall/testkit';
import { expect, test } from 'vitest';
import { waitingIn } from './waiting-in.ts';
import type { QueueId, TicketId } from './ids.ts';

/** What was said and what came, ms. */
type Told = { readonly at: number; readonly estimate: number; readonly thumb: number };
type Step = { readonly at: number; readonly run: () => void };

const windows = ['w1', 'w2', 'w3'];
/** Mean minutes at the window and between two arrivals; the configuration says 15 and 5. */
const truth: Readonly<Record<string, { readonly visit: number; readonly every: number }>> = { 'market-1': { visit: 9, every: 4.5 }, 'tax-1': { visit: 7, every: 9 } };
const queueOf: Readonly<Record<string, string>> = { 'market-1': 'q-market', 'tax-1': 'q-tax' };

/** The configured minutes of everybody ahead, divided among the windows that serve the queue. */
function byThumb(hall: Scenario, queueId: QueueId): number {
  const own = hall.config.items.filter(({ queue }) => queue === queueId);
  const minutes = own.reduce((sum, item) => sum + item.minutes, 0) / own.length;
  const crew = hall.config.windows.filter(({ id, queues }) => windows.includes(id) && queues.some(({ queue }) => queue === queueId)).length;
  return (minutes * minute * waitingIn(hall.state, queueId).length) / crew;
}

type Morning = { readonly told: Map<TicketId, Told>; readonly calledAt: Map<TicketId, number> };

/** Four hours of arrivals, then until everybody has been called. */
function morning(seed: number): Morning {
  const seeded = createSeeded(seed);
  const drawn = (meanMinutes: number) => -Math.log((seeded.below(1_000_000) + 0.5) / 1_000_000) * meanMinutes * minute;
  // Two parts, so that very short and very long visits are rare; one in twelve does not come.
  const lasting = (itemId: string) => (seeded.below(12) === 0 ? minute : drawn((truth[itemId]?.visit ?? 0) / 2) + drawn((truth[itemId]?.visit ?? 0) / 2));
  const hall = openHall({ config: testConfig() });
  openWindows(hall, ...windows);
  const seen: Morning = { told: new Map(), calledAt: new Map() };
  const steps: Step[] = [];
  let n = 0;
  const from = hall.now;
  for (const [itemId, { every }] of Object.entries(truth)) {
    for (let at = from + drawn(every); at < from + 240 * minute; at += drawn(every)) {
      const number = (n += 1);
      steps.push({ at: Math.round(at), run: () => arrive(hall, seen, { number, itemId }) });
    }
  }
  while (steps.length > 0) {
    const next = steps.reduce((first, step) => (step.at < first.at ? step : first));
    steps.splice(steps.indexOf(next), 1);
    hall.now = next.at;
    next.run();
    for (const windowId of windows) steps.push(...callTo(hall, seen, { windowId, lasting }));
  }
  return seen;
}

function arrive(hall: Scenario, { told }: Morning, { number, itemId }: { readonly number: number; readonly itemId: string }): void {
  const thumb = byThumb(hall, queueOf[itemId] as QueueId);
  const issued = hall.run(kiosk(), issue(number, itemId)).find((event) => event.type === 'ticket.issued');
  told.set(ticket(number), { at: hall.now, thumb, estimate: issued?.stops[0]?.estimateMs ?? Number.NaN });
}

/** Calls the next to an idle window; gives the end of that visit. */
function callTo(hall: Scenario, { calledAt }: Morning, { windowId, lasting }: { readonly windowId: string; readonly lasting: (itemId: string) => number }): Step[] {
  if (hall.state.windowById.get(windowId as never)?.active) return [];
  const decision = hall.try(clerkAt(windowId), callNext(windowId));
  const called = decision.kind === 'events' ? decision.events.find((event) => event.type === 'ticket.called') : undefined;
  if (!called) return [];
  calledAt.set(called.ticketId, hall.now);
  const itemId = hall.state.ticketById.get(called.ticketId)?.stops[0]?.items[0]?.itemId ?? '';
  return [{ at: hall.now + Math.round(lasting(itemId)), run: () => void hall.run(clerkAt(windowId), finish(windowId, numberOf(called.ticketId))) }];
}

test('[X3] [X4] of three mornings each: more estimates than rules of thumb came true within five minutes, and the mean error is smaller', () => {
  for (const seed of [1, 2, 3]) {
    const { told, calledAt } = morning(seed);
    const errors = [...told].map(([ticketId, { at, estimate, thumb }]) => {
      const waited = (calledAt.get(ticketId) ?? Number.NaN) - at;
      return { estimate: Math.abs(estimate - waited), thumb: Math.abs(thumb - waited) };
    });
    const within = (key: 'estimate' | 'thumb') => errors.filter((error) => error[key] <= 5 * minute).length / errors.length;
    const mean = (key: 'estimate' | 'thumb') => errors.reduce((sum, error) => sum + error[key], 0) / errors.length / minute;
    expect(errors.length).toBeGreaterThan(40);
    expect(within('estimate')).toBeGreaterThan(within('thumb'));
    expect(mean('estimate')).toBeLessThan(mean('thumb'));
  }
});
