import { afterEach, expect, test, vi } from 'vitest';
import { focusFirst } from './focus-first.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test.each([
  ['alone on the screen', false, false, true], ['in a frame that is worked in', true, true, true], ['in a frame beside another', true, false, false],
])('a page %s takes the focus or leaves it', (_, isFrame, hasFocus, takes) => {
  const frame = document.createElement('iframe');
  document.body.append(frame);
  const other = frame.contentWindow;
  if (other === null) throw new Error('no frame');
  vi.stubGlobal('parent', isFrame ? other : window);
  vi.spyOn(document, 'hasFocus').mockReturnValue(hasFocus);
  expect([focusFirst(true), focusFirst(false), focusFirst(undefined)]).toEqual([takes ? { autoFocus: true } : {}, {}, {}]);
});
