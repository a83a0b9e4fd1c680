// The newest view of each name and id, never mixed over two connections.
import type { ViewName } from '@hallcall/domain';
import type { ViewMessage } from '@hallcall/protocol';

export type ViewOf<N extends ViewName> = Extract<ViewMessage, { name: N }>;

export type ViewStore = {
  /** A new connection is welcomed: what is kept belongs to an earlier one from now on. */
  nextConnection(): void;
  put(message: ViewMessage): void;
  get<N extends ViewName>(name: N, id: string | null): ViewOf<N> | null;
  /** True when everything kept was sent over the current connection. */
  readonly isCurrent: boolean;
};

/**
 * Views of an earlier connection stay readable, so that a stale page is not blank, until the first view of the
 * current one arrives; then they all go. Order numbers are not compared: a hub restored from a backup counts anew.
 */
export function createViewStore(): ViewStore {
  let views = new Map<string, ViewMessage>();
  let isCurrent = true;
  return {
    nextConnection() {
      isCurrent = views.size === 0;
    },
    put(message) {
      if (!isCurrent) views = new Map();
      isCurrent = true;
      views.set(`${message.name}/${message.id}`, message);
    },
    get<N extends ViewName>(name: N, id: string | null) {
      for (const message of views.values()) {
        // The name decides the type of the message; the map cannot say so.
        if (message.name === name && (id === null || message.id === id)) return message as ViewOf<N>;
      }
      return null;
    },
    get isCurrent() {
      return isCurrent;
    },
  };
}
