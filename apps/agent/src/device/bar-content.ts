// What an LED bar says in each state of its window. Short: a bar of 128 dots holds eight Chinese characters at once.
import type { BarView, Emergency, HallConfig, Language } from '@hallcall/domain';
import type { BarContent } from '@hallcall/led';
import { formatNumber, texts } from '@hallcall/text';

/** The wanted content of one bar; red and blinking only while somebody is called. */
export function barContent(bar: BarView, hall: HallConfig, language: Language): BarContent {
  const label = hall.windows.find(({ id }) => id === bar.windowId)?.label ?? bar.windowId;
  const t = texts(language).led;
  const number = bar.number === null ? '' : formatNumber(bar.number.prefix, bar.number.n).replaceAll('\u00a0', '');
  switch (bar.status) {
    case 'closed':
      return { text: t.closed({ label }), colour: 'amber', blink: false };
    case 'paused':
      return { text: t.paused({ label }), colour: 'amber', blink: false };
    case 'idle':
      return { text: t.idle({ label }), colour: 'green', blink: false };
    case 'calling':
      return { text: t.called({ number, label }), colour: 'red', blink: true };
    case 'serving':
      return { text: t.serving({ number, label }), colour: 'green', blink: false };
  }
}

/** On every bar, whatever its window does. */
export const emergencyContent = ({ kind }: Emergency, language: Language): BarContent => ({ text: texts(language).led[kind], colour: 'red', blink: true });

/** In the place of a call that may be long over. */
export const staleContent = (language: Language): BarContent => ({ text: texts(language).led.stale, colour: 'amber', blink: false });
