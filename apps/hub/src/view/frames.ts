// When views leave: at once while the hub is idle, otherwise in frames of 20–50 ms that follow how long a frame takes.

export type Frames = {
  /** Something may have changed. */
  readonly touch: () => void;
  readonly stop: () => void;
};

const shortestMs = 20;
const longestMs = 50;
/** Views may take a twentieth of the time, within the two bounds. */
const share = 20;

/** `send` builds and sends what has changed; it is never called twice within a frame. */
export function createFrames(send: () => void): Frames {
  let timer: NodeJS.Timeout | null = null;
  let nextAt = 0;
  let isStopped = false;

  function run(): void {
    timer = null;
    const began = performance.now();
    send();
    const ended = performance.now();
    nextAt = ended + Math.min(longestMs, Math.max(shortestMs, share * (ended - began)));
  }

  return {
    touch() {
      if (timer || isStopped) return;
      const waitMs = nextAt - performance.now();
      if (waitMs <= 0) run();
      else timer = setTimeout(run, waitMs);
    },
    stop() {
      if (timer) clearTimeout(timer);
      isStopped = true;
    },
  };
}
