import type { NamedStop, OwnTicketReply } from '@hallcall/protocol';
import { texts } from '@hallcall/text';
import { LanguageProvider } from '@hallcall/ui';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TicketPage } from './ticket-page.tsx';

const t = texts('en').ownTicket;
const ten = Date.UTC(2026, 10, 22, 2);
const place = { hall: { zh: '大厅', en: 'Hall' }, timeZone: 'Asia/Shanghai', now: ten };
const stop: NamedStop = {
  after: [], status: 'waiting', standing: { ahead: 2, waitMinutes: 15 }, calledAt: null, returnUntil: null, queue: { zh: '税务', en: 'Tax' }, zone: { zh: 'B1', en: 'B1' }, items: [], window: null,
};
type Ticket = Extract<OwnTicketReply, { kind: 'ticket' }>['ticket'];
const reply = (stops: readonly Partial<NamedStop>[], more: Partial<Ticket> = {}): OwnTicketReply => ({
  kind: 'ticket', ...place,
  ticket: {
    number: { prefix: 'A', n: 12 } as Ticket['number'], language: 'zh', issuedAt: ten, day: '2026-11-22' as Ticket['day'], isDayOver: false, isUnclaimed: false, emergency: null,
    stops: stops.map((one) => ({ ...stop, ...one })), ...more,
  },
});

/** What the hall answers; null: it does not. */
let hall: { readonly status: number; readonly body: unknown } | null;
let asked: string[];
let root: Root | null = null;
const vibrate = vi.fn<(pattern: number[]) => boolean>();

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  asked = [];
  vi.stubGlobal('fetch', async (address: string) => {
    asked.push(address);
    if (hall === null) throw new TypeError('unreachable');
    return Response.json(hall.body, { status: hall.status });
  });
  Object.assign(navigator, { vibrate });
  vibrate.mockClear();
});
afterEach(() => {
  act(() => root?.unmount());
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function open(body: unknown, status = 200): Promise<HTMLElement> {
  hall = { status, body };
  const element = document.createElement('div');
  document.body.append(element);
  root = createRoot(element);
  await act(async () => root?.render(<LanguageProvider initial="en" onChange={null}><TicketPage address="http://hall.test/t/h.x" /></LanguageProvider>));
  await later(0);
  return element;
}

const later = (ms: number): Promise<void> => act(async () => {
  await vi.advanceTimersByTimeAsync(ms);
  await new Promise((resolve) => setTimeout(resolve, 0));
});
const saidOf = async (one: Partial<NamedStop>): Promise<string> => (await open(reply([one]))).querySelector('[data-testid="own-stop"]')?.textContent ?? '';

test('each status says what the visitor does now', async () => {
  expect(await saidOf({})).toContain('2 people ahead of you');
  expect(await saidOf({ standing: { ahead: 0, waitMinutes: null } })).toContain(`${texts('en').wait.nobodyAhead}${texts('en').wait.noWindow}`);
  // Whoever is served before from another queue of the window is not ahead in this one.
  expect(await saidOf({ standing: { ahead: 0, waitMinutes: 10 } })).toContain(texts('en').wait.nobodyAhead);
  expect(await saidOf({ standing: { ahead: 0, waitMinutes: 0 } })).toContain(t.next);
  expect(await saidOf({ status: 'called', window: '3', standing: null, calledAt: ten })).toContain('Please go to window 3Called at 10:00');
  expect(await saidOf({ status: 'serving', window: '3', standing: null })).toContain(t.servedAt({ window: '3' }));
  expect(await saidOf({ status: 'held', window: '3', standing: null })).toContain(t.heldAt({ window: '3' }));
  expect(await saidOf({ status: 'missed', window: '3', standing: null, returnUntil: ten + 1_800_000 })).toContain(t.returnUntil({ time: '10:30' }));
  expect(await saidOf({ status: 'missed', window: '3', standing: null })).toContain(t.noReturn);
  expect(await saidOf({ status: 'blocked', standing: null })).toContain(t.blocked);
  for (const status of ['done', 'abandoned', 'cancelled'] as const) expect(await saidOf({ status, standing: null })).toBe(`Tax${t.status[status]}`);
});

test('steps stand in their order, with their number where there are several; the tab tells the most urgent one', async () => {
  const page = await open(reply([{ after: [1], status: 'blocked', standing: null }, { status: 'called', window: '4', standing: null, calledAt: ten }]));
  expect([...page.querySelectorAll('[data-testid="own-stop"]')].map((card) => [card.getAttribute('data-status'), card.textContent?.slice(0, 6)])).toEqual([['called', 'Step 1'], ['blocked', 'Step 2']]);
  expect(document.title).toBe(`A\u00a0012 ${t.status.called}`);
  expect(vibrate).toHaveBeenCalledTimes(1);
});

test('a telephone shakes once at a call, not at every look', async () => {
  await open(reply([{}]));
  expect(vibrate).not.toHaveBeenCalled();
  hall = { status: 200, body: reply([{ status: 'called', window: '3', standing: null, calledAt: ten }]) };
  await later(4_000);
  await later(4_000);
  expect([vibrate.mock.calls.length, asked.length]).toEqual([1, 3]);
});

test('a hall that does not answer is said, with what was known, and gone when it does again', async () => {
  const page = await open(reply([{}]));
  hall = null;
  await later(8_000);
  expect(page.textContent).not.toContain(t.stale.what);
  await later(4_000);
  expect(page.textContent).toContain(t.stale.what);
  expect(page.textContent).toContain('2 people ahead of you');
  hall = { status: 503, body: { code: 'storage.unavailable' } };
  await later(4_000);
  expect(page.textContent).toContain(t.stale.what);
  hall = { status: 200, body: reply([{}]) };
  await later(4_000);
  expect(page.textContent).not.toContain(t.stale.what);
});

test('what is over, unprinted, unknown or in an emergency is said', async () => {
  expect((await open(reply([{ status: 'done', standing: null }], { isDayOver: true }))).textContent).toContain(t.allDone);
  expect((await open(reply([{ status: 'abandoned', standing: null }], { isDayOver: true }))).textContent).toContain(t.dayOver);
  expect((await open(reply([{ standing: null }], { isUnclaimed: true }))).textContent).toContain(t.unclaimed);
  expect((await open(reply([{}], { emergency: { kind: 'evacuate', since: ten } }))).textContent).toContain(t.emergency);
  expect((await open({ kind: 'earlier', ...place, day: '2026-11-20' })).textContent).toContain(t.earlier({ date: 'Friday 20 November 2026' }));
  expect((await open({ code: 'ticket.unknown' }, 404)).textContent).toContain(t.unknown.action);
});
