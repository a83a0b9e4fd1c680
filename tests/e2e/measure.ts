// What is true of every page, whatever it shows: nothing blocked, nothing wrong in the console, readable, reachable.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Everything that a page's console calls an error, blocked content included. Call before the page goes anywhere. */
export function listen(page: Page): readonly string[] {
  const said: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') said.push(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => said.push(`${page.url()}: ${error.message}`));
  return said;
}

/** Serious and critical findings of axe, contrast among them. */
export async function expectAccessible(page: Page): Promise<void> {
  const axe = () => new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  const { violations } = await whileStill(page, axe);
  const bad = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(bad.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`)).toEqual([]);
}

/** How often something may begin to move while it is measured. */
const mostMeasures = 5;

/** Measures while nothing blinks or fades in any frame: in the middle of an animation colours are not what they will be. */
async function whileStill<T>(page: Page, measure: () => Promise<T>): Promise<T> {
  for (let left = mostMeasures; ; left -= 1) {
    await expect.poll(() => inAllFrames(page, beginStillness), { timeout: 15_000 }).toBe(true);
    const measured = await measure();
    if (left === 1 || (await inAllFrames(page, wasStill))) return measured;
  }
}

/** A frame that has gone in the meantime moves nothing. */
async function inAllFrames(page: Page, isSo: () => boolean): Promise<boolean> {
  const answers = await Promise.all(page.frames().map((frame) => frame.evaluate(isSo).catch(() => true)));
  return answers.every(Boolean);
}

/** True while nothing moves that will end; from then on the page notes whether something begins to. Runs in the page, so all it needs is inside. */
function beginStillness(): boolean {
  const moving = document.getAnimations().filter(({ playState, effect }) => {
    const { progress, endTime } = effect?.getComputedTiming() ?? {};
    return playState === 'running' && typeof progress === 'number' && endTime !== Infinity;
  });
  if (moving.length > 0) return false;
  const { dataset } = document.documentElement;
  delete dataset['moved'];
  for (const event of ['animationstart', 'transitionrun']) {
    document.addEventListener(event, () => void (dataset['moved'] = 'true'), { once: true, capture: true });
  }
  return true;
}

function wasStill(): boolean {
  return document.documentElement.dataset['moved'] === undefined;
}

/** Ticket numbers stand on one line, nothing is wider than the screen, and no browser offers to translate it. */
export async function expectLaidOut(page: Page): Promise<void> {
  const faults = await page.evaluate(() => {
    const root = document.documentElement;
    const wide = root.scrollWidth > root.clientWidth ? [`the page is ${root.scrollWidth} px wide on a screen of ${root.clientWidth}`] : [];
    const broken = [...document.querySelectorAll<HTMLElement>('.hc-number')].filter((number) => {
      const range = document.createRange();
      range.selectNodeContents(number);
      const tops = [...range.getClientRects()].map(({ top, height }) => Math.round(top + height / 2));
      return new Set(tops).size > 1;
    });
    const foreign = root.translate ? ['the browser may offer to translate the page'] : [];
    return [...wide, ...foreign, ...broken.map((number) => `broken: ${number.textContent}`)];
  });
  expect(faults).toEqual([]);
}

export async function expectFine(page: Page): Promise<void> {
  await expectLaidOut(page);
  await expectAccessible(page);
}

type Target = { readonly name: string; readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

/** Kiosk targets are at least 96 px high and wide and stand at least 16 px apart. */
export async function expectFingerRoom(page: Page): Promise<void> {
  const targets = await page.evaluate((): Target[] => {
    return [...document.querySelectorAll('button, a[href], input, .hg-button')].flatMap((element) => {
      const box = element.getBoundingClientRect();
      const { left, top, right, bottom } = box;
      const above = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      const isReachable = above !== null && (element.contains(above) || above.contains(element));
      // What is scrolled half out of its list is measured where it stands whole.
      const list = element.closest('.kiosk-scroll')?.getBoundingClientRect();
      const isWhole = list === undefined || (top >= list.top && bottom <= list.bottom);
      // A dialog's way out for screen readers is a point that nobody sees.
      return isWhole && isReachable && box.width > 1 ? [{ name: element.textContent || element.tagName, left, top, right, bottom }] : [];
    });
  });
  expect(targets.length).toBeGreaterThan(0);
  const small = targets.filter(({ left, top, right, bottom }) => right - left < 95.5 || bottom - top < 95.5);
  expect(small.map(describe)).toEqual([]);
  const close = targets.flatMap((a, index) => targets.slice(index + 1).filter((b) => gap(a, b) < 15.5).map((b) => `${describe(a)} · ${describe(b)}`));
  expect(close).toEqual([]);
}

const describe = ({ name, left, top, right, bottom }: Target): string =>
  `${name} ${Math.round(right - left)}×${Math.round(bottom - top)} at ${Math.round(left)},${Math.round(top)}`;

/** The larger of the horizontal and the vertical distance. */
function gap(a: Target, b: Target): number {
  const across = Math.max(a.left - b.right, b.left - a.right);
  const along = Math.max(a.top - b.bottom, b.top - a.bottom);
  return Math.max(across, along);
}
