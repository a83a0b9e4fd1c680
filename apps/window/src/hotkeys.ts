// The desk's keys: function keys for what happens at every visit, Alt with a letter for the rest; none that a browser uses to
// load, close or leave the page.
import { useLayoutEffect, useRef } from 'react';

/** What each action's button shows and what the keyboard sends. */
export const keyOf = {
  callNext: 'F2', recall: 'F3', start: 'F4', missed: 'F6', finish: 'F7', pause: 'F8', duty: 'F9', transfer: 'F10',
  hold: 'Alt+H', resumeHeld: 'Alt+R', addItem: 'Alt+I', undo: 'Alt+Z', bill: 'Alt+P', confirmPayment: 'Alt+C',
} as const;

export type KeyMap = Readonly<Record<string, (() => void) | null>>;

/**
 * Calls the entry of the pressed key, once a press; `null` entries keep the browser from acting on the key, too.
 * A held key does not repeat. Keys with modifiers are `Alt+1`. A bare letter or digit goes to the field that is being typed in.
 * Taken up before the page is painted: what can be seen can be pressed.
 */
export function useHotkeys(keys: KeyMap, isActive: boolean): void {
  const latest = useRef(keys);
  useLayoutEffect(() => {
    latest.current = keys;
  });
  useLayoutEffect(() => {
    if (!isActive) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      const name = nameOf(event);
      if (name === null || !(name in latest.current) || (name.length === 1 && isTyping(event.target))) return;
      event.preventDefault();
      if (!event.repeat) latest.current[name]?.();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [isActive]);
}

const isTyping = (target: EventTarget | null): boolean => target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit'].includes(target.type);

function nameOf(event: KeyboardEvent): string | null {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return null;
  if (!event.altKey) return event.key;
  // The place of the key, not its letter: an input method may have taken that.
  return `Alt+${event.code.replace(/^(Digit|Key)/, '')}`;
}
