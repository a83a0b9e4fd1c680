// Time enters the rules here: a step of the clock first, then the tick that lets them decide what is overdue.
import type { Clock } from './clock.ts';
import type { Engine } from './engine/engine.ts';
import { StorageUnavailable } from './engine/writer.ts';

export type Ticker = {
  /** One tick; resolves after its commit. */
  readonly tick: () => Promise<void>;
  readonly stop: () => void;
};

/** `everyMs` null: only when asked. `after` runs once a tick is through. */
export function createTicker(deps: {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly everyMs: number | null;
  /** The clock was set by so much, ms. */
  readonly stepped: (byMs: number) => void;
  readonly after: () => Promise<void>;
  readonly fatal: (error: unknown) => void;
}): Ticker {
  const { engine, clock, everyMs, stepped, after, fatal } = deps;

  let underWay: Promise<void> | null = null;

  async function run(): Promise<void> {
    try {
      const step = clock.step();
      if (step) {
        const applied = await engine.tell({ type: 'clock.step', ...step });
        if (applied.kind === 'events') {
          clock.anchor();
          stepped(step.to - step.from);
        }
      }
      const applied = await engine.tell({ type: 'clock.tick' });
      if (applied.kind === 'bug') return fatal(applied.error);
      await after();
    } catch (error) {
      if (!(error instanceof StorageUnavailable)) fatal(error);
    }
  }

  /** One after the other: a step that has not been committed yet would be found again, and every time moved twice. */
  function tick(): Promise<void> {
    const own = (underWay === null ? run() : underWay.then(run)).finally(() => {
      if (underWay === own) underWay = null;
    });
    underWay = own;
    return own;
  }

  const timer = everyMs === null ? null : setInterval(() => void tick(), everyMs);
  return { tick, stop: () => timer !== null && clearInterval(timer) };
}
