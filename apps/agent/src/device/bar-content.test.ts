import { EmergencyKind, type BarView, type HallConfig, type Language } from '@hallcall/domain';
import { columnsOfText } from '@hallcall/led';
import { expect, test } from 'vitest';
import { barContent, emergencyContent, staleContent } from './bar-content.ts';

// Brands are given by schemas; these are the shapes they accept.
const hall = { windows: [{ id: 'w3', label: '3' }, { id: 'w12', label: '12' }, { id: 'wa', label: 'A3' }] } as unknown as HallConfig;
const statuses = ['closed', 'paused', 'idle', 'calling', 'serving'] as const;
type Shown = { readonly status: BarView['status']; readonly windowId?: string; readonly number?: { readonly prefix: string; readonly n: number } };

function bar({ status, windowId = 'w3', number = { prefix: 'A', n: 7 } }: Shown): BarView {
  const isBusy = status === 'calling' || status === 'serving';
  return { bus: 'b', address: 1, windowId, zone: 'Z1', status, number: isBusy ? number : null, callId: null } as unknown as BarView;
}

const said = (language: Language) => statuses.map((status) => barContent(bar({ status }), hall, language));

test('five states in both languages', () => {
  expect(said('zh').map(({ text }) => text)).toEqual(['3号窗 未开放', '3号窗 暂停服务', '3号窗 请等候', '请A007到3号窗', '正在办理A007']);
  expect(said('en').map(({ text }) => text)).toEqual(['Window 3 closed', 'Window 3 paused', 'Window 3 open', 'A007 window 3', 'Serving A007']);
});

test('only a call is red, and only a call blinks', () => {
  for (const language of ['zh', 'en'] as const) {
    expect(said(language).map(({ colour, blink }) => [colour, blink])).toEqual([['amber', false], ['amber', false], ['green', false], ['red', true], ['green', false]]);
  }
});

const numbers = [{ prefix: 'A', n: 1 }, { prefix: 'ZG', n: 1 }, { prefix: 'A', n: 5003 }, { prefix: 'ZG', n: 5003 }];

test.each(['w3', 'w12', 'wa'])('what %s says stands on a bar of 128 dots at once, up to the longest number', (windowId) => {
  for (const language of ['zh', 'en'] as const) {
    for (const status of statuses) {
      for (const number of numbers) {
        const { text } = barContent(bar({ status, windowId, number }), hall, language);
        expect({ text, fits: columnsOfText(text) <= 16 }).toEqual({ text, fits: true });
      }
    }
  }
});

test('the way out and the stale notice stand on a bar of 128 dots at once', () => {
  for (const language of ['zh', 'en'] as const) {
    const contents = [staleContent(language), ...EmergencyKind.options.map((kind) => emergencyContent({ kind, since: 0 }, language))];
    expect(contents.filter(({ text }) => columnsOfText(text) > 16)).toEqual([]);
  }
});

test('a window that the configuration does not name is called by its id', () => {
  expect(barContent(bar({ status: 'idle', windowId: 'w9' }), hall, 'zh').text).toBe('w9号窗 请等候');
});
