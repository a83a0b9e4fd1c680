// Who speaks to the hub besides the clerks.
import { BoardId, ClerkId, DeviceId, type Actor } from '@hallcall/domain';

/** Also stands for the guide desk. */
export const manager: Actor = { role: 'manager', clerkId: ClerkId.parse('manager') };

/** Any band: what is on paper is on paper. */
export const kioskOf = (deviceId: DeviceId): Actor => ({ role: 'agent', deviceId, band: { first: 5000, last: 9999 }, lastContactAt: null });

export const boardOf = (id: string): Actor => ({ role: 'display', deviceId: DeviceId.parse(`display-${id}`.slice(0, 48)), boardId: BoardId.parse(id) });
