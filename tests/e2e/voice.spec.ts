// The hall is heard and lit, in real time: recordings of two sound cards, four bars on one serial line, real browsers.
import { expect, test, type Browser, type Page } from '@playwright/test';
import { cut, leastIdentity, rms } from '@hallcall/testkit/audio';
import { texts } from '@hallcall/text';
import { connectPeer, type Peer } from '../chaos/peer.ts';
import { pause, until } from '../chaos/until.ts';
import { hubUrl } from './open-pages.ts';
import { findCall, listen, openSoundHall, type SoundHall } from './sound-hall.ts';

const windows = ['w1', 'w2', 'w3', 'w4'] as const;
/** The first board speaks for windows 1 and 2, the agent's own speaker for 3 and 4. */
const spokenBy = { w1: 'board', w2: 'board', w3: 'speaker', w4: 'speaker' } as const;
const languagesOf = { board: ['zh', 'en'], speaker: ['zh'] } as const;

test.describe.configure({ mode: 'serial' });

let hall: SoundHall;
let tv: Browser;
let board: Page;
let manager: Peer;
const clerks = new Map<string, Peer>();

test.beforeAll(async () => {
  hall = await openSoundHall();
  tv = await hall.openBrowser();
  board = await openBoard(tv, 'b1');
  const { sample } = hall.page;
  manager = await connectPeer(hall.page.hall.url, sample.manager.token);
  for (const { windowId, token } of sample.windows) {
    const clerk = await connectPeer(hall.page.hall.url, token);
    clerks.set(windowId, clerk);
    if (windows.some((id) => id === windowId)) await act(windowId, { type: 'window.open', windowId });
  }
  await announcedBy({ B1: 'display-b1', A1: 'display-b1', A2: 'kiosk-1', A3: 'kiosk-1' });
});

test.afterAll(async () => {
  for (const peer of [manager, ...clerks.values()]) peer.close();
  await tv.close();
  await hall.close();
});

async function openBoard(browser: Browser, boardId: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  const token = hall.page.sample.boards.find((each) => each.boardId === boardId)?.token ?? '';
  await page.addInitScript(([key, value]) => sessionStorage.setItem(key, value), [`hallcall.token.${boardId}`, token] as const);
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.goto(`${hubUrl(hall.page)}display/#${boardId}`);
  await expect(page.getByTestId('board')).toBeVisible();
  return page;
}

async function act(windowId: string, command: Record<string, unknown>): Promise<void> {
  const clerk = clerks.get(windowId);
  const reply = await clerk?.send(clerk.message(command));
  if (reply?.kind !== 'accepted') throw new Error(`${String(command['type'])} was not accepted: ${JSON.stringify(reply)}`);
}

async function manage(command: Record<string, unknown>): Promise<void> {
  expect(await manager.send(manager.message(command))).toMatchObject({ kind: 'accepted' });
}

/** Ends whatever a window is doing, then calls the visitor of a fresh ticket there. */
async function callFresh(windowId: string): Promise<void> {
  await hall.page.take(hall.page.itemAt(windowId).itemId);
  await callNext(windowId);
}

async function callNext(windowId: string): Promise<void> {
  const active = clerks.get(windowId)?.view('window').active ?? null;
  if (active?.status === 'called') await act(windowId, { type: 'stop.start', windowId, ticketId: active.ticketId });
  await act(windowId, { type: 'window.callNext', windowId, active: active?.ticketId ?? null });
  const { callId } = hall.call(windowId);
  await until(() => clerks.get(windowId)?.view('window').active?.calls.at(-1)?.callId, (seen) => seen === callId);
}

const announcedBy = (wanted: Record<string, string>): Promise<unknown> =>
  until(
    async () => manager.view('console').zones,
    (zones) => Object.entries(wanted).every(([zone, device]) => zones.some((each) => each.zone === zone && each.announcer === device)),
    20_000,
  );

const settled = (ids: readonly string[]): Promise<unknown> =>
  until(async () => ids.map((id) => hall.call(id).speech), (outcomes) => outcomes.every((outcome) => outcome !== null), 40_000);

test('four windows call at once: each bar shows its own call, and each call is heard once, in order, word for word', async () => {
  test.setTimeout(90_000);
  for (const windowId of windows) await hall.page.take(hall.page.itemAt(windowId).itemId);
  const heard = { board: null as Awaited<ReturnType<typeof listen>> | null, speaker: null as Awaited<ReturnType<typeof listen>> | null };
  heard.speaker = await listen(hall.sound, 'speaker', async () => {
    heard.board = await listen(hall.sound, 'board', async () => {
      await Promise.all(windows.map(callNext));
      await settled(windows);
    });
  });
  const bars = await hall.bars();
  const t = texts('zh').led;
  for (const [index, windowId] of windows.entries()) {
    const { prefix, n } = hall.call(windowId);
    const number = `${prefix}${String(n).padStart(3, '0')}`;
    expect(bars[index]).toMatchObject({ address: index + 1, text: t.called({ number, label: String(index + 1) }), colour: 'red' });
  }
  expect(bars.slice(4).map(({ text }) => text)).toEqual(['5', '6', '7', '8'].map((label) => t.closed({ label })));
  const identities: number[] = [];
  let heldUpMs = 0;
  for (const windowId of windows) {
    const card = spokenBy[windowId];
    const call = hall.call(windowId);
    expect([call.speech, call.reason]).toEqual(['spoken', null]);
    const track = heard[card];
    const found = track === null ? [] : findCall(track, hall.bank, call, languagesOf[card]);
    expect(found.length).toBeGreaterThan(8);
    expect(found.filter(({ identity }) => identity < leastIdentity), `${windowId} on the ${card}`).toEqual([]);
    identities.push(...found.map(({ identity }) => identity));
    heldUpMs += found.reduce((sum, { lateMs }) => sum + Math.max(0, lateMs), 0);
  }
  const starts = (card: string): number[] => windows.filter((id) => spokenBy[id] === card).map((id) => hall.call(id).startedAt ?? 0);
  // One voice a device: the second begins after the first one's own length.
  for (const card of ['board', 'speaker']) {
    const [first = 0, second = 0] = starts(card).toSorted((a, b) => a - b);
    expect(second - first).toBeGreaterThan(3_000);
  }
  console.log(`voice: ${identities.length} clips found, identity ${Math.min(...identities).toFixed(3)} at the least, held up ${heldUpMs.toFixed(0)} ms in all`);
});

test('the clerk reads when the call was announced, and the board writes what is being said', async () => {
  test.setTimeout(60_000);
  await callFresh('w1');
  const { prefix, n } = hall.call('w1');
  await expect(board.getByTestId('subtitle')).toContainText(`${prefix}\u00a0${String(n).padStart(3, '0')}`, { timeout: 15_000 });
  await settled(['w1']);
  await expect.poll(() => clerks.get('w1')?.view('window').active?.calls.at(-1)?.speech?.outcome).toBe('spoken');
  await expect(board.getByTestId('subtitle')).toHaveCount(0);
});

test('a muted zone is silent, its call is seen, and the clerk is told', async () => {
  test.setTimeout(60_000);
  await manage({ type: 'zone.mute', zone: 'B1', isMuted: true });
  await expect(board.getByTestId('muted')).toBeVisible();
  // The end of what was said before leaves the card first.
  await pause(1_500);
  const { recording } = await listen(hall.sound, 'board', async () => {
    await callFresh('w1');
    await settled(['w1']);
    await board.waitForTimeout(2_000);
  });
  expect(hall.call('w1')).toMatchObject({ speech: 'dropped', reason: 'muted' });
  expect(rms(recording)).toBe(0);
  const { prefix, n } = hall.call('w1');
  await expect(board.getByTestId('newest-number')).toHaveText(`${prefix}\u00a0${String(n).padStart(3, '0')}`);
  await manage({ type: 'zone.mute', zone: 'B1', isMuted: false });
});

test('a call that is settled before its turn is not spoken', async () => {
  test.setTimeout(60_000);
  const track = await listen(hall.sound, 'board', async () => {
    await callFresh('w1');
    await callFresh('w2');
    const active = clerks.get('w2')?.view('window').active;
    await act('w2', { type: 'stop.start', windowId: 'w2', ticketId: active?.ticketId });
    await settled(['w1', 'w2']);
  });
  expect(hall.call('w1').speech).toBe('spoken');
  expect(hall.call('w2')).toMatchObject({ speech: 'dropped', reason: 'untrue', startedAt: null });
  const spoken = findCall(track, hall.bank, hall.call('w1'), ['zh', 'en']);
  expect(spoken.filter(({ identity }) => identity < leastIdentity)).toEqual([]);
});

test('when the board dies in the middle of a call the speaker takes over, and nothing is said twice', async () => {
  test.setTimeout(90_000);
  const track = await listen(hall.sound, 'speaker', async () => {
    await callFresh('w1');
    await until(async () => hall.call('w1').startedAt, (startedAt) => startedAt !== null, 10_000);
    await tv.close();
    await announcedBy({ B1: 'kiosk-1' });
    await callFresh('w2');
    await settled(['w1', 'w2']);
  });
  expect(hall.call('w1')).toMatchObject({ speech: 'failed', reason: 'announcerLost' });
  expect(hall.call('w2')).toMatchObject({ speech: 'spoken' });
  const second = hall.call('w2');
  expect(findCall(track, hall.bank, second, ['zh', 'en']).filter(({ identity }) => identity < leastIdentity)).toEqual([]);
  // Of the lost call nothing was said again: the speaker was silent until the second one began.
  expect(rms(cut(track.recording, 0, (second.startedAt ?? 0) - track.startedAt))).toBe(0);
});
