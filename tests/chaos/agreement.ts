// What somebody sees, beside what the fold of the log says they should see.
import {
  agentView, boardView, consoleView, kioskView, voiceView, waitsNow, windowView,
  type AgentView, type BoardId, type ConsoleView, type DeviceId, type HallConfig, type Presence, type ReadonlyHall, type Views, type WindowId,
} from '@hallcall/domain';
import type { Peer } from './peer.ts';
import type { Cast } from './plan.ts';

export type Onlooker = Pick<Cast, 'role' | 'windowId'>;

/** The views of a role that follow from the log alone. */
export const roomsOf = ({ role }: Onlooker): readonly (keyof Views)[] =>
  role === 'agent' ? ['kiosk', 'agent'] : role === 'clerk' ? ['window'] : role === 'display' ? ['board'] : ['console'];

/** A view without who is connected and how long one waits, which change with the looking. */
export const shownView = (peer: Peer, name: keyof Views): unknown => withoutMinutes(name === 'console' ? withoutPresence(peer.view('console')) : name === 'agent' ? withoutTables(peer.view('agent')) : peer.view(name));

/** What the hub's tables know of closed days is not in the fold. */
const withoutTables = ({ dayPapers: _papers, lastRoot: _root, ...rest }: AgentView): unknown => rest;

/** A view without the minutes of waiting, which change with the time at which it was made. */
export const withoutMinutes = (view: unknown): unknown => JSON.parse(JSON.stringify(view, (key, value: unknown) => {
  if (key === 'waitMinutes') return undefined;
  return key === 'waiting' && Array.isArray(value) ? value.map((queue: unknown[]) => queue.slice(0, 2)) : value;
}));

export const withoutPresence = ({ devices, windows, lastRoot: _root, ...rest }: ConsoleView): unknown => ({
  ...rest, devices: devices.length, windows: windows.map((window) => ({ ...window, isConnected: null })),
});

const nobody: Presence['voice'] = { announcerByZone: new Map(), claimByCall: new Map() };

/** The same view worked out from `state` at `now`, epoch ms. */
export function computedView(state: ReadonlyHall, hall: HallConfig, { name, windowId, boardId, now, devices }: {
  readonly name: keyof Views; readonly windowId: string; readonly boardId: string; readonly now: number; readonly devices: Presence['devices'];
}): unknown {
  const moment = { now, waits: waitsNow(state, hall, now) };
  const view = (): unknown => {
    switch (name) {
      case 'kiosk': return kioskView(state, hall, moment);
      case 'agent': return agentView(state, hall, 'kiosk-1' as DeviceId);
      case 'voice': return voiceView(state, hall, 'kiosk-1' as DeviceId, nobody);
      case 'window': return windowView(state, hall, windowId as WindowId, moment);
      case 'board': return boardView(state, hall, boardId as BoardId, { ...moment, voice: nobody });
      case 'console': return withoutPresence(consoleView(state, hall, { ...moment, presence: { devices, connectedWindows: [], voice: nobody } satisfies Presence }));
      case 'log': return null;
    }
  };
  return withoutMinutes(view());
}
