import type { Unsubscribe } from './listeners.ts';

/**
 * One connection to one device. It is never reused: after it closed every write is refused and nothing that was
 * pending can reach the device later (a stale call on an LED bar, a second copy of a ticket).
 */
export type Pipe = {
  /**
   * Resolves when the operating system has taken the bytes (on a serial line: when they have also had the time to
   * leave at its baud rate). Rejects with a PipeError: `deadline` after `deadlineMs` milliseconds, and then the pipe
   * is closed, because part of the bytes may be out; `closed` when it closed before. Writes go out in order.
   */
  write(bytes: Uint8Array, deadlineMs: number): Promise<void>;
  /** Bytes as they arrive, in chunks of any size. */
  onData(listener: (bytes: Uint8Array) => void): Unsubscribe;
  /** Called once, with the reason. A listener added after the close is called too, in a microtask. */
  onClosed(listener: (reason: PipeError) => void): Unsubscribe;
  /** Closes; writes that are still pending are rejected. Resolves when the port is free again. */
  close(): Promise<void>;
  /** Closes and discards also what the system took but the device has not read (TCP: a reset). */
  abort(): Promise<void>;
};

/** What went wrong with a pipe: it could not be opened, a write missed its deadline, or it is closed. */
export type PipeErrorCode = 'unreachable' | 'deadline' | 'closed';

/** The one error pipes reject with; `cause` is the system's. */
export class PipeError extends Error {
  readonly code: PipeErrorCode;

  constructor(code: PipeErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'PipeError';
    this.code = code;
  }
}
