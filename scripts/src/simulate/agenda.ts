// What is to happen when: earliest first, ties by their key, so that the order never depends on who wrote it down first.

export type Agenda<T> = {
  readonly add: (at: number, key: string, what: T) => void;
  /** The earliest one before `end`, or null. */
  readonly take: (end: number) => { readonly at: number; readonly key: string; readonly what: T } | null;
};

type Entry<T> = { readonly at: number; readonly key: string; readonly what: T };

/** A binary heap. */
export function createAgenda<T>(): Agenda<T> {
  const heap: Entry<T>[] = [];
  return {
    add(at, key, what) {
      heap.push({ at, key, what });
      rise(heap);
    },
    take(end) {
      const first = heap[0];
      if (!first || first.at >= end) return null;
      const last = heap.pop();
      if (last && heap.length > 0) sink(heap, last);
      return first;
    },
  };
}

export const compareEntries = (a: Omit<Entry<unknown>, 'what'>, b: Omit<Entry<unknown>, 'what'>): number => a.at - b.at || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

/** The last one goes up to its place. */
function rise<T>(heap: Entry<T>[]): void {
  for (let index = heap.length - 1; index > 0; ) {
    const above = (index - 1) >> 1;
    const [parent, entry] = [heap[above], heap[index]];
    if (!parent || !entry || compareEntries(parent, entry) <= 0) return;
    heap[index] = parent;
    heap[above] = entry;
    index = above;
  }
}

/** `entry` goes down from the top to its place. */
function sink<T>(heap: Entry<T>[], entry: Entry<T>): void {
  let index = 0;
  for (;;) {
    const left = heap[2 * index + 1];
    const right = heap[2 * index + 2];
    const isRight = left !== undefined && right !== undefined && compareEntries(right, left) < 0;
    const child = isRight ? right : left;
    if (!child || compareEntries(entry, child) <= 0) break;
    heap[index] = child;
    index = 2 * index + (isRight ? 2 : 1);
  }
  heap[index] = entry;
}
