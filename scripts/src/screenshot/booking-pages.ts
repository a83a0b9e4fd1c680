// Numbers booked ahead: made at the console, found again at the kiosk by code or card.
import type { Page } from '@playwright/test';
import { texts } from '@hallcall/text';
import { press } from './camera.ts';
import type { OfficeDay } from './office-day.ts';

const { make } = texts('zh').booking;

/** Invented: that of the simulated card 丙, and the example of the standard of such numbers. */
const numbers = ['99000019000229003X', '11010519491231002X'];

export async function shootBookings({ console: open, kiosk, camera: { shoot }, lay }: OfficeDay): Promise<void> {
  const desk = await open('bookings');
  const codes: string[] = [];
  for (const [index, itemId] of ['D01-01', 'D01-03', 'D02-01', 'D01-01', 'D03-01'].entries()) codes.push(await book(desk, { itemId, slot: index === 0 ? 0 : index * 2 + 1, number: numbers[index] ?? null }));
  await shoot(desk, 'console-bookings');
  await fill(desk, { itemId: 'D01-02', slot: 4, number: null });
  await shoot(desk, 'console-booking-dialog');
  const other = await open('bookings?lang=en&tone=contrast&size=elder');
  await fill(other, { itemId: 'D01-02', slot: 6, number: null });
  await shoot(other, 'console-booking-dialog-contrast');

  const coming = await kiosk();
  await press(coming, 'pass');
  for (const digit of codes[0]?.slice(0, 5) ?? '') await press(coming, `digit-${digit}`);
  await shoot(coming, 'kiosk-booking-code');
  const byCard = await kiosk('lang=en&size=elder');
  await press(byCard, 'pass');
  await press(byCard, 'booking-card');
  await shoot(byCard, 'kiosk-booking-card');
  await lay('丙');
  await byCard.getByTestId('found-booking').waitFor();
  await shoot(byCard, 'kiosk-booking-found');
  await lay(null);
  await press(byCard, 'home');
}

type Wish = { readonly itemId: string; readonly slot: number; readonly number: string | null };

/** Everything chosen, nothing sent. */
async function fill(desk: Page, { itemId, slot, number }: Wish): Promise<void> {
  await press(desk, 'booking-new');
  const dialog = desk.getByRole('dialog');
  await dialog.getByRole('searchbox').fill(itemId);
  await press(desk, `book-${itemId}`);
  await dialog.getByTestId('slots').getByRole('button').nth(slot).click();
  if (number !== null) await dialog.getByLabel(make.number).fill(number);
}

async function book(desk: Page, wish: Wish): Promise<string> {
  await fill(desk, wish);
  await press(desk, 'book-submit');
  const code = (await desk.getByTestId('booking-code').innerText()).replaceAll(/\s/g, '');
  await press(desk, 'booked-done');
  return code;
}
