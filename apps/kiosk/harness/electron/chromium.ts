// The real browser behind the stand-in: one profile of its own, with the switches that main asked for, and a port for the test.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext } from '@playwright/test';

export const screenSize = { width: 1080, height: 1920 };

export type Browser = {
  readonly context: BrowserContext;
  /** Where a test connects to the same browser. */
  readonly endpoint: string;
  readonly close: () => Promise<void>;
};

const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** `switches` as `name` or `name=value`. */
export async function openChromium(switches: readonly string[]): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'hallcall-shell-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    viewport: screenSize, locale: 'zh-CN', timezoneId: 'Asia/Shanghai',
    args: [...args, '--remote-debugging-port=0', ...switches.map((name) => `--${name}`)],
  });
  const [port] = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n');
  return {
    context, endpoint: `http://127.0.0.1:${port}`,
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
