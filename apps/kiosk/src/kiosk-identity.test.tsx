import type { KioskPageState } from '@hallcall/protocol';
import { expect, test } from 'vitest';
import { all, leaveAlone, live, open, openIdentity, pathsOf, press, walkTo, withReader } from './kiosk.test.helper.tsx';

test('an item that asks who comes asks for a card; what is read takes the number, and no digit has come to the page', async () => {
  const { container, posts, requestId, say } = await openIdentity();
  expect([pathsOf(posts), all(container, 'identity').length]).toEqual([['/page/identity'], 1]);
  expect(container.textContent).toContain('请将身份证放在读卡区');
  await say('waiting');
  await say('unreadable');
  expect(all(container, 'card-said')[0]?.textContent).toContain('请拿起身份证，再平放一次');
  expect(pathsOf(posts)).toEqual(['/page/identity']);
  await say('read');
  expect(posts.map(({ path, body }) => [path, body])).toEqual([
    ['/page/identity', { requestId, isWanted: true }], ['/page/take', expect.objectContaining({ requestId, items: [{ itemId: 'D01-02', count: 1 }] })], ['/page/identity', { requestId, isWanted: false }],
  ]);
});

test('without a card the guide desk is the way, and going back asks for none any more', async () => {
  const { container, posts, requestId } = await openIdentity();
  expect(all(container, 'skip-card')).toHaveLength(0);
  await press(container, 'to-desk');
  expect(all(container, 'go-to-desk')[0]?.textContent).toContain('请到导办台取号');
  await press(container, 'back');
  expect([all(container, 'take').length, posts.at(-1)?.body]).toEqual([1, { requestId, isWanted: false }]);
});

test('a reader that is away is said at once, also where there is none', async () => {
  for (const state of [withReader('away'), live]) {
    const { container } = await openIdentity(state);
    expect(all(container, 'go-to-desk').map(({ dataset }) => dataset['code'])).toEqual(['reader.away']);
  }
});

test('a card that cannot be checked is said, and an agent that forgot the question is asked again', async () => {
  const { container, posts, say, tell } = await openIdentity();
  await say('notChecked');
  expect(all(container, 'card-said')[0]?.textContent).toContain('现在无法核对');
  await tell(withReader('ready'));
  expect(posts.map(({ body }) => (body as { isWanted?: boolean }).isWanted)).toEqual([true, true]);
});

test('without the hub nobody is asked, and a hub that goes in between takes the number as it is', async () => {
  const away: KioskPageState = { ...withReader('ready'), hub: { link: 'stale', heardAt: 1 } };
  const offline = await open(away);
  await walkTo(offline.container, 'start', 'department-market', 'item-D01-02', 'take');
  expect(pathsOf(offline.posts)).toEqual(['/page/take']);
  const { posts, tell } = await openIdentity();
  await tell(away);
  expect(pathsOf(posts)).toContain('/page/take');
});

test('who is sent to the guide desk instead of a card leaves no page behind', async () => {
  const { container } = await openIdentity();
  await press(container, 'to-desk');
  await leaveAlone(container);
  expect(all(container, 'go-to-desk')).toEqual([]);
});

test('other items ask nobody', async () => {
  const { container, posts } = await open(withReader('ready'));
  await walkTo(container, 'start', 'department-market', 'item-D01-01', 'take');
  expect(pathsOf(posts)).toEqual(['/page/take']);
});

test.each([
  [{ code: 'person.itemAgain', held: { prefix: 'A', n: 12 } }, '这个事项您已取过 A\u00a0012 号'],
  [{ code: 'person.tooMany', held: { prefix: 'A', n: 12 }, most: 2 }, '一人同时最多 2 个号'],
  [{ code: 'person.required' }, '请到导办台取号'],
])('what a person may not have is said with the number held: %j', async (refusal, words) => {
  const { container, progress } = await open();
  await walkTo(container, 'start', 'department-market', 'item-D01-01', 'take');
  await progress({ phase: 'refused', refusal });
  expect(all(container, 'refused')[0]?.textContent).toContain(words);
});
