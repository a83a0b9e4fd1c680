// What must be true of the built shell, each check with a name, so that a mutant of the shell can be held against it.
import { foreign, startShell, startStandInHome, type RunningShell, type ShellStart, type StandInHome } from '@hallcall/kiosk/harness';
import { expect, type Page } from '@playwright/test';
import { zh, en } from './open-pages.ts';

export type Given = {
  readonly home: StandInHome;
  /** Starts a shell on home; it is stopped after the check. */
  readonly start: (more?: Partial<ShellStart>) => RunningShell;
  /** Longest wait for what is checked, ms; short where it is known not to come. */
  readonly patienceMs: number;
};
/** A check on a shell that stands open on home and that it leaves so. */
export type OpenCheck = (shell: RunningShell, given: Given) => Promise<void>;
/** A check that starts its own. */
export type OwnCheck = (given: Given) => Promise<void>;

/** The bridge as a page sees it. */
type PageWorld = { hallcallShell: { beat(): void; exit(token: unknown): Promise<boolean>; keepScreenOn(isOn: unknown): void }; sound: { state: string }; beating: number };
declare const window: Window & PageWorld;

const token = 'A'.repeat(43);
export const atHome = (shell: RunningShell): Promise<Page> => shell.until(async (page) => (await page.locator('#home').count()) === 1);

/** A home, and the shell in a folder to be started on it as often as wanted. */
async function openGiven(shell: string, patienceMs: number): Promise<{ readonly given: Given; readonly close: () => Promise<void> }> {
  const home = await startStandInHome();
  const started: RunningShell[] = [];
  const start: Given['start'] = (more = {}) => {
    const running = startShell({ shell, args: ['--agent', home.url], ...more });
    started.push(running);
    return running;
  };
  const close = async (): Promise<void> => {
    for (const running of started) await running.stop();
    await home.close();
  };
  return { given: { home, start, patienceMs }, close };
}

/** Runs `check` with a home and shells of its own, and ends them. */
export async function withHome<T>(shell: string, check: (given: Given) => Promise<T>, patienceMs = 15_000): Promise<T> {
  const { given, close } = await openGiven(shell, patienceMs);
  try {
    return await check(given);
  } finally {
    await close();
  }
}

/** The page's request for the page elsewhere fails before anybody hears of it. */
async function failsToLeave(page: Page, { home, patienceMs }: Given, go: () => Promise<unknown>): Promise<void> {
  const strays = home.strays();
  const failed = page.waitForEvent('requestfailed', { predicate: (request) => request.url().includes('/elsewhere/'), timeout: patienceMs });
  await Promise.all([failed, go()]);
  expect(home.strays()).toBe(strays);
  expect(await page.locator('#home').count()).toBe(1);
}

export const openChecks = {
  async 'the window is locked down and shown over the whole screen'(shell) {
    const { windows } = await shell.look();
    expect(windows).toEqual([{
      isShown: true,
      options: {
        x: 0, y: 0, width: 1080, height: 1920, kiosk: true, fullscreen: true, frame: false, autoHideMenuBar: true, show: false, backgroundColor: '#f4f6fa',
        webPreferences: {
          preload: expect.stringMatching(/preload\/index\.cjs$/), contextIsolation: true, sandbox: true, nodeIntegration: false, webSecurity: true,
          webviewTag: false, navigateOnDragDrop: false, devTools: true, spellcheck: false, backgroundThrottling: false, disableDialogs: true,
        },
      },
    }]);
  },

  async 'sandbox, scheme and switches come before ready, the menu is gone'(shell) {
    const { calls, switches } = await shell.look();
    const names = calls.map(({ type, name }) => `${type}.${name}`);
    expect(switches).toEqual(['disable-pinch', 'overscroll-history-navigation=0', 'autoplay-policy=no-user-gesture-required']);
    expect(names.slice(0, names.indexOf('App.whenReady'))).toEqual(expect.arrayContaining(['App.requestSingleInstanceLock', 'App.enableSandbox', 'Protocol.registerSchemesAsPrivileged']));
    expect(calls).toContainEqual({ type: 'Menu', name: 'setApplicationMenu', args: [null] });
    expect(calls).toContainEqual({ type: 'PowerSaveBlocker', name: 'start', args: ['prevent-display-sleep'] });
    expect(calls).toContainEqual({ type: 'WebContents', name: 'setVisualZoomLevelLimits', args: [1, 1] });
  },

  async 'the page has no Node'(shell) {
    const page = await shell.page();
    expect(await page.evaluate(() => ['require', 'process', 'module', 'Buffer', 'global', 'electron'].filter((name) => name in window))).toEqual([]);
  },

  async 'the bridge has the three verbs and cannot be changed'(shell) {
    const page = await shell.page();
    const found = await page.evaluate(() => {
      const bridge = window.hallcallShell;
      const tried = [
        () => { bridge.beat = () => undefined; },
        () => { Object.assign(bridge, { more: 1 }); },
        () => { window.hallcallShell = { ...bridge }; },
        () => { Object.defineProperty(window, 'hallcallShell', { value: 1 }); },
        () => { Reflect.deleteProperty(window, 'hallcallShell'); },
      ];
      for (const change of tried) {
        try {
          change();
        } catch {
          // Strict code is told so; what counts is what is there afterwards.
        }
      }
      return { isSame: bridge === window.hallcallShell, keys: Object.keys(window.hallcallShell), isFrozen: Object.isFrozen(bridge) };
    });
    expect(found).toEqual({ isSame: true, keys: ['beat', 'exit', 'keepScreenOn'], isFrozen: true });
  },

  async 'going to another origin is blocked'(shell, given) {
    const page = await shell.page();
    await failsToLeave(page, given, () => page.evaluate((url) => { location.href = url; }, new URL('/elsewhere/', foreign(given.home.url)).href));
  },

  async 'a redirect to another origin is blocked'(shell, given) {
    const page = await shell.page();
    await failsToLeave(page, given, () => page.evaluate(() => { location.href = '/away'; }));
  },

  async 'a frame of another origin is blocked'(shell, given) {
    const page = await shell.page();
    await failsToLeave(page, given, () => page.evaluate((url) => {
      const frame = document.createElement('iframe');
      frame.src = url;
      document.body.append(frame);
    }, new URL('/elsewhere/', foreign(given.home.url)).href));
    await page.evaluate(() => document.querySelector('iframe')?.remove());
  },

  async 'no window opens'(shell, { home, patienceMs }) {
    const page = await shell.page();
    const opened = page.waitForEvent('popup', { timeout: patienceMs });
    await Promise.all([opened, page.evaluate((url) => { window.open(url); }, new URL('/elsewhere/', foreign(home.url)).href)]);
    await expect.poll(() => shell.pageCount(), { timeout: patienceMs }).toBe(1);
  },

  async 'every permission is denied'(shell) {
    const page = await shell.page();
    const found = await page.evaluate(async () => {
      const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read'] as PermissionName[];
      const states = await Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state));
      return [...states, await Notification.requestPermission()];
    });
    expect(new Set(found)).toEqual(new Set(['denied']));
  },

  async 'nothing is downloaded'(shell, { patienceMs }) {
    const page = await shell.page();
    const { length } = (await shell.look()).downloads;
    await page.evaluate(() => {
      const link = document.createElement('a');
      Object.assign(link, { href: '/file', download: 'x.bin' }).click();
    });
    await expect.poll(async () => (await shell.look()).downloads.slice(length).map(({ isPrevented }) => isPrevented), { timeout: patienceMs }).toEqual([true]);
  },

  async 'shortcuts are swallowed, plain keys are not'(shell) {
    const press = (key: string) => shell.ask({ do: 'press', key });
    const keys = ['Control+R', 'Control+Shift+I', 'Alt+F4', 'Alt+Tab', 'Meta+L', 'F1', 'F5', 'F11', 'F12', 'ContextMenu'];
    expect(await Promise.all(keys.map(press))).toEqual(keys.map(() => true));
    expect(await Promise.all(['a', '7', 'Enter', 'Tab', 'Backspace'].map(press))).toEqual([false, false, false, false, false]);
  },

  async 'closing is refused'(shell) {
    expect(await shell.ask({ do: 'closeWindow' })).toBe(false);
    expect((await shell.look()).windows).toHaveLength(1);
  },

  async 'only home’s main frame is answered'(shell, { home }) {
    const ask = (url: string, isMain: boolean) => shell.ask({ do: 'ipc', from: { url, isMain }, message: { kind: 'invoke', channel: 'shell:exit', args: [token] } });
    const strangers = [foreign(home.url), 'https://example.org/', 'hallcall://shell/kiosk-starting.html', 'about:blank', ''];
    const refused = await Promise.all([...strangers.map((url) => ask(url, true)), ask(home.url, false)]);
    expect(refused).toEqual(refused.map(() => ({ isOk: false, value: expect.stringContaining('refused') })));
    expect(await ask(home.url, true)).toEqual({ isOk: true, value: false });
  },

  async 'a bad token is refused, an unknown one is not confirmed'(shell) {
    const page = await shell.page();
    const tryExit = (value: unknown) => page.evaluate((given) => window.hallcallShell.exit(given).then(String, () => 'refused'), value);
    expect(await Promise.all([null, 5, {}, '', 'short', `${token}A`, `${token.slice(1)}/`].map(tryExit))).toEqual(Array(7).fill('refused'));
    expect(await tryExit(token)).toBe('false');
  },

  async 'the screen may rest when the page says so, and only then'(shell) {
    const page = await shell.page();
    const screenCalls = async () => (await shell.look()).calls.filter(({ type }) => type === 'PowerSaveBlocker').map(({ name }) => name);
    const { length } = await screenCalls();
    await page.evaluate(() => {
      window.hallcallShell.keepScreenOn('no');
      window.hallcallShell.keepScreenOn(false);
      window.hallcallShell.keepScreenOn(false);
      window.hallcallShell.keepScreenOn(true);
    });
    await expect.poll(async () => (await screenCalls()).slice(length)).toEqual(['stop', 'start']);
  },

  async 'sound needs no touch'(shell, { patienceMs }) {
    const page = await atHome(shell);
    await expect.poll(() => page.evaluate(() => window.sound.state), { timeout: patienceMs }).toBe('running');
  },

  async 'our scheme serves our pages and nothing else'(shell) {
    const status = (address: string) => shell.ask({ do: 'serve', address: `hallcall://${address}` });
    expect(await Promise.all(['shell/kiosk-failed.html', 'shell/display-starting.html', 'shell/own-page.css'].map(status))).toEqual([200, 200, 200]);
    const bad = [
      'shell/', 'shell/../main/index.js', 'shell/..%2fmain%2findex.js', 'shell/%2e%2e/package.json', 'shell/../package.json', 'shell/own-page.css/', 'other/own-page.css',
      'shell/x.html', 'shell/index.js', 'shell//etc/passwd.html', 'shell/..%5c..%5cx.html', 'shell/..html',
    ];
    expect(await Promise.all(bad.map(status))).toEqual(bad.map(() => 404));
  },

  async 'a page that beats is left alone'(shell, { home }) {
    const beats = async () => (await shell.look()).messages.filter((channel) => channel === 'shell:beat').length;
    const before = await beats();
    await expect.poll(beats).toBeGreaterThan(before + 5);
    expect([home.visits(), shell.said()]).toEqual([2, expect.not.stringContaining('page silent')]);
  },
} satisfies Record<string, OpenCheck>;

export const ownChecks = {
  async 'away at start: our pages in two languages say so, run no script and ask nothing of main; then home'({ home, start }) {
    await home.close();
    const shell = start({ timing: { startWithin: 300, probeEvery: 100 } });
    const page = await shell.until(async (now) => (await now.locator('body').innerText()).includes('agent.unreachable'));
    const { what, meaning, action } = zh.shell.page.kiosk.away;
    for (const words of [what, meaning, action, en.shell.page.kiosk.away.what, en.shell.page.kiosk.away.action]) await expect(page.locator('body')).toContainText(words);
    expect((await shell.look()).calls.filter(({ name }) => name === 'loadURL').map(({ args }) => args[0])).toEqual([
      'hallcall://shell/kiosk-starting.html', 'hallcall://shell/kiosk-unreachable.html',
    ]);
    await expectNoScript(page);
    expect(await page.evaluate((given) => window.hallcallShell.exit(given).then(String, () => 'refused'), token)).toBe('refused');
    const back = await startStandInHome(Number(new URL(home.url).port));
    await atHome(shell);
    await back.close();
  },

  async 'a page that crashed or hangs comes back and can be used; the fourth time within a minute the shell ends with 70'({ home, start, patienceMs }) {
    const shell = start();
    await atHome(shell);
    for (const breaking of ['crash', 'hang', 'crash'] as const) {
      const before = home.visits();
      if (breaking === 'crash') await shell.ask({ do: 'crash' });
      else await shell.ask({ do: 'send', to: 'contents', name: 'unresponsive', args: [] });
      const page = await shell.until(async (now) => home.visits() > before && (await now.locator('#home').count()) === 1, patienceMs);
      expect(await page.evaluate((given) => window.hallcallShell.exit(given).then(String, () => 'refused'), token)).toBe('false');
    }
    expect(shell.said()).toContain('page unresponsive');
    await shell.ask({ do: 'crash' });
    expect(await within(shell.ended, patienceMs)).toBe(70);
  },

  async 'a fourth GPU crash within the minute ends the shell with 70'({ start }) {
    const shell = start();
    await atHome(shell);
    const gone = (type: string) => shell.ask({ do: 'send', to: 'app', name: 'child-process-gone', args: [{ type, reason: 'crashed', exitCode: 1 }] });
    for (const type of ['GPU', 'Utility', 'GPU', 'Utility', 'GPU']) await gone(type);
    expect((await shell.look()).windows).toHaveLength(1);
    await gone('GPU').catch(() => null);
    expect(await shell.ended).toBe(70);
  },

  async 'a page that falls silent is loaded again twice, then the shell ends with 70'({ home, start, patienceMs }) {
    const shell = start({ timing: { silentAfter: 900 } });
    const page = await atHome(shell);
    const before = home.visits();
    home.beats = false;
    await page.evaluate(() => clearInterval(window.beating));
    expect(await within(shell.ended, Math.max(patienceMs, 4_000))).toBe(70);
    expect(shell.said().match(/page silent","count":\d/gu)).toEqual([1, 2, 3].map((count) => `page silent","count":${count}`));
    expect(home.visits()).toBeGreaterThan(before);
  },

  async 'a page that answers with an error, or not at all, gives way to the fault page until it is well'({ home, start }) {
    const shell = start({ timing: { probeEvery: 100 } });
    await atHome(shell);
    home.status = 500;
    await shell.ask({ do: 'crash' });
    await shell.until(async (now) => (await now.locator('body').innerText()).includes('page.failed'));
    home.status = 200;
    await atHome(shell);
    await home.close();
    await shell.ask({ do: 'crash' });
    await shell.until(async (now) => (await now.locator('body').innerText()).includes('agent.unreachable'));
    const back = await startStandInHome(Number(new URL(home.url).port));
    await atHome(shell);
    await back.close();
  },

  async 'a second shell ends at once'({ start, patienceMs }) {
    const shell = start({ isSecond: true });
    expect([await within(shell.ended, patienceMs), shell.said()]).toEqual([0, '']);
  },

  async 'a confirmed token ends the shell with 0, another does not'({ home, start, patienceMs }) {
    const shell = start();
    const page = await atHome(shell);
    home.tokens.add(token);
    expect(await page.evaluate((given) => window.hallcallShell.exit(given), 'B'.repeat(43))).toBe(false);
    expect((await shell.look()).windows).toHaveLength(1);
    await page.evaluate((given) => window.hallcallShell.exit(given), token).catch(() => null);
    expect(await within(shell.ended, patienceMs)).toBe(0);
  },

  async 'a board opens its address and has no maintenance exit'({ home, start }) {
    const shell = start({ args: ['--page', 'display', '--url', `${home.url}kiosk/?tone=dark#tv-1`] });
    const page = await atHome(shell);
    expect(page.url()).toBe(`${home.url}kiosk/?tone=dark#tv-1`);
    home.tokens.add(token);
    expect(await page.evaluate((given) => window.hallcallShell.exit(given), token)).toBe(false);
    expect((await shell.look()).calls).toContainEqual({ type: 'WebContents', name: 'loadURL', args: ['hallcall://shell/display-starting.html'] });
  },

  async 'a command line it does not understand ends it'({ start, patienceMs }) {
    const shell = start({ args: ['--page', 'display'] });
    expect([await within(shell.ended, patienceMs), shell.said()]).toEqual([70, expect.stringContaining('not an http address')]);
  },
} satisfies Record<string, OwnCheck>;

/** Nothing inline runs and nothing far is fetched: the page's own policy. */
async function expectNoScript(page: Page): Promise<void> {
  const blocked = await page.evaluate(async () => {
    const violations: string[] = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => violations.push(effectiveDirective));
    const script = document.createElement('script');
    script.textContent = 'globalThis.ran = true';
    const far = document.createElement('img');
    far.src = 'https://example.org/x.png';
    document.body.append(script, far);
    await new Promise((resolve) => setTimeout(resolve, 100));
    return { violations: violations.toSorted(), ran: 'ran' in window };
  });
  expect(blocked).toEqual({ violations: ['img-src', 'script-src-elem'], ran: false });
}

/** A shell that does not end in time has not ended. */
function within(ended: Promise<number | null>, patienceMs: number): Promise<number | null | 'still running'> {
  return Promise.race([ended, new Promise<'still running'>((resolve) => void setTimeout(() => resolve('still running'), patienceMs))]);
}
