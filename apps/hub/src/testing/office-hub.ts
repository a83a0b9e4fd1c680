// A hub with a hall.json of its own and the sample's people, so that a service day can be played on it by the clock.
import { ensureSample } from '../sample/sample-hall.ts';
import { prepareRegistry } from '../registry/registry-tables.ts';
import type { Hub } from '../start-hub.ts';
import { startPlainHub, writeHall } from './plain-hub.ts';
import { auth, connectRaw, type RawClient } from './raw-client.ts';
import { agentCredentials, found, temporaryFolder, testClock, type TestClock } from './test-hub.ts';

export type OfficeHub = {
  readonly hub: Hub;
  readonly data: string;
  readonly clock: TestClock;
  readonly managerToken: string;
  readonly agent: () => Promise<RawClient>;
  readonly manager: () => Promise<RawClient>;
  readonly clerk: (windowId: string) => Promise<RawClient>;
  readonly clerkToken: (windowId: string) => string;
  /** Moves the clock to a moment (ISO text) and lets the hub look at it. */
  readonly at: (text: string) => Promise<void>;
  /** Ends the hub; starts it on the same folder at a moment. */
  readonly restartAt: (text: string) => Promise<OfficeHub>;
};

/** `change` makes the hall; the hub starts at `text`. */
export async function openOffice(text: string, change: (hall: Record<string, unknown>) => void): Promise<OfficeHub> {
  const data = temporaryFolder();
  writeHall(data, change);
  return start(data, testClock(Date.parse(text)));
}

async function start(data: string, clock: TestClock): Promise<OfficeHub> {
  const { hub } = await startPlainHub(data, {}, clock);
  const people = await ensureSample({ engine: hub.engine, tables: prepareRegistry(hub.store.db), folder: data, now: () => clock.now });
  const connect = (token: string): Promise<RawClient> => connectRaw(hub.url, auth(token), () => clock.now);
  const clerkToken = (windowId: string): string => found(people.windows.find((window) => window.windowId === windowId)).token;
  return {
    hub, data, clock, managerToken: people.manager.token,
    agent: () => connect(agentCredentials(data).token),
    manager: () => connect(people.manager.token),
    clerk: (windowId) => connect(clerkToken(windowId)),
    clerkToken,
    async at(moment) {
      clock.now = Date.parse(moment);
      // A day may close with one tick and the next one open with another.
      await hub.tick();
      await hub.tick();
    },
    async restartAt(moment) {
      await hub.close();
      clock.now = Date.parse(moment);
      return start(data, clock);
    },
  };
}
