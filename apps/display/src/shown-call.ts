// A call with the names a person reads, from the configuration of the same version.
import type { HubConfig } from '@hallcall/client';
import type { BoardCall } from '@hallcall/domain';

export type ShownCall = BoardCall & { readonly windowLabel: string; readonly zoneName: { readonly zh: string; readonly en: string } | undefined };

/** Looks up the window's label and the zone's name; an unknown window shows its id rather than nothing. */
export function shownCall(call: BoardCall, config: HubConfig): ShownCall {
  const window = config.hall.windows.find(({ id }) => id === call.windowId);
  const zone = config.hall.zones.find(({ id }) => id === call.zone);
  return { ...call, windowLabel: window?.label ?? call.windowId, zoneName: zone?.name };
}
