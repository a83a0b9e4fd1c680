// One card of the console by itself: a test says what it sees, and reads what it sends.
import type { HubConfig, HubHttp } from '@hallcall/client';
import type { ConsoleView, WireCommand } from '@hallcall/domain';
import { LanguageProvider, type Commands, type Names } from '@hallcall/ui';
import { act, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach } from 'vitest';
import { ConsoleContext } from '../console-context.tsx';

const opened: (() => Promise<void>)[] = [];
beforeEach(() => void Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true }));
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

/** Shows `card`, in English, until the test ends. */
export async function openCard(card: ReactNode, { view, config }: { readonly view: object; readonly config: object }) {
  const sent: WireCommand[] = [];
  const commands = { refusal: null, send: (command: WireCommand) => void sent.push(command) } as unknown as Commands;
  const container = document.createElement('div');
  document.body.append(container);
  const page = createRoot(container);
  opened.push(async () => {
    await act(async () => page.unmount());
    container.remove();
  });
  const scene = { http: {} as HubHttp, view: view as ConsoleView, canAct: true, isSample: false, names: {} as Names, commands, config: config as HubConfig };
  await act(async () => page.render(
    <LanguageProvider initial="en" onChange={null}>
      <ConsoleContext value={scene}>{card}</ConsoleContext>
    </LanguageProvider>,
  ));
  return { sent, container };
}
