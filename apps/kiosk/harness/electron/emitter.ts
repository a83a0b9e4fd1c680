// Events as Electron sends them: the first argument can be prevented, and carries the facts of newer events as its own properties.
import { EventEmitter } from 'node:events';

export type Sent = { readonly isPrevented: boolean };

/** The methods that every Electron object with events has. */
export function createEmitter() {
  const events = new EventEmitter();
  const send = (name: string, facts: object = {}, ...args: readonly unknown[]): Sent => {
    let isPrevented = false;
    const event = {
      ...facts,
      preventDefault: () => void (isPrevented = true),
      get defaultPrevented() {
        return isPrevented;
      },
    };
    events.emit(name, event, ...args);
    return { isPrevented };
  };
  return {
    send,
    /** To be spread into the object. */
    listening: {
      on: (name: string, listener: (...args: unknown[]) => void) => void events.on(name, listener),
      once: (name: string, listener: (...args: unknown[]) => void) => void events.once(name, listener),
      off: (name: string, listener: (...args: unknown[]) => void) => void events.off(name, listener),
      listenerCount: (name: string) => events.listenerCount(name),
    },
  };
}
