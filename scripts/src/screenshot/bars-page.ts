// The bars above the windows on one page, each with the state of its window.
import { texts, type Texts } from '@hallcall/text';
import type { Camera, Size } from './camera.ts';

/** `address` as the simulated line knows the bar; `words` stand below its picture. */
export type BarOfState = { readonly address: number; readonly words: (t: Texts) => string };
type Figure = string;

const size: Size = [1_140, 400];

/** What the simulator at `ledUrl` shows at this moment. */
export const figuresOf = (ledUrl: string, bars: readonly BarOfState[]): Promise<readonly Figure[]> => Promise.all(bars.map((bar) => figureOf(ledUrl, bar)));

/** All of them on one picture. */
export async function shootBars({ open, shoot }: Camera, figures: readonly Figure[]): Promise<void> {
  const page = await open('about:blank', size);
  const style = 'body{margin:20px;display:grid;grid-template-columns:1fr 1fr;gap:14px 20px;background:#f4f6fb;color:#111827;font:18px "Noto Sans CJK SC",sans-serif}figure{margin:0}img{width:100%;display:block}figcaption{padding-top:2px}';
  await page.setContent(`<style>${style}</style>${figures.join('')}`);
  await shoot(page, 'led-bars');
}

/** Resolves when the bar says this. */
export async function untilBarSays(ledUrl: string, address: number, text: string): Promise<void> {
  for (;;) {
    const { bars } = (await (await fetch(new URL('/state', ledUrl))).json()) as { readonly bars: readonly { readonly address: number; readonly text: string }[] };
    if (bars.some((bar) => bar.address === address && bar.text.trim() === text)) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

async function figureOf(ledUrl: string, { address, words }: BarOfState): Promise<Figure> {
  const picture = await (await fetch(new URL(`/bars/${address}.png?still`, ledUrl))).arrayBuffer();
  const said = [texts('zh'), texts('en')].map(words);
  return `<figure><img src="data:image/png;base64,${Buffer.from(picture).toString('base64')}"><figcaption>${said.join(' · ')}</figcaption></figure>`;
}
