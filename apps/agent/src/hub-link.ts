// The connection to the hub as the agent uses it: who is there, which views came, which configuration is in force.
import { connectHub, createConfigSource, monotonicNow, type Hub, type HubStatus, type Seen } from '@hallcall/client';
import type { AnnouncerHub } from '@hallcall/client/announce';
import type { AgentView, DayRoot, KioskView, RootAck, WireCommand } from '@hallcall/domain';
import type { Envelope, HealthReport, Reply } from '@hallcall/protocol';
import type { Desk } from './desk.ts';

export type HubLinkDeps = {
  readonly url: string;
  readonly token: string;
  readonly seen: Seen | null;
  readonly desk: Pick<Desk, 'hubHeard' | 'view' | 'orders' | 'slips' | 'dayPapers'>;
  /** Whether this version is kept at the kiosk already. */
  readonly hasConfig: (version: number) => boolean;
  /** A configuration newly in force (or in force again), as text. Null: it is kept already. */
  readonly onConfig: (version: number, body: string | null) => void;
  /** The whole wanted state of this agent's bars. */
  readonly onBars: (wanted: Pick<AgentView, 'bars' | 'emergency'>) => void;
  /** The root of the newest close, as the hub tells it now. */
  readonly onLastRoot: (root: DayRoot | null) => void;
  /** Differences of roots that are no fault. */
  readonly onRootAcks: (acks: readonly RootAck[]) => void;
  readonly onChange: () => void;
};

export type HubLink = {
  status(): HubStatus;
  view(): KioskView | null;
  now(): number | null;
  send(envelope: Envelope, onReply: (reply: Reply | null) => void): void;
  health(report: HealthReport): void;
  /** The connection as the voice uses it. */
  readonly hub: AnnouncerHub;
  /** A fact that need not outlive this process; sent again until it is answered. */
  tell(command: WireCommand): void;
  close(): void;
};

const retryConfigMs = 2_000;

/** Connects and stays connected. */
export function openHubLink(deps: HubLinkDeps): HubLink {
  const { desk } = deps;
  const configs = createConfigSource({ url: deps.url, token: deps.token });
  let epoch = 0;
  let isThere = false;
  let wantedConfig: number | null = null;
  let retry: ReturnType<typeof setTimeout> | undefined;

  function hear(heardEpoch: number): void {
    if (isThere && heardEpoch <= epoch) return;
    epoch = Math.max(epoch, heardEpoch);
    isThere = true;
    desk.hubHeard(epoch);
  }

  async function want(version: number): Promise<void> {
    if (version === wantedConfig) return;
    wantedConfig = version;
    if (deps.hasConfig(version)) return deps.onConfig(version, null);
    try {
      const document = await configs.fetch(version);
      if (version === wantedConfig) deps.onConfig(version, JSON.stringify(document));
    } catch {
      // The hub went away in between, or is busy: the kiosk goes on with what it has and asks again.
      if (version !== wantedConfig) return;
      wantedConfig = null;
      retry = setTimeout(() => void want(version), retryConfigMs);
    }
  }

  const hub: Hub = connectHub({
    url: deps.url, token: deps.token, seen: deps.seen, now: monotonicNow,
    onBeat: (beat) => { if (isThere) hear(beat.epoch); },
    onView(message) {
      if (message.name === 'kiosk') {
        void want(message.config);
        desk.view(message.view, { seq: message.seq, at: hub.now() ?? 0 });
      }
      if (message.name === 'agent') {
        desk.orders(message.view.reprints);
        desk.slips(message.view.slips);
        // Nothing of an older hub.
        desk.dayPapers(message.view.dayPapers ?? []);
        deps.onBars(message.view);
        deps.onRootAcks(message.view.rootAcks ?? []);
        deps.onLastRoot(message.view.lastRoot ?? null);
      }
    },
    onStatus(status) {
      if (status.link === 'live') hear(status.welcome?.epoch ?? 0);
      else if (isThere) {
        isThere = false;
        desk.hubHeard(null);
      }
      deps.onChange();
    },
  });

  return {
    status: hub.status,
    view: () => hub.view('kiosk', null)?.view ?? null,
    now: hub.now,
    send(envelope, onReply) {
      void hub.send(envelope).then((result) => onReply(result.kind === 'unanswered' ? null : result));
    },
    health: hub.health,
    hub,
    tell: (command) => void hub.send(command),
    close() {
      clearTimeout(retry);
      hub.close();
    },
  };
}
