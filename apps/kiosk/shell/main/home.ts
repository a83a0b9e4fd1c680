// Which page stands in the window. Our own start page until home answers, our own fault page while it does not, home otherwise.
import type { Heartbeat } from './heartbeat.ts';
import type { Timing } from './options.ts';
import type { Timers } from './timers.ts';

export type OwnPage = 'starting' | 'unreachable' | 'failed';

export type HomeDeps = {
  readonly timers: Timers;
  readonly timing: Pick<Timing, 'probeEvery' | 'startWithin'>;
  readonly heartbeat: Heartbeat;
  /** True when home answers now. Never rejects. */
  readonly probe: () => Promise<boolean>;
  readonly showOwn: (page: OwnPage) => void;
  readonly showHome: () => void;
};

export type Home = {
  /** Shows the start page and looks for home. */
  readonly start: () => void;
  /** Home was asked for but did not come: what to show until it answers. */
  readonly failed: (page: Exclude<OwnPage, 'starting'>) => void;
};

/** A page of our own stays as it is until home answers: nothing flickers while it is away. */
export function createHome({ timers, timing, heartbeat, probe, showOwn, showHome }: HomeDeps): Home {
  let shown: OwnPage | null = null;
  let isLooking = false;

  function show(page: OwnPage): void {
    heartbeat.stop();
    if (shown !== page) showOwn(page);
    shown = page;
  }

  async function look(since: number): Promise<void> {
    isLooking = true;
    const isThere = await probe();
    isLooking = false;
    if (isThere) {
      shown = null;
      heartbeat.start();
      return showHome();
    }
    if (shown === 'starting' && timers.now() - since >= timing.startWithin) show('unreachable');
    lookAgain(since);
  }

  function lookAgain(since: number): void {
    isLooking = true;
    timers.after(timing.probeEvery, () => void look(since));
  }

  return {
    start() {
      show('starting');
      void look(timers.now());
    },
    failed(page) {
      show(page);
      if (!isLooking) lookAgain(timers.now());
    },
  };
}
