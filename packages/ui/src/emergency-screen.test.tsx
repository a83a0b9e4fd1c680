import { texts } from '@hallcall/text';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { beforeAll, expect, test } from 'vitest';
import { EmergencyScreen } from './emergency-screen.tsx';

beforeAll(() => void Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true }));

test('an emergency stands there in both languages, each marked as such, and is told to screen readers at once', async () => {
  const container = document.createElement('div');
  const root = createRoot(container);
  await act(async () => root.render(<EmergencyScreen emergency={{ kind: 'evacuate', since: 0 }} />));
  expect(container.querySelector('[role=alert]')).not.toBeNull();
  for (const [language, tag] of [['zh', 'zh-CN'], ['en', 'en']] as const) {
    const { title, body } = texts(language).emergency.evacuate;
    expect([...container.querySelectorAll(`[lang=${tag}]`)].map(({ textContent }) => textContent)).toEqual([title, body]);
  }
  // It breaks between clauses only.
  expect([...container.querySelectorAll('p[lang=zh-CN] span.inline-block')].map(({ textContent }) => textContent?.at(-1))).toEqual(['，', '，', '，', '。']);
  await act(async () => root.unmount());
});
