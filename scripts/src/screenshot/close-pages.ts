// What is left of a day: who was turned away, its close with the two papers, its month.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { texts } from '@hallcall/text';
import { press } from './camera.ts';
import type { OfficeDay } from './office-day.ts';

/** The kiosk tells of what it counted twice a minute. */
const tellsWithinMs = 40_000;

export async function shootClose({ hall, kiosk, console: open, camera: { shoot, folder } }: OfficeDay): Promise<void> {
  const seeking = await kiosk();
  await press(seeking, 'search');
  await seeking.locator('input').first().fill('养老认证机');
  await seeking.waitForTimeout(tellsWithinMs);
  const statistics = await open('statistics');
  await statistics.getByTestId('turned-away-searches').scrollIntoViewIfNeeded();
  await shoot(statistics, 'console-turned-away');
  await statistics.getByTestId('statistics-windows').scrollIntoViewIfNeeded();
  await shoot(statistics, 'console-statistics-windows');

  const { close } = texts('zh').console.day;
  const manager = await open('');
  await manager.getByRole('button', { name: close }).click();
  await manager.getByRole('alertdialog').getByRole('button').last().click();
  await manager.getByTestId('day-papers').waitFor();
  await manager.waitForTimeout(8_000);
  await manager.getByTestId('day-papers').scrollIntoViewIfNeeded();
  await shoot(manager, 'console-day-closed');
  const papers = (await (await fetch(`${hall.printerUrl}/tickets`)).json()) as { readonly number: number }[];
  writeFileSync(join(folder, 'slip-day.png'), Buffer.from(await (await fetch(`${hall.printerUrl}/tickets/${papers.at(-2)?.number ?? 0}.png`)).arrayBuffer()));
  const months = await open('statistics?lang=en', [1920, 1080]);
  await press(months, 'months');
  await months.getByTestId('months-table').scrollIntoViewIfNeeded();
  await shoot(months, 'console-months');
}
