import { defineConfig } from '@playwright/test';

/** Each spec boots its own hall (tests/e2e/page-hall.ts); nothing here starts a server. */
export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: ['./tests/own-folder.ts', './tests/e2e/build-pages.ts'],
  outputDir: '.cache/e2e',
  // Much of a run is waiting for deadlines of the product; each file has processes and ports of its own.
  workers: 2,
  timeout: 60_000,
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list'], ['json', { outputFile: '.cache/e2e.json' }]],
  use: {
    trace: process.env['TRACE'] ? 'on' : 'off',
    screenshot: 'only-on-failure',
    locale: 'zh-CN',
    hasTouch: true,
    timezoneId: 'Asia/Shanghai',
    launchOptions: {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync',
        '--host-resolver-rules=MAP hall.test 127.0.0.1',
        // As a TV is set up: a board may sound without a touch.
        '--autoplay-policy=no-user-gesture-required',
      ],
    },
  },
});
