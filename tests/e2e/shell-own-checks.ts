// What must be true of the built shell when something goes wrong, or ends: each check starts its own.
import { startStandInHome } from '@hallcall/kiosk/harness';
import { expect, type Page } from '@playwright/test';
import { en, zh } from './open-pages.ts';
import { atHome, token, within, type OwnCheck, type PageWorld } from './shell-given.ts';

declare const window: Window & PageWorld;

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
    const shell = start({ timing: { silentAfter: 1_500 } });
    const page = await atHome(shell);
    const before = home.visits();
    home.beats = false;
    await page.evaluate(() => clearInterval(window.beating));
    expect(await within(shell.ended, Math.max(patienceMs, 6_000))).toBe(70);
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
    expect((await shell.look()).calls.filter(({ name }) => name === 'exit')).toEqual([]);
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
