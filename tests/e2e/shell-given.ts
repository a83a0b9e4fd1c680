// A home and shells on it, for the checks of the shell.
import { startShell, startStandInHome, type RunningShell, type ShellStart, type StandInHome } from '@hallcall/kiosk/harness';
import type { Page } from '@playwright/test';

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
export type PageWorld = { hallcallShell: { beat(): void; exit(token: unknown): Promise<boolean>; keepScreenOn(isOn: unknown): void }; sound: { state: string }; beating: number };
/** Of the right form, and known to nobody. */
export const token = 'A'.repeat(43);
export const atHome = (shell: RunningShell): Promise<Page> => shell.until(async (page) => (await page.locator('#home').count()) === 1);

/** A home, and the shell in a folder to be started on it as often as wanted. */
export async function openGiven(shell: string, patienceMs: number): Promise<{ readonly given: Given; readonly close: () => Promise<void> }> {
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

/** A shell that does not end in time has not ended. */
export function within(ended: Promise<number | null>, patienceMs: number): Promise<number | null | 'still running'> {
  return Promise.race([ended, new Promise<'still running'>((resolve) => void setTimeout(() => resolve('still running'), patienceMs))]);
}
