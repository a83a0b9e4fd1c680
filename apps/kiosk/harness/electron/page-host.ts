// One page of Chromium behind one WebContents: what happens in it is told, where it may go is asked.
import type { BrowserContext, CDPSession, Page, Request as PageRequest } from '@playwright/test';
import { fromChromium, ownPatterns, toChromium } from './scheme.ts';
import { pageSide, preloadSide, type PreloadFacts } from './worlds.ts';

export type Frame = { readonly url: string; readonly isMain: boolean };
export type Navigation = Frame & { readonly isRedirect: boolean; readonly isMains: boolean };
export type Message = { readonly kind: 'send' | 'invoke' | 'preloadError'; readonly channel: string; readonly args: readonly unknown[]; readonly id?: number; readonly message?: string };
export type Failure = { readonly code: number; readonly description: string; readonly url: string; readonly isMain: boolean };

export type PageEvents = {
  /** False: the navigation is not to happen. */
  readonly mayNavigate: (navigation: Navigation) => boolean;
  /** Answers a request of one of our schemes. */
  readonly serve: (address: string) => Promise<Response>;
  readonly message: (message: Message, from: Frame, reply: (isOk: boolean, value: unknown) => void) => void;
  readonly failed: (failure: Failure) => void;
  readonly navigated: (url: string, status: number) => void;
  readonly loaded: () => void;
  readonly crashed: () => void;
  /** False: the window is closed again. */
  readonly mayOpen: (url: string) => boolean;
  readonly download: (url: string) => boolean;
};

export type PageDeps = {
  readonly context: BrowserContext;
  readonly schemes: ReadonlySet<string>;
  readonly preload: { readonly source: string; readonly facts: PreloadFacts };
  readonly events: PageEvents;
};

export type PageHost = {
  readonly page: Page;
  /** Main's own navigation: nobody is asked. Rejects as Electron does. */
  readonly load: (address: string) => Promise<void>;
  readonly reload: () => void;
  readonly crash: () => void;
};

const world = 'electron-preload';
const aborted = -3;

/** A page of the context with the preload in it, not yet anywhere. */
export async function openPageHost({ context, schemes, preload, events }: PageDeps, page: Page): Promise<PageHost> {
  const session = await context.newCDPSession(page);
  const frames = createFrames(session, schemes);
  let mains: string | null = null;
  let status = 0;

  session.on('Fetch.requestPaused', (paused) => void answer(paused).catch(gone));
  session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    if (name !== preload.facts.binding) return;
    const reply = (isOk: boolean, value: unknown): void => {
      const expression = `standInReply(${(JSON.parse(payload) as Message).id}, ${isOk}, ${JSON.stringify(value) ?? 'undefined'})`;
      session.send('Runtime.evaluate', { expression, contextId: executionContextId }).catch(gone);
    };
    events.message(JSON.parse(payload) as Message, frames.ofContext(executionContextId), reply);
  });
  listen();
  for (const domain of ['Page', 'Runtime'] as const) await session.send(`${domain}.enable`);
  await frames.ready();
  await inject(session, preload);
  const patterns = [{ urlPattern: '*', resourceType: 'Document' as const }, ...ownPatterns(schemes).map((urlPattern) => ({ urlPattern }))];
  await session.send('Fetch.enable', { patterns });

  type Paused = { requestId: string; frameId: string; resourceType: string; redirectedRequestId?: string; request: { url: string } };
  async function answer({ requestId, frameId, resourceType, redirectedRequestId, request }: Paused): Promise<void> {
    const url = fromChromium(request.url, schemes);
    if (resourceType === 'Document') {
      const isMain = frames.isMain(frameId);
      const isMains = isMain && mains !== null && request.url === mains.split('#')[0];
      if (isMains) mains = null;
      const mayGo = events.mayNavigate({ url, isMain, isRedirect: redirectedRequestId !== undefined, isMains });
      if (!mayGo) return void (await session.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' }));
    }
    if (url === request.url) return void (await session.send('Fetch.continueRequest', { requestId }));
    const response = await events.serve(url);
    await session.send('Fetch.fulfillRequest', {
      requestId, responseCode: response.status, body: Buffer.from(await response.arrayBuffer()).toString('base64'),
      responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
    });
  }

  function listen(): void {
    page.on('requestfailed', (request) => {
      if (request.isNavigationRequest()) events.failed(failureOf(request));
    });
    page.on('response', (response) => {
      const request = response.request();
      if (request.isNavigationRequest() && request.frame() === page.mainFrame()) status = response.status();
    });
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame() && /^https?:/.test(frame.url())) events.navigated(fromChromium(frame.url(), schemes), status);
    });
    page.on('load', events.loaded);
    page.on('crash', events.crashed);
    page.on('popup', (popup) => {
      if (!events.mayOpen(fromChromium(popup.url(), schemes))) popup.close().catch(gone);
    });
    page.on('download', (download) => {
      if (!events.download(download.url())) download.cancel().catch(gone);
    });
  }

  function failureOf(request: PageRequest): Failure {
    const description = (request.failure()?.errorText ?? '').replace('net::', '');
    return { code: codes[description] ?? -2, description, url: fromChromium(request.url(), schemes), isMain: request.frame() === page.mainFrame() };
  }

  return {
    page,
    async load(address) {
      mains = toChromium(address, schemes);
      await page.goto(mains, { waitUntil: 'load', timeout: 0 });
    },
    reload() {
      mains = page.url();
      page.reload({ timeout: 0 }).catch(gone);
    },
    crash: () => void session.send('Page.crash').catch(gone),
  };
}

/** What was asked of a page that is gone meanwhile needs no answer. */
const gone = (): void => undefined;

const codes: Readonly<Record<string, number>> = { ERR_ABORTED: aborted, ERR_CONNECTION_REFUSED: -102, ERR_CONNECTION_RESET: -101, ERR_EMPTY_RESPONSE: -324, ERR_NAME_NOT_RESOLVED: -105 };

async function inject(session: CDPSession, { source, facts }: PageDeps['preload']): Promise<void> {
  const known = JSON.stringify(facts);
  await session.send('Page.addScriptToEvaluateOnNewDocument', { source: `(${pageSide.toString()})(${known})` });
  await session.send('Runtime.addBinding', { name: facts.binding, executionContextName: world });
  const bundle = `function (require, module, exports) {\n${source}\n}`;
  await session.send('Page.addScriptToEvaluateOnNewDocument', { worldName: world, source: `(${preloadSide.toString()})(${known}, ${bundle})` });
}

/** Which frame a context of the preload belongs to, and where that frame stands now. */
function createFrames(session: CDPSession, schemes: ReadonlySet<string>) {
  const frameByContext = new Map<number, string>();
  const urlByFrame = new Map<string, string>();
  let main = '';
  session.on('Runtime.executionContextCreated', ({ context }) => void frameByContext.set(context.id, String(context.auxData?.['frameId'])));
  session.on('Page.frameNavigated', ({ frame }) => {
    urlByFrame.set(frame.id, frame.url);
    if (frame.parentId === undefined) main = frame.id;
  });
  return {
    async ready() {
      const { frameTree } = await session.send('Page.getFrameTree');
      main = frameTree.frame.id;
    },
    isMain: (frameId: string) => frameId === main,
    ofContext(contextId: number): Frame {
      const frameId = frameByContext.get(contextId) ?? '';
      return { url: fromChromium(urlByFrame.get(frameId) ?? '', schemes), isMain: frameId === main };
    },
  };
}
