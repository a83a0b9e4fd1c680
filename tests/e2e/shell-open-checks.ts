// What must be true of the built shell while it stands open on home; each check has a name, so that a mutant can be held against it.
import { foreign } from '@hallcall/kiosk/harness';
import { expect, type Page } from '@playwright/test';
import { atHome, token, type Given, type OpenCheck, type PageWorld } from './shell-given.ts';

declare const window: Window & PageWorld;

export const openChecks = {
  async 'the window is locked down and shown over the whole screen'(shell, { patienceMs }) {
    await expect.poll(async () => (await shell.look()).windows, { timeout: patienceMs }).toEqual([{
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

  async 'sandbox, scheme and switches come before ready, the menu is gone'(shell, { patienceMs }) {
    await expect.poll(async () => (await shell.look()).calls, { timeout: patienceMs }).toContainEqual({ type: 'WebContents', name: 'setVisualZoomLevelLimits', args: [1, 1] });
    const { calls, switches } = await shell.look();
    const names = calls.map(({ type, name }) => `${type}.${name}`);
    expect(switches).toEqual(['disable-pinch', 'overscroll-history-navigation=0', 'autoplay-policy=no-user-gesture-required']);
    expect(names.slice(0, names.indexOf('App.whenReady'))).toEqual(expect.arrayContaining(['App.requestSingleInstanceLock', 'App.enableSandbox', 'Protocol.registerSchemesAsPrivileged']));
    expect(calls).toContainEqual({ type: 'Menu', name: 'setApplicationMenu', args: [null] });
    expect(calls).toContainEqual({ type: 'PowerSaveBlocker', name: 'start', args: ['prevent-display-sleep'] });
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

/** The page's request for the page elsewhere fails before anybody hears of it. */
async function failsToLeave(page: Page, { home, patienceMs }: Given, go: () => Promise<unknown>): Promise<void> {
  const strays = home.strays();
  const failed = page.waitForEvent('requestfailed', { predicate: (request) => request.url().includes('/elsewhere/'), timeout: patienceMs });
  await Promise.all([failed, go()]);
  expect(home.strays()).toBe(strays);
  expect(await page.locator('#home').count()).toBe(1);
}
