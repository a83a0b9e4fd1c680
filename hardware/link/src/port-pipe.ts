import { createListeners } from './listeners.ts';
import { type Pipe, PipeError } from './pipe.ts';
import type { Cancel, Timers } from './timers.ts';

/** What a pipe needs of an open port: tcp and serial differ in nothing else. */
export type Port = {
  /** Hands the bytes over and calls `done` once, with an error when they could not be handed over. */
  send(bytes: Uint8Array, done: (error: Error | null) => void): void;
  /** Frees the port; `discard` says that nothing the system still holds may reach the device. Called once. */
  destroy(discard: boolean): Promise<void>;
};

/** The pipe over a port, and the two things the port tells it. */
export type PortPipe = { pipe: Pipe; received: (bytes: Uint8Array) => void; gone: (cause: Error | null) => void };

type Pending = { reject(error: PipeError): void; cancel: Cancel };

/** Makes a pipe of an open port: ordered writes with deadlines, and an end that is an end. */
export function createPortPipe(port: Port, timers: Timers): PortPipe {
  const data = createListeners<Uint8Array>();
  const closed = createListeners<PipeError>();
  const pending = new Set<Pending>();
  let reason: PipeError | null = null;
  let freed: Promise<void> | null = null;

  const end = (why: PipeError, discard: boolean): Promise<void> => {
    if (freed !== null) return freed;
    reason = why;
    freed = port.destroy(discard || pending.size > 0);
    for (const write of pending) {
      write.cancel();
      write.reject(why);
    }
    pending.clear();
    data.clear();
    closed.emit(why);
    closed.clear();
    return freed;
  };

  const write = (bytes: Uint8Array, deadlineMs: number): Promise<void> => {
    if (reason !== null) return Promise.reject(new PipeError('closed', 'the connection is closed', reason));
    return new Promise((resolve, reject) => {
      const late = (): void => void end(new PipeError('deadline', `a write took longer than ${deadlineMs} ms`), true);
      const entry: Pending = { reject, cancel: timers.after(deadlineMs, late) };
      pending.add(entry);
      port.send(bytes, (error) => {
        if (!pending.delete(entry)) return;
        entry.cancel();
        if (error === null) return resolve();
        const why = new PipeError('closed', `writing failed: ${error.message}`, error);
        reject(why);
        void end(why, true);
      });
    });
  };

  const pipe: Pipe = {
    write,
    onData: (listener) => data.add(listener),
    onClosed(listener) {
      const unsubscribe = closed.add(listener);
      const why = reason;
      if (why !== null) queueMicrotask(() => listener(why));
      return unsubscribe;
    },
    close: () => end(new PipeError('closed', 'closed here'), false),
    abort: () => end(new PipeError('closed', 'given up here'), true),
  };
  return {
    pipe,
    received: (bytes) => data.emit(bytes),
    gone: (cause) => void end(new PipeError('closed', cause?.message ?? 'closed by the other side', cause), true),
  };
}
