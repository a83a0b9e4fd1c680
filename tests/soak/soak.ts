// A real kiosk: hub, agent, simulated printer and Chromium. One visitor after another walks through the page; a clerk takes them off the queue.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { ensurePages } from '@hallcall/scripts/pages';
import { chromium, type CDPSession, type Page } from '@playwright/test';
import config from '../../playwright.config.ts';
import { closeAll, openKiosk, openWindow, openForVisitors } from '../e2e/open-pages.ts';
import { openPageHall, type PageHall } from '../e2e/page-hall.ts';
import { openInspector, withInspector, type Inspector } from './inspector.ts';
import type { Sample } from './forecast.ts';

const windowId = 'w1';

/** Samples, about thirty of them evenly over the visits. */
export async function soak(visits: number, say: (line: string) => void): Promise<readonly Sample[]> {
  process.env['HALLCALL_DIST'] ??= await ensurePages();
  const hall = await withInspector(() => openPageHall());
  const agent = await openInspector(join(hall.data, 'log', 'agent.txt'));
  const browser = await chromium.launch(config.use?.launchOptions);
  const samples: Sample[] = [];
  try {
    const [kiosk, desk] = [await openKiosk(browser, hall), await openWindow(browser, hall, windowId)];
    await openForVisitors(desk);
    const session = await kiosk.context().newCDPSession(kiosk);
    await session.send('HeapProfiler.enable');
    const every = Math.max(1, Math.floor(visits / 30));
    for (let n = 1; n <= visits; n += 1) {
      await visit(kiosk, hall, n);
      await desk.keyboard.press(n % 2 === 0 ? 'F2' : 'F4');
      if (n % every !== 0) continue;
      samples.push(await measure({ page: session, agent, data: hall.data }, n));
      say(JSON.stringify(samples.at(-1)));
    }
  } finally {
    agent.close();
    await closeAll(browser);
    await browser.close();
    await hall.close();
  }
  return samples;
}

/** One way through the page: mostly straight to a number, now and then back home, through the search, or in the other size. */
async function visit(kiosk: Page, hall: PageHall, n: number): Promise<void> {
  const chosen = hall.itemAt(windowId);
  await kiosk.getByTestId('start').click();
  if (n % 10 === 0) {
    await kiosk.getByTestId('search').click();
    await kiosk.getByTestId('keyboard').waitFor();
    await kiosk.getByTestId('home').click();
    await kiosk.getByTestId('start').click();
  }
  await kiosk.getByTestId(`department-${chosen.departmentId}`).click();
  await kiosk.getByTestId(`item-${chosen.itemId}`).click();
  await kiosk.getByTestId('take').click();
  await kiosk.getByTestId('done').click();
}

async function measure({ page, agent, data }: { readonly page: CDPSession; readonly agent: Inspector; readonly data: string }, visits: number): Promise<Sample> {
  await page.send('HeapProfiler.collectGarbage');
  const { usedSize } = await page.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await page.send('Memory.getDOMCounters');
  return { visits, heap: usedSize, nodes, listeners: jsEventListeners, agent: await agent.heapBytes(), outbox: sizeOf(join(data, 'agent', 'agent.db')) };
}

/** A database with its write-ahead log. */
const sizeOf = (file: string): number => [file, `${file}-wal`].reduce((sum, one) => sum + (statSync(one, { throwIfNoEntry: false })?.size ?? 0), 0);
