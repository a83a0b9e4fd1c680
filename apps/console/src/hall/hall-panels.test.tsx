import type { HubConfig } from '@hallcall/client';
import { speakerFaults } from '@hallcall/hardware-voice';
import { idReaderFaults } from '@hallcall/id-reader';
import { ledFaults } from '@hallcall/led';
import { printerFaults } from '@hallcall/printer';
import { texts } from '@hallcall/text';
import { LanguageProvider } from '@hallcall/ui';
import { act, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { BarsPanel } from './bars-panel.tsx';
import { ReaderPanel } from './reader-panel.tsx';
import { SlipsPanel } from './slips-panel.tsx';
import { SpeakerPanel } from './speaker-panel.tsx';

const t = texts('zh');
const config = {
  hall: { windows: [{ id: 'w1', label: '3', led: { bus: 'led-1', address: 1 } }, { id: 'w2', label: '4', led: null }] },
} as unknown as HubConfig;

const bar = (address: number, over: object = {}) => ({ address, text: `请A 00${address}到3号窗`, isOn: true, frames: 4, lastFrameAt: 1_000, ...over });
const sound = (number: number, over: object = {}) => ({
  number, title: `A 00${number} → 3`, startedAt: Date.UTC(2026, 10, 22, 1, number, 7), endedAt: Date.UTC(2026, 10, 22, 1, number, 11, 250), isWhole: true, peaks: [0, 50, 100], ...over,
});

/** What the simulators answer now; a path without an answer is a simulator that is gone. */
let answers: Record<string, unknown> = {};
let posts: { readonly path: string; readonly body: unknown }[] = [];
const opened: (() => Promise<void>)[] = [];

beforeAll(() => void Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true }));
beforeEach(() => {
  vi.useFakeTimers();
  answers = { '/sim/led/state': { faults: [], bars: [] }, '/sim/printer/state': { faults: [] }, '/sim/printer/tickets': [], '/sim/speaker/state': { faults: [] }, '/sim/speaker/log': [] };
  posts = [];
  vi.stubGlobal('fetch', async (path: string, init?: { readonly method: string; readonly body: string }): Promise<Response> => {
    if (init?.method === 'POST') posts.push({ path, body: JSON.parse(init.body) });
    else if (answers[path] === undefined) return new Response('{}', { status: 502 });
    return new Response(JSON.stringify(answers[path] ?? {}));
  });
});
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function show(panel: ReactNode) {
  const container = document.createElement('div');
  document.body.append(container);
  const root = createRoot(container);
  await act(async () => root.render(<LanguageProvider initial="zh" onChange={null}>{panel}</LanguageProvider>));
  await look();
  opened.push(async () => {
    await act(async () => root.unmount());
    container.remove();
  });
  const all = (selector: string): HTMLElement[] => [...container.querySelectorAll<HTMLElement>(selector)];
  const press = (word: string) =>
    act(async () => {
      const button = all('button').find(({ textContent, ariaLabel }) => textContent === word || ariaLabel === word);
      if (button === undefined) throw new Error(`no button ${word}`);
      button.click();
      await vi.advanceTimersByTimeAsync(0);
    });
  return { container, all, press, words: () => container.textContent ?? '' };
}

/** Long enough for every panel to have asked again. */
const look = () => act(async () => void (await vi.advanceTimersByTimeAsync(2_500)));
const pictures = (all: (selector: string) => HTMLElement[]) => all('[data-testid=bars] img').map((img) => [img.getAttribute('alt'), img.getAttribute('src')]);

test('bars stand with window, address and words, and a picture is fetched again only when it may have changed', async () => {
  answers['/sim/led/state'] = { faults: [], bars: [bar(1), bar(2, { text: '' })] };
  const { all, container } = await show(<BarsPanel config={config} />);
  const names = () => all('[data-testid=bars] li').map(({ textContent }) => textContent);
  expect(names()).toEqual([`${t.common.windowLabel({ label: '3' })}${t.hall.barAddress({ address: 1 })}`, `${t.hall.spareBar}${t.hall.barAddress({ address: 2 })}`]);
  const before = pictures(all);
  expect(before.map(([alt]) => alt)).toEqual(['请A 001到3号窗', t.hall.barDark]);
  const image = container.querySelector('img');
  const written = new MutationObserver(() => undefined);
  written.observe(container, { subtree: true, attributes: true, childList: true });
  await look();
  expect(written.takeRecords()).toEqual([]);
  answers['/sim/led/state'] = { faults: [], bars: [bar(1, { text: '正在办理A 001', frames: 5 }), bar(2, { text: '' })] };
  await look();
  const after = pictures(all);
  expect(after[0]?.[0]).toBe('正在办理A 001');
  expect(after[0]?.[1]).not.toBe(before[0]?.[1]);
  expect(after[1]).toEqual(before[1]);
  expect(container.querySelector('img')).toBe(image);
});

test('a bar without power and a bar that hears nothing say so', async () => {
  answers['/sim/led/state'] = { faults: ['silentAddress 3'], bars: [bar(1), bar(2, { isOn: false, text: '' }), bar(3)] };
  const { all } = await show(<BarsPanel config={config} />);
  const lines = all('[data-testid=bars] li').map(({ textContent }) => textContent ?? '');
  expect(lines.map((line) => line.includes(t.hall.barOff))).toEqual([false, true, false]);
  expect(lines.map((line) => line.includes(t.hall.barSilent))).toEqual([false, false, true]);
});

test('switches of the bars post the fault, with the address when one bar is chosen', async () => {
  answers['/sim/led/state'] = { faults: ['nack 2', 'busy'], bars: [bar(1), bar(2)] };
  const { all, press, words } = await show(<BarsPanel config={config} />);
  expect(words()).toContain(t.hall.faultsNow({ count: 2 }));
  const pressed = all('button[aria-pressed=true]').map(({ textContent }) => textContent);
  expect(pressed).toEqual([t.ledFault.busy]);
  await press(t.ledFault.slow);
  await press(t.ledFault.busy);
  await choose('2');
  await press(`${t.ledFault.nack} (2)`);
  await press(t.ledFault.lateReply);
  await press(t.ledFault.unplugged);
  await press(t.hall.powerCycle);
  await press(t.printer.allFaultsOff);
  expect(posts).toEqual([
    fault({ fault: 'slow', on: true }), fault({ fault: 'busy', on: false }), fault({ fault: 'nack', on: false, address: 2 }),
    fault({ fault: 'lateReply', on: true, address: 2 }), fault({ fault: 'unplugged', on: true }), { path: '/sim/led/power', body: { address: 2 } },
    fault({ fault: 'nack', on: false, address: 2 }), fault({ fault: 'busy', on: false }),
  ]);
});

test('the speaker log stands newest first, with time, length, end and waveform', async () => {
  answers['/sim/speaker/log'] = [sound(1), sound(2, { isWhole: false }), sound(3, { endedAt: null, isWhole: false })];
  const { all, words } = await show(<SpeakerPanel timeZone="Asia/Shanghai" />);
  const lines = all('[data-testid=sounds] li').map(({ textContent }) => textContent ?? '');
  expect(lines.map((line) => ['A 003 → 3', 'A 002 → 3', 'A 001 → 3'].find((title) => line.includes(title)))).toEqual(['A 003 → 3', 'A 002 → 3', 'A 001 → 3']);
  expect(lines[1]).toContain('09:02:07 · 4.3 秒');
  expect([t.hall.sounding, t.hall.soundBroken, t.hall.soundWhole].map((word, index) => lines[index]?.includes(word))).toEqual([true, true, true]);
  const [, , wave] = all('svg[role=img]');
  expect(wave?.getAttribute('aria-label')).toBe(t.hall.waveform({ title: 'A 001 → 3' }));
  expect(wave?.querySelector('path')?.getAttribute('d')).toBe('M0.5 11.5V12.5M1.5 6.0V18.0M2.5 0.0V24.0');
  expect(words()).not.toContain(t.hall.noSounds);
});

test('a sound is played from the simulator and stopped again', async () => {
  answers['/sim/speaker/log'] = [sound(7)];
  const played: string[] = [];
  vi.spyOn(HTMLMediaElement.prototype, 'play').mockImplementation(async function play(this: HTMLMediaElement) {
    played.push(new URL(this.src).pathname);
  });
  const pause = vi.spyOn(HTMLMediaElement.prototype, 'pause').mockImplementation(() => undefined);
  const { press, all } = await show(<SpeakerPanel timeZone="Asia/Shanghai" />);
  await press(t.hall.playSound({ title: 'A 007 → 3' }));
  expect(played).toEqual(['/sim/speaker/log/7.wav']);
  await press(t.hall.stopSound({ title: 'A 007 → 3' }));
  expect(pause).toHaveBeenCalledOnce();
  expect(all(`button[aria-label="${t.hall.playSound({ title: 'A 007 → 3' })}"]`)).toHaveLength(1);
});

test('a simulator that is gone says so, keeps what it said, and is back when it answers', async () => {
  answers['/sim/led/state'] = { faults: [], bars: [bar(1)] };
  const bars = await show(<BarsPanel config={config} />);
  const before = answers['/sim/led/state'];
  delete answers['/sim/led/state'];
  await look();
  expect(bars.words()).toContain(t.hall.barsLost);
  expect(bars.words()).toContain(t.hall.lostMeaning);
  expect(pictures(bars.all)).toHaveLength(1);
  answers['/sim/led/state'] = before;
  await look();
  expect(bars.words()).not.toContain(t.hall.barsLost);
  answers = {};
  const speaker = await show(<SpeakerPanel timeZone="Asia/Shanghai" />);
  expect(speaker.words()).toContain(`${t.hall.speakerLost}${t.hall.lostAtOnce}`);
  const slips = await show(<SlipsPanel />);
  expect(slips.words()).toContain(t.hall.cannotReach);
});

test('each simulator has a switch for each of its faults, in both languages', () => {
  for (const words of [t, texts('en')]) {
    expect(Object.keys(words.ledFault)).toEqual(ledFaults.filter((fault) => fault !== 'powerCycle'));
    expect(Object.keys(words.speakerFault)).toEqual([...speakerFaults]);
    expect(Object.keys(words.printer.fault).toSorted()).toEqual([...printerFaults].toSorted());
  }
});

const fault = (body: object) => ({ path: '/sim/led/fault', body });

/** The list of bars is a select; its hidden native twin takes the choice as a keyboard would give it. */
async function choose(value: string): Promise<void> {
  const select = document.querySelector('select');
  if (select === null) throw new Error('no select');
  await act(async () => {
    select.value = value;
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await vi.advanceTimersByTimeAsync(0);
  });
}

test('an invented card is laid on the reader and taken away; every fault has a switch', async () => {
  answers['/sim/reader/state'] = { cards: ['甲', '乙'], card: '甲', faults: [], port: 1 };
  const { all, press } = await show(<ReaderPanel />);
  const pressed = () => all('[data-testid=cards] button').map((button) => [button.textContent?.trim(), button.getAttribute('aria-pressed')]);
  expect(pressed()).toEqual([['样证甲', 'true'], ['样证乙', 'false'], ['没有证件', 'false']]);
  for (const testId of ['card-乙', 'card-甲', 'card-none']) await act(async () => all(`[data-testid=${testId}]`)[0]?.click());
  expect(posts).toEqual(['乙', null, null].map((card) => ({ path: '/sim/reader/card', body: { card } })));
  expect(all('[data-testid=reader-faults] button').map(({ textContent }) => textContent)).toEqual([...idReaderFaults.map((name) => t.person.fault[name]), t.printer.allFaultsOff]);
  await press(t.person.fault.slips);
  expect(posts.at(-1)).toEqual({ path: '/sim/reader/fault', body: { fault: 'slips', on: true } });
});

test('a reader that does not answer says so', async () => {
  const { words } = await show(<ReaderPanel />);
  expect(words()).toContain(t.person.hall.lost);
});
