// A working day in a hall with hours: what each of its pages shows from the morning to the close.
import type { Page } from '@playwright/test';
import type { Camera } from './camera.ts';
import { shootBookings } from './booking-pages.ts';
import { shootClose } from './close-pages.ts';
import { shootGuideDesk } from './guide-desk-pages.ts';
import { shootHours, shootLimits } from './hours-pages.ts';
import { openOfficeHall, type OfficeHall } from './office-hall.ts';

/** What the parts of the day share. */
export type OfficeDay = {
  readonly hall: OfficeHall;
  readonly camera: Camera;
  /** A page of the console, `path` with its query. */
  readonly console: (path: string, size?: readonly [number, number]) => Promise<Page>;
  /** The kiosk with this query: `lang=en&size=elder`. */
  readonly kiosk: (query?: string) => Promise<Page>;
  /** Takes a number as the kiosk does. */
  readonly take: (itemId: string, count?: number) => Promise<void>;
  /** Opens a window for visitors and leaves its page there. */
  readonly window: (windowId: string) => Promise<Page>;
  /** Lays an invented card on the reader, or takes it away. */
  readonly lay: (card: string | null) => Promise<void>;
};

const office = [{ from: '08:00', to: '12:00' }, { from: '14:00', to: '17:30' }];
const never: typeof office = [];
/** A Monday. */
const date = '2026-11-30';

/** `data` is an empty folder, `dist` the built pages. */
export async function playOfficeDay(camera: Camera, place: { readonly data: string; readonly dist: string }): Promise<void> {
  const hall = await openOfficeHall(place, `${date}T09:12:00+08:00`, (document) => {
    const { queues, policy } = document as { queues: { id: string; hours?: unknown }[]; policy: Record<string, unknown> };
    Object.assign(document, { timetable: { kind: 'weekly', week: [office, office, office, office, office, never, never], special: {}, holidays: 'CN' } });
    Object.assign(document, { quotas: { slotMinutes: 30, departments: [], items: [{ item: 'D02-01', perDay: 60, perSlot: 2 }, { item: 'D04-01', perDay: 1, perSlot: null }] } });
    policy['perPerson'] = { liveTickets: 2, perItemPerDay: 1 };
    // The tax bureau gives numbers on Tuesdays only.
    for (const queue of queues) if (queue.id === 'q-tax') queue.hours = [never, [{ from: '09:00', to: '11:00' }], never, never, never, never, never];
  });
  try {
    const day = dayIn(hall, camera);
    await shootBookings(day);
    await shootGuideDesk(day);
    await shootLimits(day);
    await shootHours(day, date);
    await shootClose(day);
  } finally {
    await hall.close();
  }
}

function dayIn(hall: OfficeHall, camera: Camera): OfficeDay {
  let taken = 0;
  const origin = new URL(hall.agentUrl).origin;
  return {
    hall, camera,
    console: (path, size = [1280, 720]) => camera.open(`${hall.url}console/${path}`, size, { console: hall.token }),
    kiosk: (query = '') => camera.open(new URL(`/kiosk/?${query}`, hall.agentUrl).href, [1080, 1920]),
    async take(itemId, count = 1) {
      for (let n = 0; n < count; n += 1) {
        const body = JSON.stringify({ requestId: `office-${(taken += 1)}`.padEnd(22, '0'), items: [{ itemId, count: 1 }], chain: null, language: 'zh' });
        await fetch(`${origin}/page/take`, { method: 'POST', headers: { 'content-type': 'application/json', origin }, body });
      }
    },
    async window(windowId) {
      const page = await camera.open(`${hall.url}window/#${windowId}`, [1280, 720], { [windowId]: await hall.windowToken(windowId) });
      await page.keyboard.press('F9');
      await page.waitForTimeout(800);
      return page;
    },
    async lay(card) {
      await fetch(new URL('/card', hall.readerUrl), { method: 'POST', body: JSON.stringify({ card }) });
    },
  };
}
