import type { PipeAddress } from './address.ts';
import { createListeners, type Unsubscribe } from './listeners.ts';
import type { OpenPipe } from './open-pipe.ts';
import type { Pipe } from './pipe.ts';
import type { Cancel, Timers } from './timers.ts';

/** Where the connection stands. `waiting` is the state of absent hardware: it is tried again by itself. */
export type PipeState =
  | { readonly kind: 'closed' }
  | { readonly kind: 'opening' }
  | { readonly kind: 'open' }
  | { readonly kind: 'waiting'; readonly retryInMs: number; readonly reason: string };

/** Milliseconds: how long opening may take, the first and the longest pause, and what counts as a sound connection. */
export type SupervisorTiming = { openMs: number; firstRetryMs: number; lastRetryMs: number; soundAfterMs: number };

/** Pauses of 0.5 s, doubled up to 30 s; they start anew after a connection that held for 5 s. */
export const defaultSupervisorTiming: SupervisorTiming = {
  openMs: 3000,
  firstRetryMs: 500,
  lastRetryMs: 30_000,
  soundAfterMs: 5000,
};

/** What a supervisor is made of. */
export type SupervisorDeps = {
  address: PipeAddress;
  openPipe: OpenPipe;
  timing: SupervisorTiming;
  /** Milliseconds of a clock that never goes back. */
  now: () => number;
  timers: Timers;
};

/** Keeps one device connected. Nothing here throws or rejects because hardware is absent. */
export type Supervisor = {
  /** Begins to open; a second call does nothing. */
  start(): void;
  state(): PipeState;
  onState(listener: (state: PipeState) => void): Unsubscribe;
  /** The present connection, or null. */
  pipe(): Pipe | null;
  /** Called with every new connection before any of its bytes arrive. */
  onPipe(listener: (pipe: Pipe) => void): Unsubscribe;
  /** While waiting: tries again now instead of later. */
  nudge(): void;
  /** Gives the present connection up, for example because the device does not answer; a new one follows. */
  drop(reason: string): void;
  /** Ends for good; resolves when the port is free. */
  close(): Promise<void>;
};

/** Makes the supervisor of one address, not yet started. */
export function createSupervisor(deps: SupervisorDeps): Supervisor {
  const { address, openPipe, timing, now, timers } = deps;
  const states = createListeners<PipeState>();
  const pipes = createListeners<Pipe>();
  let state: PipeState = { kind: 'closed' };
  let pipe: Pipe | null = null;
  let attempt = 0;
  let openedAt = 0;
  let cancelRetry: Cancel | null = null;
  let isRunning = false;
  let opening: Promise<void> = Promise.resolve();

  const enter = (next: PipeState): void => {
    state = next;
    states.emit(next);
  };
  const wait = (reason: string): void => {
    const retryInMs = Math.min(timing.firstRetryMs * 2 ** attempt, timing.lastRetryMs);
    attempt += 1;
    cancelRetry = timers.after(retryInMs, open);
    enter({ kind: 'waiting', retryInMs, reason });
  };
  const adopt = (opened: Pipe): Promise<void> | void => {
    if (!isRunning) return opened.close();
    openedAt = now();
    pipe = opened;
    opened.onClosed((reason) => {
      if (pipe !== opened) return;
      pipe = null;
      if (now() - openedAt >= timing.soundAfterMs) attempt = 0;
      if (isRunning) wait(reason.message);
    });
    pipes.emit(opened);
    enter({ kind: 'open' });
  };
  const open = (): void => {
    enter({ kind: 'opening' });
    opening = openPipe(address, timing.openMs).then(adopt, (error: unknown) => {
      if (isRunning) wait(error instanceof Error ? error.message : String(error));
    });
  };

  return {
    start() {
      if (isRunning) return;
      isRunning = true;
      attempt = 0;
      open();
    },
    state: () => state,
    onState: (listener) => states.add(listener),
    pipe: () => pipe,
    onPipe: (listener) => pipes.add(listener),
    nudge() {
      if (state.kind !== 'waiting') return;
      cancelRetry?.();
      open();
    },
    drop(reason) {
      const dropped = pipe;
      if (dropped === null) return;
      pipe = null;
      if (now() - openedAt >= timing.soundAfterMs) attempt = 0;
      wait(reason);
      void dropped.abort();
    },
    async close() {
      isRunning = false;
      cancelRetry?.();
      const last = pipe;
      pipe = null;
      await opening;
      await last?.close();
      if (state.kind !== 'closed') enter({ kind: 'closed' });
    },
  };
}
