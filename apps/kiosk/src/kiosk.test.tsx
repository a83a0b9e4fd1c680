import type { KioskPageState } from '@hallcall/protocol';
import { act } from 'react';
import { expect, test } from 'vitest';
import { all, live, open, press, ticket, walkTo } from './kiosk.test.helper.tsx';

test('from the first page to the number: one step on the screen at a time, one request however often it is tapped', async () => {
  const { container, posts, progress } = await open();
  await walkTo(container, 'start', 'department-market', 'item-D01-01');
  expect(all(container, 'ahead')[0]?.textContent).toContain('3');
  const [take] = all(container, 'take');
  await act(async () => {
    take?.click();
    take?.click();
    take?.click();
  });
  expect(posts.map(({ path, body }) => [path, body])).toEqual([['/page/take', expect.objectContaining({ items: [{ itemId: 'D01-01', count: 1 }], chain: null, language: 'zh' })]]);
  expect([all(container, 'home').length, all(container, 'back').length]).toEqual([0, 0]);
  await progress({ phase: 'issued', ticket, paper: 'printing', copy: 0 });
  expect(all(container, 'number')[0]?.textContent).toBe('A\u00a0012');
  expect([all(container, 'home').length, all(container, 'done').length]).toEqual([0, 0]);
  await progress({ phase: 'issued', ticket, paper: 'printed', copy: 0 });
  expect(all(container, 'paper')[0]?.textContent).toContain('请取走您的小票');
  await press(container, 'done');
  expect(all(container, 'start')).toHaveLength(1);
});

test('priority and needs go with the number only when they were pressed, and the promise to the others stands beside it', async () => {
  const { container, posts, progress } = await open();
  await walkTo(container, 'start', 'department-market', 'item-D01-01');
  await press(container, 'priority');
  for (const id of ['class-pregnant', 'class-elder', 'need-escort', 'need-wheelchair', 'need-escort', 'priority-done']) await press(document, id);
  expect(all(container, 'priority-chosen')[0]?.textContent).toBe('老年人 · 轮椅');
  await press(container, 'take');
  expect(posts[0]?.body).toMatchObject({ personClass: 'elder', needs: ['wheelchair'] });
  await progress({ phase: 'issued', ticket, paper: 'printed', copy: 0 });
  expect(all(container, 'ticket-bound')[0]?.textContent).toBe('最多会有 4 位优先办理的人先于您');
  const plain = await open();
  await walkTo(plain.container, 'start', 'department-market', 'item-D01-01');
  await press(plain.container, 'priority');
  for (const id of ['class-elder', 'class-elder', 'priority-done']) await press(document, id);
  await press(plain.container, 'take');
  expect(Object.keys(plain.posts[0]?.body ?? {}).toSorted()).toEqual(['chain', 'items', 'language', 'requestId']);
});

const bodyOf = (posts: readonly { readonly body: object }[]) => posts[0]?.body;
const textOf = (root: ParentNode, id: string) => all(root, id).map(({ textContent }) => textContent);

test('several cases of one item, and a second item, are one number; what was said of the person goes along', async () => {
  const { container, posts, progress } = await open();
  await walkTo(container, 'start', 'department-market', 'item-D01-01');
  await press(container, 'priority');
  for (const id of ['class-elder', 'priority-done']) await press(document, id);
  expect(all(container, 'errands-chosen')).toEqual([]);
  await press(container, 'errands');
  expect(all(document, 'drop-D01-01')).toEqual([]);
  for (const id of ['more-D01-01', 'more-D01-01', 'fewer-D01-01', 'errands-more']) await press(document, id);
  expect(textOf(container, 'chosen-before')[0]).toContain('已选：内资企业设立登记\u00a0×\u00a02。');
  await walkTo(container, 'department-medins', 'item-D04-01');
  expect(textOf(container, 'errands-chosen')).toEqual(['2 个事项，共 3 件']);
  expect(textOf(container, 'priority-chosen')).toEqual(['老年人']);
  await press(container, 'take');
  expect(bodyOf(posts)).toMatchObject({ items: [{ itemId: 'D01-01', count: 2 }, { itemId: 'D04-01', count: 1 }], chain: null, personClass: 'elder' });
  const stops = [{ queueId: 'q-market', items: [{ itemId: 'D01-01', count: 2 }, { itemId: 'D01-02', count: 1 }], after: [] }];
  await progress({ phase: 'issued', ticket: { ...ticket, stops }, paper: 'printed', copy: 0 });
  expect(textOf(container, 'ticket-item')).toEqual(['内资企业设立登记\u00a0×\u00a02', '内资企业变更登记']);
});

test('who goes back to look elsewhere takes only what was put on the number, and can leave that out again', async () => {
  const { container, posts } = await open();
  await walkTo(container, 'start', 'department-market', 'item-D01-01');
  await press(container, 'errands');
  await press(document, 'errands-more');
  await walkTo(container, 'department-market', 'item-D01-03', 'back', 'item-D01-04');
  await press(container, 'errands');
  expect(all(document, 'errand-D01-03')).toEqual([]);
  await press(document, 'drop-D01-01');
  await press(document, 'errands-done');
  await press(container, 'take');
  expect(bodyOf(posts)).toMatchObject({ items: [{ itemId: 'D01-04', count: 1 }] });
});

test('nothing is left of it for the next visitor', async () => {
  const { container } = await open();
  await walkTo(container, 'start', 'department-market', 'item-D01-01');
  await press(container, 'errands');
  await press(document, 'errands-more');
  await press(container, 'home');
  await walkTo(container, 'start', 'department-market', 'item-D01-04');
  await press(container, 'errands');
  expect([all(container, 'chosen-before'), all(document, 'errand-D01-01')]).toEqual([[], []]);
});

test('a full item, or one that gives no number now, leads to no further one', async () => {
  const full = { ...live, view: { ...live.view, full: [{ scope: 'item', id: 'D01-01', per: 'day', nextFree: null }] } } as never;
  const { container } = await open(full);
  await walkTo(container, 'start', 'department-market', 'item-D01-01');
  await press(container, 'errands');
  expect(all(document, 'errands-more')).toEqual([]);
});

test('of a life event several cases of a step are on the number, and what was left out is not', async () => {
  const { container, posts, progress } = await open();
  await walkTo(container, 'chains', 'chain-open', 'want-D04-01');
  await press(container, 'errands');
  expect([all(document, 'errand-D04-01'), all(document, 'drop-D01-01'), all(document, 'errands-more')]).toEqual([[], [], []]);
  for (const id of ['more-D02-01', 'errands-done']) await press(document, id);
  expect(textOf(container, 'errands-chosen')).toEqual(['2 个事项，共 3 件']);
  await press(container, 'take');
  expect(bodyOf(posts)).toMatchObject({ items: [{ itemId: 'D01-01', count: 1 }, { itemId: 'D02-01', count: 2 }], chain: 'open' });
  const stops = [{ queueId: 'q-market', items: [{ itemId: 'D01-01', count: 1 }], after: [] }, { queueId: 'q-household', items: [{ itemId: 'D02-01', count: 2 }], after: [0] }];
  await progress({ phase: 'issued', ticket: { ...ticket, stops, chain: 'open' }, paper: 'printed', copy: 0 });
  expect(textOf(container, 'route')[0]).toMatch(/内资企业设立登记[^×]*出生登记\u00a0×\u00a02/);
});

test.each([
  ['failed', '小票没有打印出来', true], ['unknown', '不能确定小票是否打印出来', true], ['shown', '您已记下号码', true],
  ['sent', '小票已送往打印机', false], ['printed', '小票已打印', false],
] as const)('paper %s is said in words; without certain paper the number can be taken along by phone', async (paper, words, hasCode) => {
  const { container, progress, posts } = await open();
  await walkTo(container, 'start', 'department-market', 'item-D01-01', 'take');
  await progress({ phase: 'issued', ticket, paper, copy: 0 });
  expect(all(container, 'paper')[0]?.textContent).toContain(words);
  expect(all(container, 'qr').map((code) => code.dataset['url'])).toEqual(hasCode ? [ticket.url] : []);
  await press(container, 'noted');
  expect(posts.slice(1).map(({ path }) => path)).toEqual(paper === 'failed' || paper === 'unknown' ? ['/page/note'] : []);
});

test.each([
  ['numbers.exhausted', '今日号码已用完'], ['day.closed', '现在不在受理时间'], ['kiosk.interrupted', '请重新取号'], ['command.notPermitted', '暂时不能取号'],
])('a refusal %s says what to do and keeps its code small for staff', async (code, words) => {
  const { container, progress } = await open();
  await walkTo(container, 'start', 'department-market', 'item-D01-01', 'take');
  await progress({ phase: 'refused', refusal: { code } });
  expect(all(container, 'refused')[0]?.textContent).toContain(words);
  expect(all(container, 'refused')[0]?.textContent).toContain(code);
});

test('a return pass that has expired says until when it was good', async () => {
  const { container, progress } = await open();
  await walkTo(container, 'start', 'department-market', 'item-D01-01', 'take');
  await progress({ phase: 'refused', refusal: { code: 'pass.expired', validUntil: '2026-11-20' as never } });
  for (const words of ['这个回访码已过期', '2026-11-20', '请取普通号']) expect(all(container, 'refused')[0]?.textContent).toContain(words);
});

test('an agent that dies is said to the visitor who waits for a number; a number already given stays', async () => {
  const { container, progress, fallSilent } = await open();
  await walkTo(container, 'start', 'department-market', 'item-D01-01', 'take');
  await act(fallSilent);
  expect(container.textContent).toContain('agent.unreachable');
  await progress({ phase: 'issued', ticket, paper: 'printed', copy: 0 });
  expect(all(container, 'number')[0]?.textContent).toBe('A\u00a0012');
});

test.each([
  [{ waiting: 3, waitMinutes: 25 }, '前面 3 人约 25 分钟', '现在取号，前面还有 3 人预计等候约 25 分钟', 'some'],
  [{ waiting: 0, waitMinutes: 4 }, '前面没有人约 4 分钟', '前面没有人预计等候约 4 分钟', 'some'],
  [{ waiting: 0, waitMinutes: 0 }, '无需等候', '无需等候', 'free'],
  [{ waiting: 0, waitMinutes: null }, '现在没有窗口办理', '现在没有窗口办理', 'closed'],
  [{ waiting: 3, waitMinutes: null }, '前面 3 人现在没有窗口办理', '前面 3 人现在没有窗口办理', 'closed'],
])('before a choice it is said how many wait and how long, or that no window is open: %j', async (known, onTile, onItem, state) => {
  // Only what the pages read of the view.
  const view = { ...live.view, queues: [{ queueId: 'q-market', windows: 1, ...known }] } as unknown as NonNullable<KioskPageState['view']>;
  const { container } = await open({ ...live, view });
  await walkTo(container, 'start');
  const [facts] = all(all(container, 'department-market')[0] ?? container, 'waiting-facts');
  expect([facts?.textContent, facts?.dataset['state']]).toEqual([onTile, state]);
  await walkTo(container, 'department-market', 'item-D01-01');
  expect([all(container, 'ahead')[0]?.textContent, all(container, 'ahead')[0]?.dataset['state']]).toEqual([onItem, state]);
});

test('the number comes with the estimate, one a queue where there are several, and none where nothing was said', async () => {
  const { container, progress } = await open();
  await walkTo(container, 'start', 'department-market', 'item-D01-01', 'take');
  const told = async (more: object) => {
    await progress({ phase: 'issued', ticket: { ...ticket, ...more }, paper: 'printing', copy: 0 });
    return all(container, 'ticket-estimate').map((line) => line.textContent);
  };
  expect(await told({})).toEqual(['预计等候约 25 分钟']);
  expect(await told({ estimates: [{ queueId: 'q-market', minutes: 0 }, { queueId: 'q-tax', minutes: 60 }] })).toEqual(['市场: 预计等候不到 1 分钟', '税务: 预计等候约 1 小时']);
  expect(await told({ estimates: [] })).toEqual([]);
});

test('an offline ticket is called one', async () => {
  const { container, progress } = await open();
  await walkTo(container, 'start', 'department-market', 'item-D01-01', 'take');
  await progress({ phase: 'issued', ticket: { ...ticket, offline: true, ahead: null, estimates: [] }, paper: 'printed', copy: 0 });
  expect(all(container, 'offline')[0]?.textContent).toContain('离线票');
  expect(all(container, 'ticket-ahead')).toEqual([]);
});

test('a silent hub and a printer without paper are said before a choice, and no count is claimed', async () => {
  const { container, tell } = await open();
  expect([all(container, 'notice-stale').length, all(container, 'notice-paper').length, all(container, 'waiting-all').length]).toEqual([0, 0, 1]);
  await tell({ ...live, hub: { link: 'stale', heardAt: 1 }, printer: { state: 'fault', code: 'paperEnd' } });
  expect([all(container, 'notice-stale').length, all(container, 'notice-paper').length, all(container, 'waiting-all').length]).toEqual([1, 1, 0]);
  await walkTo(container, 'start', 'department-market', 'item-D01-01');
  expect([all(container, 'notice-stale').length, all(container, 'notice-paper').length, all(container, 'ahead').length]).toEqual([1, 1, 0]);
});

test.each([
  ['closed', { isOpen: false, now: Date.UTC(2026, 10, 22, 8), nextOpeningAt: Date.UTC(2026, 10, 23, 1) }, '下次开始取号：明天 09:00'],
  ['closed over the weekend', { isOpen: false, now: Date.UTC(2026, 10, 20, 10), nextOpeningAt: Date.UTC(2026, 10, 23, 1) }, '下次开始取号：周一 09:00'],
  ['unsure of the date', { isOpen: false, nextOpeningAt: Date.UTC(2026, 10, 23, 1), view: { ...live.view, isIssuing: false, isClockDoubted: true } as KioskPageState['view'] }, '大厅的日期还不能确定'],
  ['unpaired', { pairing: { code: '402817' }, config: null }, '402817'],
  ['revoked', { hub: { link: 'refused', heardAt: null } }, 'device.revoked'],
] as const)('a kiosk that is %s offers no number and says why', async (_, change, words) => {
  const { container } = await open({ ...live, ...change });
  expect([container.textContent?.includes(words), all(container, 'start').length]).toEqual([true, 0]);
});
