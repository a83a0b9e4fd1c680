// The bars above the windows on one page, each with the state of its window.
import { texts, type Texts } from '@hallcall/text';
import type { Camera, Size } from './camera.ts';

/** `address` as the simulated line knows the bar; `words` stand below its picture. */
export type BarOfState = { readonly address: number; readonly words: (t: Texts) => string };
type Figure = string;

/** Two bars a row. */
const sizeOf = (figures: readonly Figure[]): Size => [1_140, 40 + 120 * Math.ceil(figures.length / 2)];
/** Longer than a bar waits before it gives a call up for lost, a minute, and the line needs to draw it. */
const saidWithinMs = 90_000;

/** What the simulator at `ledUrl` shows at this moment. */
export const figuresOf = (ledUrl: string, bars: readonly BarOfState[]): Promise<readonly Figure[]> => Promise.all(bars.map((bar) => figureOf(ledUrl, bar)));

/** All of them on the picture `name`. */
export async function shootBars({ open, shoot }: Camera, name: string, figures: readonly Figure[]): Promise<void> {
  const page = await open('about:blank', sizeOf(figures));
  const style = 'body{margin:20px;display:grid;grid-template-columns:1fr 1fr;gap:14px 20px;background:#f4f6fb;color:#111827;font:18px "Noto Sans CJK SC",sans-serif}figure{margin:0}img{width:100%;display:block}figcaption{padding-top:2px}';
  await page.setContent(`<style>${style}</style>${figures.join('')}`);
  await shoot(page, name);
}

/** Resolves when the bar says this. Rejects when it has not after a minute and a half. */
export async function untilBarSays(ledUrl: string, address: number, text: string): Promise<void> {
  const giveUpAt = Date.now() + saidWithinMs;
  for (;;) {
    const { bars } = (await (await fetch(new URL('/state', ledUrl))).json()) as { readonly bars: readonly { readonly address: number; readonly text: string }[] };
    const said = bars.find((bar) => bar.address === address)?.text.trim();
    if (said === text) return;
    if (Date.now() > giveUpAt) throw new Error(`after ${saidWithinMs / 1000} s bar ${address} does not say “${text}” but ${said === undefined ? 'is not there' : `“${said}”`}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

async function figureOf(ledUrl: string, { address, words }: BarOfState): Promise<Figure> {
  const picture = await (await fetch(new URL(`/bars/${address}.png?still`, ledUrl))).arrayBuffer();
  const said = [texts('zh'), texts('en')].map(words);
  return `<figure><img src="data:image/png;base64,${Buffer.from(picture).toString('base64')}"><figcaption>${said.join(' · ')}</figcaption></figure>`;
}
