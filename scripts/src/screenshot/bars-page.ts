// The bars above the windows on one page, each with the state of its window.
import { texts } from '@hallcall/text';
import type { Camera, Size } from './camera.ts';

type Status = keyof ReturnType<typeof texts>['window']['status'];
/** `address` as the simulated line knows the bar. */
export type BarOfState = { readonly address: number; readonly status: Status };

const size: Size = [1_140, 400];

/** Draws what the simulator at `ledUrl` shows. */
export async function shootBars({ open, shoot }: Camera, ledUrl: string, bars: readonly BarOfState[]): Promise<void> {
  const page = await open('about:blank', size);
  const figures = await Promise.all(bars.map((bar) => figureOf(ledUrl, bar)));
  const style = 'body{margin:20px;display:grid;grid-template-columns:1fr 1fr;gap:14px 20px;background:#f4f6fb;color:#111827;font:18px "Noto Sans CJK SC",sans-serif}figure{margin:0}img{width:100%;display:block}figcaption{padding-top:2px}';
  await page.setContent(`<style>${style}</style>${figures.join('')}`);
  await shoot(page, 'led-bars');
}

async function figureOf(ledUrl: string, { address, status }: BarOfState): Promise<string> {
  const picture = await (await fetch(new URL(`/bars/${address}.png?still`, ledUrl))).arrayBuffer();
  const words = [texts('zh'), texts('en')].map(({ window }) => window.status[status]);
  return `<figure><img src="data:image/png;base64,${Buffer.from(picture).toString('base64')}"><figcaption>${words.join(' · ')}</figcaption></figure>`;
}
