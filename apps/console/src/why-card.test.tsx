import type { HubConfig, HubHttp } from '@hallcall/client';
import type { ConsoleView } from '@hallcall/domain';
import { LanguageProvider, type Commands, type Names } from '@hallcall/ui';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ConsoleContext } from './console-context.tsx';
import { WhyCard } from './why-card.tsx';

const opened: (() => Promise<void>)[] = [];
beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  vi.useFakeTimers();
});
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
  vi.useRealTimers();
});

const counts = { earlier: 0, preferred: 0, returned: 0, urgent: 0, chosen: 0, notReady: 0 };
const answer = (earlier: number) => ({ ok: true, status: 200, body: { ticketId: 't1', number: { prefix: 'A', n: 12 }, issuedAt: 0, waits: [], calls: [], counts: { ...counts, earlier } } });
const view = (over: object = {}) => ({ windows: [], queues: [], missed: [], urgent: { count: 0, listed: [] }, ...over }) as unknown as ConsoleView;
const found = (id: string) => document.querySelector<HTMLElement>(`[data-testid="${id}"]`);

/** The card at a hub that gives these answers in turn, then the last for ever. */
async function card(...replies: object[]) {
  const asked: string[] = [];
  const sent: object[] = [];
  const commands = { send: (command: object) => void sent.push(command) } as unknown as Commands;
  const http = { whyNotMe: (key: string) => Promise.resolve(replies[Math.min(asked.push(key), replies.length) - 1]) } as unknown as HubHttp;
  const container = document.createElement('div');
  document.body.append(container);
  const root = createRoot(container);
  const show = (shown: ConsoleView) =>
    act(async () =>
      root.render(
        <LanguageProvider initial="zh" onChange={null}>
          <ConsoleContext value={{ http, view: shown, canAct: true, isSample: false, names: { queue: String, windowLabel: String, item: String, minutes: () => 0 } satisfies Names, commands, config: { hall: {} } as unknown as HubConfig }}>
            <WhyCard />
          </ConsoleContext>
        </LanguageProvider>,
      ),
    );
  await show(view());
  opened.push(async () => {
    await act(async () => root.unmount());
    container.remove();
  });
  return { asked, sent, show };
}
const pass = (ms: number) => act(async () => void (await vi.advanceTimersByTimeAsync(ms)));

async function ask(text: string): Promise<void> {
  const input = document.querySelector<HTMLInputElement>('input');
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text);
    input?.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await act(async () => input?.form?.requestSubmit());
  await pass(0);
}

test('the answer is asked for again once the hall has settled after calls, or a number was made urgent', async () => {
  const { asked, show } = await card(answer(1), answer(2), answer(3));
  await ask('a 012');
  expect([asked, found('why')?.textContent]).toEqual([['A12'], expect.stringContaining('位次在前: 1')]);
  for (const waiting of [5, 4, 3]) {
    await show(view({ queues: [{ queueId: 'q1', waiting, oldestAt: 1, windows: 1 }] }));
    await pass(100);
  }
  expect(asked).toEqual(['A12']);
  await pass(400);
  expect([asked, found('why')?.textContent]).toEqual([['A12', 'A12'], expect.stringContaining('位次在前: 2')]);
  await show(view({ queues: [{ queueId: 'q1', waiting: 3, oldestAt: 1, windows: 1 }], urgent: { count: 1, listed: [] } }));
  await pass(400);
  expect(found('why')?.textContent).toContain('位次在前: 3');
});

const urgent = (isOver: boolean) => ({ urgent: { count: 1, listed: [{ ticketId: 't1', number: { prefix: 'A', n: 12 }, reason: '不适', at: 1, isOver }] } });

test('a number that is urgent by now is said to go first: what held for it before is said no more, and it is not made urgent twice', async () => {
  const waits = [{ queueId: 'q1', bound: 3, overtaken: 1, ahead: 7, waitMinutes: 20 }];
  const waiting = { ...answer(1), body: { ...answer(1).body, waits } };
  const { show } = await card(waiting);
  await ask('A12');
  expect([found('why-waits')?.textContent, found('urgent-ask') === null, found('why-urgent')]).toEqual([expect.stringContaining('前面'), false, null]);
  await show(view(urgent(false)));
  expect([found('why-waits'), found('urgent-ask'), found('why-urgent')?.textContent]).toEqual([null, null, '特急排在所有人之前（q1）不适']);
  await show(view(urgent(true)));
  expect(found('why-urgent')).toBeNull();
});

test('nothing is asked before a number is typed, nor by a view that shows no move', async () => {
  const { asked, show } = await card(answer(1));
  await show(view({ urgent: { count: 1, listed: [] } }));
  await pass(1_000);
  expect(asked).toEqual([]);
  await ask('A12');
  await show(view({ urgent: { count: 1, listed: [] }, zones: [] }));
  await pass(1_000);
  expect(asked).toEqual(['A12']);
});

test('a key asks again at once; a number that waits no more keeps its last answer and says so', async () => {
  const gone = { ok: false, problem: { code: 'ticket.notWaiting' } };
  const { asked } = await card(answer(1), answer(2), gone, { ok: false, problem: { code: 'hub.unreachable' } });
  await ask('A12');
  for (const words of ['位次在前: 2', '位次在前: 2']) {
    await act(async () => found('why-again')?.click());
    await pass(0);
    expect(found('why')?.textContent).toContain(words);
  }
  expect([asked.length, found('why-over')?.textContent]).toEqual([3, '这个号码已经不在等候，下面是它最后一次等候时的情况。']);
  await ask('A13');
  expect([found('why'), found('why-over'), document.querySelector('[role=alert]')?.textContent]).toEqual([null, null, expect.stringContaining('hub.unreachable')]);
});

test('a number that waits is cancelled from here, for a reason: there is no other place for one that has no trouble', async () => {
  const { sent } = await card(answer(1));
  await ask('A12');
  await act(async () => found('cancel-ask')?.click());
  const reasons = [...document.querySelectorAll<HTMLElement>('[role=alertdialog] button')];
  await act(async () => reasons.find(({ textContent }) => textContent === '取错号')?.click());
  expect(sent).toEqual([{ type: 'ticket.cancel', ticketId: 't1', reason: 'mistake' }]);
  expect(document.querySelector('[role=alertdialog]')).toBeNull();
});
