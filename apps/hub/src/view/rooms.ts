// Which views a connection gets: a room per view, named by view and owner.
import type { Actor, BoardId, DeviceId, WindowId } from '@hallcall/domain';

export type Room =
  | { readonly name: 'kiosk' | 'console' | 'log'; readonly id: '' }
  | { readonly name: 'agent' | 'voice'; readonly id: DeviceId }
  | { readonly name: 'window'; readonly id: WindowId }
  | { readonly name: 'board'; readonly id: BoardId };

/** The rooms of an actor. A window's clerk sees that window, a manager the whole hall. */
export function roomsOf(actor: Actor): readonly Room[] {
  switch (actor.role) {
    case 'hub':
      return [];
    case 'agent':
      return [{ name: 'kiosk', id: '' }, { name: 'agent', id: actor.deviceId }, { name: 'voice', id: actor.deviceId }];
    case 'clerk':
      return [{ name: 'window', id: actor.windowId }];
    case 'display':
      return [{ name: 'board', id: actor.boardId }, { name: 'voice', id: actor.deviceId }];
    case 'manager':
      return [{ name: 'console', id: '' }, { name: 'log', id: '' }];
  }
}

/** `board:b1`: what Socket.IO calls the room. */
export const roomKey = ({ name, id }: Room): string => `${name}:${id}`;
