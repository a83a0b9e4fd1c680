import type { ItemCount } from '@hallcall/domain';
import { act, useState } from 'react';
import { beforeAll, expect, test } from 'vitest';
import type { Hall } from '../hall/hall-document.ts';
import { show } from '../show.test.helper.tsx';
import { ErrandsChoice } from './errands-choice.tsx';

beforeAll(() => Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true }));
const hall = { placeByItem: new Map() } as unknown as Hall;
const found = (id: string): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(`[data-testid="${id}"]`)];
const press = (id: string) => act(async () => found(id)[0]?.click());

async function chooseFrom(items: readonly ItemCount[], kept: ItemCount['itemId'] | null) {
  let now = items;
  function Held() {
    const [held, hold] = useState(items);
    now = held;
    return <ErrandsChoice hall={hall} items={held} onChange={hold} kept={kept} onMore={() => undefined} />;
  }
  const { close } = await show(<Held />);
  await press('errands');
  return { close, counts: () => now.map(({ itemId, count }) => [itemId, count]) };
}
const one = (itemId: string, count: number): ItemCount => ({ itemId: itemId as ItemCount['itemId'], count });

test('of each item at least one and at most 99, and only what the page is not about is left out', async () => {
  const { counts, close } = await chooseFrom([one('a', 1), one('b', 98)], 'a' as ItemCount['itemId']);
  for (const id of ['more-b', 'more-b', 'fewer-a', 'drop-a']) await press(id);
  expect(counts()).toEqual([['a', 1], ['b', 99]]);
  await press('drop-b');
  expect(counts()).toEqual([['a', 1]]);
  await close();
});

test('with 20 items there is no way to a further one', async () => {
  for (const [items, ways] of [[19, 1], [20, 0]] as const) {
    const { close } = await chooseFrom(Array.from({ length: items }, (_, n) => one(`i${n}`, 1)), 'i0' as ItemCount['itemId']);
    expect(found('errands-more')).toHaveLength(ways);
    expect(found('errands-chosen').map(({ textContent }) => textContent)).toEqual([`${items} 个事项，共 ${items} 件`]);
    await close();
  }
});
