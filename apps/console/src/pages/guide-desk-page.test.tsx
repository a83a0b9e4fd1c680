import type { HubConfig, HubHttp } from '@hallcall/client';
import type { ConsoleView } from '@hallcall/domain';
import { LanguageProvider, type Commands, type Names } from '@hallcall/ui';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test } from 'vitest';
import { ConsoleContext } from '../console-context.tsx';
import { GuideDeskPage } from './guide-desk-page.tsx';

const one = { ticketId: 't1', number: { prefix: 'A', n: 1 }, at: 0 };
const missed = [{ ...one, stop: 0, queueId: 'q1', canRestore: false }, { ...one, stop: 2, queueId: 'q2', canRestore: true }];
const view = { day: null, windows: [], queues: [], guideDesk: [], missed, urgent: { count: 0, listed: [] } } as unknown as ConsoleView;
const names = { queue: String, windowLabel: String, item: String, minutes: () => 0 } satisfies Names;

test('a manager restores each missed step, also one that no window may restore, and the row says so', async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  const sent: object[] = [];
  const commands = { send: (command: object) => void sent.push(command) } as unknown as Commands;
  const container = document.createElement('div');
  document.body.append(container);
  const root = createRoot(container);
  const config = { hall: { timeZone: 'Asia/Shanghai' } } as unknown as HubConfig;
  await act(async () =>
    root.render(
      <LanguageProvider initial="zh" onChange={null}>
        <ConsoleContext value={{ http: {} as unknown as HubHttp, view, canAct: true, isSample: false, names, commands, config }}>
          <GuideDeskPage />
        </ConsoleContext>
      </LanguageProvider>,
    ),
  );
  const rows = [...container.querySelectorAll('[data-testid=missed] tbody tr')];
  expect(rows.map(({ textContent }) => textContent?.includes('须重新取号'))).toEqual([true, false]);
  for (const row of rows) await act(async () => row.querySelector('button')?.click());
  expect(sent).toEqual([{ type: 'ticket.restore', ticketId: 't1', stop: 0 }, { type: 'ticket.restore', ticketId: 't1', stop: 2 }]);
  await act(async () => root.unmount());
  container.remove();
});
