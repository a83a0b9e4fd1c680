// How the hub hears of a device: there, away, or in the sample a board's page that nobody has opened, which is no fault.
import type { DevicePresence } from '@hallcall/domain';

export type DeviceLink = 'online' | 'offline' | 'notOpen';

/** `presence` null: never heard of since the hub started. */
export function deviceLink({ kind, presence, isSample }: { readonly kind: DevicePresence['kind']; readonly presence: Pick<DevicePresence, 'connected'> | null; readonly isSample: boolean }): DeviceLink {
  if (presence?.connected === true) return 'online';
  return isSample && kind === 'display' ? 'notOpen' : 'offline';
}

/** Whether somebody has to look after it. */
export const isFaulty = (device: DevicePresence, isSample: boolean): boolean =>
  deviceLink({ kind: device.kind, presence: device, isSample }) === 'offline' || (device.connected && device.parts.some(({ state }) => state === 'fault'));
