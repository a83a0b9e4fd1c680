// Which device speaks in which zone. In memory: after a restart of the hub everybody reports again within a second.
import type { DeviceId, HallConfig, ZoneId } from '@hallcall/domain';
import { limits } from '@hallcall/protocol';

export type Announcers = {
  /** A device says that it is there, and whether it could be heard. */
  readonly report: (deviceId: DeviceId, canSpeak: boolean) => void;
  readonly gone: (deviceId: DeviceId) => void;
  /** True while the device has been heard of within the lease. */
  readonly isThere: (deviceId: DeviceId) => boolean;
  /** Chooses anew where it must; returns whether any zone has changed hands. */
  readonly choose: (config: HallConfig) => boolean;
  readonly byZone: () => ReadonlyMap<ZoneId, DeviceId>;
};

/** `now`: milliseconds of a clock that never goes back. */
export function createAnnouncers({ now }: { readonly now: () => number }): Announcers {
  const startedAt = now();
  const heard = new Map<DeviceId, { readonly at: number; readonly ableSince: number | null }>();
  let byZone = new Map<ZoneId, DeviceId>();

  const isThere = (deviceId: DeviceId): boolean => now() - (heard.get(deviceId)?.at ?? -Infinity) < limits.announcerLostMs;
  const ableFor = (deviceId: DeviceId): number => (isThere(deviceId) ? now() - (heard.get(deviceId)?.ableSince ?? Infinity) : -Infinity);
  const isAble = (deviceId: DeviceId): boolean => ableFor(deviceId) >= 0;

  /** A zone goes to the first choice that is able; away from another only once that one has been able for a while. */
  function announcerOf({ id, voice: { announcers } }: HallConfig['zones'][number]): DeviceId | null {
    const holder = byZone.get(id);
    if (holder !== undefined && announcers.includes(holder) && isAble(holder)) {
      return announcers.find((candidate) => candidate === holder || ableFor(candidate) >= limits.announcerLostMs) ?? holder;
    }
    // Right after a start the first choice is given the time to come back.
    const isSettling = now() - startedAt < limits.announcerLostMs;
    return announcers.slice(0, isSettling ? 1 : undefined).find(isAble) ?? null;
  }

  return {
    isThere,
    report(deviceId, canSpeak) {
      const since = isAble(deviceId) ? heard.get(deviceId)?.ableSince : null;
      heard.set(deviceId, { at: now(), ableSince: canSpeak ? (since ?? now()) : null });
    },
    gone: (deviceId) => void heard.delete(deviceId),
    byZone: () => byZone,
    choose({ zones }) {
      const next = new Map(zones.flatMap((zone) => {
        const deviceId = announcerOf(zone);
        return deviceId === null ? [] : [[zone.id, deviceId] as const];
      }));
      const isSame = next.size === byZone.size && [...next].every(([zone, deviceId]) => byZone.get(zone) === deviceId);
      byZone = next;
      return !isSame;
    },
  };
}
