export type ListenerSet = { add(listener: () => void): () => void; tell(): void };

/** Who wants to hear of changes, as React's external stores ask for it. */
export function createListenerSet(): ListenerSet {
  const listeners = new Set<() => void>();
  return {
    add(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    tell() {
      for (const listener of listeners) listener();
    },
  };
}
