// Which views a connection gets: a room per view, named by view and owner.
import { BoardId, DeviceId, WindowId, type Actor } from '@hallcall/domain';

export type Room =
  | { readonly name: 'kiosk' | 'console' | 'log'; readonly id: '' }
  | { readonly name: 'agent'; readonly id: DeviceId }
  | { readonly name: 'window'; readonly id: WindowId }
  | { readonly name: 'board'; readonly id: BoardId };

/** The rooms of an actor. A window's clerk sees that window, a manager the whole hall. */
export function roomsOf(actor: Actor): readonly Room[] {
  switch (actor.role) {
    case 'hub':
      return [];
    case 'agent':
      return [{ name: 'kiosk', id: '' }, { name: 'agent', id: actor.deviceId }];
    case 'clerk':
      return [{ name: 'window', id: actor.windowId }];
    case 'display':
      return [{ name: 'board', id: actor.boardId }];
    case 'manager':
      return [{ name: 'console', id: '' }, { name: 'log', id: '' }];
  }
}

/** `board:b1`; no other room of the server contains a colon. */
export const roomKey = ({ name, id }: Room): string => `${name}:${id}`;

/** The room of a key, or null for the rooms that Socket.IO makes for each connection. */
export function parseRoom(key: string): Room | null {
  const [name = '', id] = key.split(':', 2);
  if (id === undefined) return null;
  switch (name) {
    case 'kiosk':
    case 'console':
    case 'log':
      return { name, id: '' };
    case 'agent':
      return { name, id: DeviceId.parse(id) };
    case 'window':
      return { name, id: WindowId.parse(id) };
    case 'board':
      return { name, id: BoardId.parse(id) };
    default:
      return null;
  }
}
