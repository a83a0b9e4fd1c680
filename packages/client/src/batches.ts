// Entries for the hub in batches: the first leaves at once because a clerk waits for it, then at most two batches a second.

export type Batches<T> = { add(...entries: T[]): void; close(): void };

const batchMs = 500;
const largestBatch = 200;

export function createBatches<T>(send: (entries: T[]) => void): Batches<T> {
  let waiting: T[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isClosed = false;

  function flush(): void {
    timer = undefined;
    const batch = waiting.splice(0, largestBatch);
    if (batch.length === 0) return;
    send(batch);
    timer = setTimeout(flush, batchMs);
  }

  return {
    add(...entries) {
      if (isClosed) return;
      waiting.push(...entries);
      if (timer === undefined) flush();
    },
    close() {
      isClosed = true;
      clearTimeout(timer);
      const rest = waiting.splice(0, largestBatch);
      waiting = [];
      // A word that is not said now is never said: the hub would take the announcer for lost.
      if (rest.length > 0) send(rest);
    },
  };
}
