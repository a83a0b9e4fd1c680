// The guide desk: a number above a quota, one of a kiosk that is cut off; and help for a queue in a surge.
import type { Page } from '@playwright/test';
import { texts } from '@hallcall/text';
import { press } from './camera.ts';
import type { OfficeDay } from './office-day.ts';

export async function shootGuideDesk(day: OfficeDay): Promise<void> {
  const { console: open, camera: { shoot } } = day;
  const words = texts('zh').limits.desk;
  await day.take('D02-01', 2);
  const desk = await open('desk');
  await pick(desk, 'issue', 'D02-01');
  await press(desk, 'desk-take');
  await desk.getByTestId('desk-given-refused').waitFor();
  await shoot(desk, 'console-desk-full');
  await desk.getByLabel(words.overQuota).fill('行动不便，专程前来');
  await press(desk, 'desk-take');
  await desk.getByTestId('desk-given').waitFor();
  await shoot(desk, 'console-desk-given');
  await shootOfflineNumber(day);
  await shootSurge(day);
}

async function shootOfflineNumber({ console: open, camera: { shoot } }: OfficeDay): Promise<void> {
  const words = texts('en').limits.desk;
  const desk = await open('desk?lang=en');
  await desk.getByLabel(words.number).fill('A 5012');
  await desk.getByLabel(words.time).fill('9:05');
  await pick(desk, 'enter', 'D01-01');
  await press(desk, 'desk-enter');
  await desk.getByTestId('desk-entered').waitFor();
  await shoot(desk, 'console-desk-offline');
}

async function shootSurge({ console: open, take, window, camera: { shoot } }: OfficeDay): Promise<void> {
  const [own] = [await window('w1'), await window('w2'), await window('w4')];
  await take('D01-01', 14);
  const queues = await open('queues', [1920, 1080]);
  await queues.getByTestId('help-q-market').waitFor();
  await shoot(queues, 'console-queues-surge');
  await press(queues, 'choose-help-q-market');
  await shoot(queues, 'console-surge-dialog');
  await own?.keyboard.press('F2');
  await own?.getByTestId('active-number').waitFor();
  if (own) await shoot(own, 'window-small');
}

/** By its number in the catalogue, as far as the search finds it by its characters. */
async function pick(page: Page, picker: string, itemId: string): Promise<void> {
  const place = page.getByTestId(`picker-${picker}`);
  await place.getByRole('searchbox').fill(sought[itemId] ?? itemId);
  await place.getByTestId(`hit-${itemId}`).click();
}

/** Initials of the names. */
const sought: Readonly<Record<string, string>> = { 'D01-01': 'nzqysldj', 'D02-01': 'csdj' };
