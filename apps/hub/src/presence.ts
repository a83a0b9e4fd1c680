// Who is connected and how their parts do. Never in the log: it is handed to views.
import type { DeviceId, DevicePresence, Presence, VoicePresence, WindowId } from '@hallcall/domain';
import type { HealthReport } from '@hallcall/protocol';

export type PresenceBook = {
  /** Counts a connection. Returns the way to end it. */
  readonly joinDevice: (deviceId: DeviceId) => () => void;
  readonly isConnected: (deviceId: DeviceId) => boolean;
  readonly joinWindow: (windowId: WindowId) => () => void;
  /** A packet of the device arrived at `at`, epoch ms. */
  readonly heard: (deviceId: DeviceId, at: number) => void;
  /** When the device was last heard of; null: never since the hub started. */
  readonly lastContactAt: (deviceId: DeviceId) => number | null;
  /** The hub's clock was set by so much, ms: what was heard is as long ago as before. */
  readonly moveClock: (byMs: number) => void;
  readonly health: (deviceId: DeviceId, report: HealthReport) => void;
  readonly view: (devices: readonly Pick<DevicePresence, 'deviceId' | 'kind' | 'name'>[], voice: VoicePresence) => Presence;
};

export function createPresence(): PresenceBook {
  const devices = new Map<DeviceId, number>();
  const windows = new Map<WindowId, number>();
  const lastContact = new Map<DeviceId, number>();
  const partsById = new Map<DeviceId, HealthReport['parts']>();
  return {
    joinDevice: (deviceId) => join(devices, deviceId),
    isConnected: (deviceId) => devices.has(deviceId),
    joinWindow: (windowId) => join(windows, windowId),
    heard: (deviceId, at) => void lastContact.set(deviceId, at),
    lastContactAt: (deviceId) => lastContact.get(deviceId) ?? null,
    moveClock: (byMs) => lastContact.forEach((at, deviceId) => lastContact.set(deviceId, at + byMs)),
    health: (deviceId, { parts }) => void partsById.set(deviceId, parts),
    view: (known, voice) => ({
      voice,
      connectedWindows: [...windows.keys()].toSorted(),
      devices: known.map(({ deviceId, kind, name }) => ({
        deviceId, kind, name, connected: devices.has(deviceId), parts: partsById.get(deviceId) ?? [],
      })),
    }),
  };
}

function join<Id>(connections: Map<Id, number>, id: Id): () => void {
  connections.set(id, (connections.get(id) ?? 0) + 1);
  return () => {
    const left = (connections.get(id) ?? 1) - 1;
    if (left > 0) connections.set(id, left);
    else connections.delete(id);
  };
}
