// Proof that the checks of the shell can fail: each mutant of the built main has one protection less, and the check of that name
// must not pass on it.
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { RunningShell } from '@hallcall/kiosk/harness';
import { expect, test } from '@playwright/test';
import { atHome, openGiven, withHome, type Given } from './shell-given.ts';
import { openChecks } from './shell-open-checks.ts';
import { ownChecks } from './shell-own-checks.ts';

type Mutant<Name> = { readonly from: string; readonly to: string; readonly caught: Name; readonly words: RegExp };

/** `from` stands in the built main exactly once; `words` are what the failure must say. These each need a shell of their own. */
const alone: Readonly<Record<string, Mutant<keyof typeof ownChecks | keyof typeof openChecks>>> = {
  'without a world of its own for the preload': {
    from: 'contextIsolation: true', to: 'contextIsolation: false', caught: 'the window is locked down and shown over the whole screen', words: /contextIsolation/,
  },
  'with a misspelt event': { from: '"will-navigate"', to: '"will-navigat"', caught: 'going to another origin is blocked', words: /WebContents has no event 'will-navigat'/ },
  'with a misspelt call': { from: 'app.enableSandbox()', to: 'app.enableSandboxx()', caught: 'sandbox, scheme and switches come before ready, the menu is gone', words: /App has no member 'enableSandboxx'/ },
  'that lets its page go anywhere': { from: 'if (!isSameOrigin(event.url, home)) event.preventDefault();', to: '', caught: 'going to another origin is blocked', words: /requestfailed/ },
  'with inline scripts allowed': {
    from: "default-src 'none';", to: "default-src 'none'; script-src 'unsafe-inline';",
    caught: 'away at start: our pages in two languages say so, run no script and ask nothing of main; then home', words: /"script-src-elem"/,
  },
  'without a new load after a crash': {
    from: 'else contents.reload();', to: '',
    caught: 'a page that crashed or hangs comes back and can be used; the fourth time within a minute the shell ends with 70', words: /never came true/,
  },
  'that leaves without asking the agent': {
    from: 'if (isGood) app.exit(0);', to: 'app.exit(0);', caught: 'a confirmed token ends the shell with 0, another does not', words: /closed|ended|exit/,
  },
  'that never watches': { from: 'heartbeat.start();', to: '', caught: 'a page that falls silent is loaded again twice, then the shell ends with 70', words: /still running/ },
};

/** These leave the rest of the shell as it is: one shell has them all, and each check must notice its own. */
const together: Readonly<Record<string, Mutant<keyof typeof openChecks>>> = {
  'Node in the page': { from: 'sandbox: true,\n\t\t\tnodeIntegration: false', to: 'sandbox: false,\n\t\t\tnodeIntegration: true', caught: 'the page has no Node', words: /require/ },
  'every permission given': { from: 'answer(false)', to: 'answer(true)', caught: 'every permission is denied', words: /granted/ },
  'trust in every frame': { from: 'return isOurs;', to: 'return true;', caught: 'only home’s main frame is answered', words: /"isOk": true/ },
  'a window that closes': { from: 'if (!isEnding) event.preventDefault();', to: '', caught: 'closing is refused', words: /Received: true/ },
  'shortcuts': { from: 'if (isShortcut(input)) event.preventDefault();', to: '', caught: 'shortcuts are swallowed, plain keys are not', words: /false/ },
  'files of any name': { from: 'if (host !== "shell" || type === void 0 ||', to: 'if (', caught: 'our scheme serves our pages and nothing else', words: /200/ },
  'any token': { from: 'typeof token !== "string" || !tokenForm.test(token)', to: 'false', caught: 'a bad token is refused, an unknown one is not confirmed', words: /false/ },
  'frames of any origin': { from: 'contents.on("will-frame-navigate", stay);', to: '', caught: 'a frame of another origin is blocked', words: /requestfailed/ },
  'downloads': { from: '"will-download", (event) => event.preventDefault()', to: '"will-download", () => undefined', caught: 'nothing is downloaded', words: /false/ },
  'a touch needed before it speaks': {
    from: 'app.commandLine.appendSwitch("autoplay-policy", "no-user-gesture-required");', to: '', caught: 'sound needs no touch', words: /suspended/,
  },
  'windows allowed': { from: '{ action: "deny" }', to: '{ action: "allow" }', caught: 'no window opens', words: /Received: 2/ },
};

/** What a mutant does not do is not waited for long. */
const patienceMs = 1_500;
const built = process.env['HALLCALL_SHELL'] ?? '';

for (const [name, mutant] of Object.entries(alone)) {
  test(`a shell ${name} is caught by “${mutant.caught}”`, async () => {
    const shell = mutate([mutant]);
    expect(await failureOf(() => withHome(shell, (given) => hold(mutant.caught, given), patienceMs))).toMatch(mutant.words);
    rmSync(shell, { recursive: true });
  });
}

test.describe('one shell with all of these', () => {
  const shell: { folder: string; running?: RunningShell; opened?: Awaited<ReturnType<typeof openGiven>> } = { folder: '' };
  test.beforeAll(async () => {
    shell.folder = mutate(Object.values(together));
    shell.opened = await openGiven(shell.folder, patienceMs);
    shell.running = shell.opened.given.start();
    await atHome(shell.running);
  });
  test.afterAll(async () => {
    await shell.opened?.close();
    rmSync(shell.folder, { recursive: true });
  });

  for (const [name, { caught, words }] of Object.entries(together)) {
    test(`${name} is caught by “${caught}”`, async () => {
      const { opened, running } = shell;
      if (opened === undefined || running === undefined) throw new Error('no shell');
      expect(await failureOf(() => openChecks[caught](running, opened.given))).toMatch(words);
    });
  }
});

async function hold(name: keyof typeof ownChecks | keyof typeof openChecks, given: Given): Promise<void> {
  // Which of the two it is stands in its name.
  if (name in ownChecks) return ownChecks[name as keyof typeof ownChecks](given);
  const running = given.start();
  await atHome(running);
  return openChecks[name as keyof typeof openChecks](running, given);
}

/** What the check said; `nothing` when it passed. */
async function failureOf(check: () => Promise<void>): Promise<string> {
  try {
    await check();
  } catch (error) {
    return stripVTControlCharacters(String(error));
  }
  return 'nothing';
}

/** A copy of the built shell with some places of main changed. */
function mutate(mutants: readonly Pick<Mutant<string>, 'from' | 'to'>[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'hallcall-mutant-'));
  for (const part of ['main', 'preload', 'package.json']) cpSync(join(built, part), join(folder, part), { recursive: true });
  symlinkSync(join(built, 'own-pages'), join(folder, 'own-pages'));
  const file = join(folder, 'main/index.js');
  writeFileSync(file, mutants.reduce((source, { from, to }) => {
    const parts = source.split(from);
    expect([from, parts.length]).toEqual([from, 2]);
    return parts.join(to);
  }, readFileSync(file, 'utf8')));
  return folder;
}
