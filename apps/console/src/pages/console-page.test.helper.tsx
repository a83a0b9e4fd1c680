// A page of the console at a hub that answers what the test says.
import type { ConfigSource, Hub, HubConfig, HubHttp, HubStatus } from '@hallcall/client';
import { GivenHub } from '@hallcall/client/react';
import type { ConsoleView } from '@hallcall/domain';
import { LanguageProvider, type Commands, type Names } from '@hallcall/ui';
import { act, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { ConsoleContext, type ConsoleScene } from '../console-context.tsx';

const sum = { count: 0, fen: 0 };

/** The hall and its catalogue as one version; `fen` is what an identity card costs. */
export const configOf = (version: number, fen: number): HubConfig =>
  ({
    version,
    hall: {
      name: { zh: '大厅', en: 'Hall' }, timeZone: 'Asia/Shanghai', items: [], departments: [{ id: 'd1', name: { zh: '民政', en: 'Civil affairs' } }],
      windows: [{ id: 'w1', label: `${version}A`, queues: [] }], queues: [{ id: 'q', name: { zh: `队列${version}`, en: `queue ${version}` } }],
    },
    catalogue: { departments: [{ items: [{ id: 'card', zh: '身份证', en: 'card', fee: { charge: 'amount', fen, payAt: 'bank', text: { zh: '', en: '' } } }] }] },
  }) as unknown as HubConfig;

export type TestPage = {
  readonly container: HTMLElement;
  readonly found: (id: string) => HTMLElement | null;
  readonly press: (id: string) => Promise<void>;
  readonly link: (now: HubStatus['link']) => Promise<void>;
  readonly tick: (now: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

type Given = {
  readonly http: Partial<HubHttp>;
  /** The versions that the hub still has, besides the current one (9). */
  readonly configs: readonly HubConfig[];
  /** What the page sees of the hall. */
  readonly view?: Partial<ConsoleView>;
  /** What the page is to see otherwise than here. */
  readonly scene?: Partial<ConsoleScene>;
  /** What the hub sends to a page that listens to it by itself. */
  readonly message?: object;
  readonly language?: 'zh' | 'en';
  /** Takes what the page asks the hub for by itself. */
  readonly send?: (command: object) => Promise<object>;
  readonly now?: number;
};

export async function openPage(page: ReactNode, { http, configs, view = {}, scene: over, message, language = 'zh', send, now: startsAt }: Given): Promise<TestPage> {
  let status: HubStatus = { link: 'live', refusal: null, heardAt: 1, welcome: null, hasNewBuild: false };
  let time: number | null = startsAt ?? null;
  const listeners = new Set<() => void>();
  const hub = {
    status: () => status, now: () => time, send, view: () => message ?? null,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  } as unknown as Hub;
  const source: ConfigSource = {
    async fetch(version) {
      const known = configs.find((config) => config.version === version);
      if (!known) throw new Error('gone');
      return known;
    },
  };
  const scene = {
    http: http as HubHttp, canAct: true, isSample: false, names: { windowLabel: String, queue: String, item: String, minutes: () => 0 } satisfies Names, commands: {} as Commands,
    view: { day: null, payments: { issuedToday: sum, paid: sum, open: sum, voided: sum, expired: sum }, ...view } as unknown as ConsoleView, config: configOf(9, 3_000), ...over,
  } satisfies ConsoleScene;
  const container = document.createElement('div');
  document.body.append(container);
  const root = createRoot(container);
  await act(async () =>
    root.render(
      <LanguageProvider initial={language} onChange={null}>
        <GivenHub hub={hub} configs={source}>
          <ConsoleContext value={scene}>{page}</ConsoleContext>
        </GivenHub>
      </LanguageProvider>,
    ),
  );
  const found = (id: string) => container.querySelector<HTMLElement>(`[data-testid="${id}"]`);
  const change = (make: () => void) =>
    act(async () => {
      make();
      for (const tell of listeners) tell();
    });
  return {
    container, found,
    press: (id) => act(async () => found(id)?.click()),
    link: (now) => change(() => void (status = { ...status, link: now })),
    tick: (now) => change(() => void (time = now)),
    async close() {
      await act(async () => root.unmount());
      container.remove();
    },
  };
}
