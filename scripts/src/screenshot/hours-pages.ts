// What a kiosk says before a choice: full, closed, on a break, probably too late, closed for days; and what one person may not have.
import type { Page } from '@playwright/test';
import { press } from './camera.ts';
import type { OfficeDay } from './office-day.ts';

/** An item that asks who comes. */
const asking = ['start', 'department-exitentry', 'item-D07-09', 'take'];
const onTax = ['start', 'department-tax', 'item-D06-01'];

export async function shootLimits({ kiosk, take, lay, camera: { shoot } }: OfficeDay): Promise<void> {
  await take('D04-01');
  const departments = await kiosk('lang=en');
  await press(departments, 'start');
  await shoot(departments, 'kiosk-departments-states');
  const full = await kiosk('tone=contrast');
  await walk(full, ['start', 'department-household', 'item-D02-01']);
  await shoot(full, 'kiosk-item-full');
  const card = await kiosk();
  await walk(card, asking);
  await card.getByTestId('identity').waitFor();
  await shoot(card, 'kiosk-card');
  await lay('甲');
  await card.getByTestId('number').waitFor();
  await lay(null);
  const again = await kiosk('size=elder');
  await walk(again, asking);
  await lay('甲');
  await again.getByTestId('refused').waitFor();
  await shoot(again, 'kiosk-refused-person');
  await lay(null);
  await press(again, 'done');
  const without = await kiosk('lang=en&tone=dark');
  await walk(without, [...asking, 'to-desk']);
  await shoot(without, 'kiosk-card-desk');
}

/** Later on the same `date`, and the evening before a day off. */
export async function shootHours({ hall, kiosk, camera: { shoot } }: OfficeDay, date: string): Promise<void> {
  const closed = await kiosk('size=elder');
  await walk(closed, onTax);
  await shoot(closed, 'kiosk-item-closed');
  await hall.at(`${date}T12:30:00+08:00`);
  const lunch = await kiosk();
  await lunch.getByTestId('next-opening').waitFor();
  await shoot(lunch, 'kiosk-lunch');
  await hall.at(`${date}T17:20:00+08:00`);
  const late = await kiosk('lang=en');
  await walk(late, ['start', 'department-market', 'item-D01-01']);
  await shoot(late, 'kiosk-item-late');
}

async function walk(kiosk: Page, steps: readonly string[]): Promise<void> {
  for (const step of steps) await press(kiosk, step);
}
