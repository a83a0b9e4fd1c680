// The kiosk's pages for whoever comes back with the return code of a notice, in each of its modes.
import type { Page } from '@playwright/test';
import { press, type Camera, type Size } from './camera.ts';

const tall: Size = [1080, 1920];

/** `kioskUrl` is the kiosk's page, `code` what stands on the paper. The number is taken at the end. */
export async function shootReturnPages({ open, shoot }: Camera, { kioskUrl, code }: { readonly kioskUrl: string; readonly code: string }): Promise<void> {
  const looks = [['', ''], ['-elder', '?lang=en&size=elder'], ['-contrast', '?lang=en&tone=contrast&reach=low']] as const;
  const found: Page[] = [];
  for (const [name, query] of looks) {
    const kiosk = await open(`${kioskUrl}${query}`, tall);
    await typeCode(kiosk, code);
    await shoot(kiosk, `kiosk-return-code${name}`);
    await press(kiosk, 'find-pass');
    await kiosk.getByTestId('found-pass').waitFor();
    await shoot(kiosk, `kiosk-return-found${name}`);
    found.push(kiosk);
  }
  const [taking] = found;
  if (taking === undefined) return;
  await press(taking, 'take');
  await taking.getByTestId('number').waitFor();
  const late = await open(`${kioskUrl}?size=elder&tone=contrast`, tall);
  await typeCode(late, code);
  await press(late, 'find-pass');
  await late.getByTestId('no-pass').waitFor();
  await shoot(late, 'kiosk-return-used');
}

async function typeCode(kiosk: Page, code: string): Promise<void> {
  await press(kiosk, 'pass');
  for (const digit of code) await press(kiosk, `digit-${digit}`);
}
