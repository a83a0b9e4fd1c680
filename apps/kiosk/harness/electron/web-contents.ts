// WebContents on a real page. What a crash leaves behind is a page that is gone: the next load opens another one.
import { randomBytes } from 'node:crypto';
import type { BrowserContext } from '@playwright/test';
import type { ApiFile } from '../api/api-text.ts';
import { createEmitter } from './emitter.ts';
import type { Guard } from './guard.ts';
import type { IpcHub } from './ipc-main.ts';
import { openPageHost, type PageEvents, type PageHost } from './page-host.ts';
import type { PreloadFacts } from './worlds.ts';

export type ContentsDeps = {
  readonly api: ApiFile;
  readonly guard: Guard;
  readonly context: Promise<BrowserContext>;
  readonly schemes: ReadonlySet<string>;
  readonly serve: PageEvents['serve'];
  readonly ipc: IpcHub;
  readonly preload: { readonly source: string; readonly isIsolated: boolean; readonly hasNode: boolean };
  /** True when the session's `will-download` let it pass. */
  readonly mayDownload: (contents: object, url: string) => boolean;
};

export type Contents = {
  readonly object: ContentsObject;
  readonly send: ReturnType<typeof createEmitter>['send'];
  readonly emitter: ReturnType<typeof createEmitter>;
  /** Resolves with the page as it is now. */
  readonly host: () => Promise<PageHost>;
};
export type ContentsObject = ReturnType<typeof contentsMethods> & { readonly id: number };

/** Electron's own, until main sets one. */
const allow = (): { readonly action: string } => ({ action: 'allow' });
type OpenHandler = (details: { readonly url: string }) => { readonly action: string };

export function createContents(deps: ContentsDeps): Contents {
  const emitter = createEmitter();
  const { send } = emitter;
  let openHandler: OpenHandler = allow;
  let url = '';
  let isCrashed = false;
  let opening: Promise<PageHost> = open();

  async function open(): Promise<PageHost> {
    const context = await deps.context;
    const [unused] = context.pages().filter((page) => page.url() === 'about:blank');
    return openPageHost({ context, schemes: deps.schemes, preload: { source: deps.preload.source, facts: factsOf(deps) }, events }, unused ?? (await context.newPage()));
  }

  const events: PageEvents = {
    mayNavigate({ url: to, isMain, isRedirect, isMains }) {
      const facts = { url: to, isMainFrame: isMain, isSameDocument: false };
      const all: string[] = [];
      if (isMain && isRedirect) all.push('will-redirect');
      if (isMain && !isRedirect && !isMains) all.push('will-navigate');
      if (!isRedirect && !isMains) all.push('will-frame-navigate');
      return all.every((name) => !send(name, facts, to).isPrevented);
    },
    serve: deps.serve,
    message(message, from, reply) {
      if (message.kind === 'preloadError') return void send('preload-error', {}, '', new Error(message.message));
      deps.ipc.deliver({ message, from, sender: object, reply });
    },
    failed: ({ code, description, url: at, isMain }) => void send('did-fail-load', {}, code, description, at, isMain),
    navigated(to, status) {
      url = to;
      send('did-navigate', {}, to, status, '');
    },
    loaded() {
      send('did-finish-load');
    },
    crashed() {
      isCrashed = true;
      send('render-process-gone', {}, { reason: 'crashed', exitCode: 5 });
    },
    mayOpen: (to) => openHandler({ url: to }).action !== 'deny',
    download: (to) => deps.mayDownload(object, to),
  };

  /** A page to go somewhere with. */
  function usable(): Promise<PageHost> {
    if (!isCrashed) return opening;
    isCrashed = false;
    const dead = opening;
    opening = open();
    void opening.then(async () => (await dead).page.close()).catch(() => undefined);
    return opening;
  }

  const object: ContentsObject = deps.guard.object('WebContents', {
    id: 1,
    ...emitter.listening,
    ...contentsMethods({
      usable, url: () => url,
      onOpen: (handler) => void (openHandler = handler),
      isCrashed: () => isCrashed,
    }),
  });
  return { object, send, emitter, host: () => opening };
}

type MethodDeps = {
  readonly usable: () => Promise<PageHost>;
  readonly url: () => string;
  readonly isCrashed: () => boolean;
  readonly onOpen: (handler: OpenHandler) => void;
};

function contentsMethods({ usable, url, isCrashed, onOpen }: MethodDeps) {
  return {
    loadURL: async (address: string) => (await usable()).load(address),
    reload() {
      const wasCrashed = isCrashed();
      void usable().then((host) => (wasCrashed ? host.load(url()).catch(() => undefined) : host.reload()));
    },
    getURL: url,
    setWindowOpenHandler: onOpen,
    forcefullyCrashRenderer: () => void usable().then((host) => host.crash()),
    focus: () => undefined,
    setZoomFactor: () => undefined,
    setVisualZoomLevelLimits: async () => undefined,
    isDestroyed: () => false,
  };
}

function factsOf({ api, preload }: ContentsDeps): PreloadFacts {
  const methodsOf = (type: string): string[] => Object.keys(api.types[type]?.methods ?? {});
  return {
    events: `stand-in-${randomBytes(8).toString('hex')}`, binding: `standIn${randomBytes(8).toString('hex')}`,
    known: { contextBridge: methodsOf('ContextBridge'), ipcRenderer: methodsOf('IpcRenderer') },
    isIsolated: preload.isIsolated, hasNode: preload.hasNode,
  };
}
