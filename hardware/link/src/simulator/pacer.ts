/** Lets bytes through at the speed of a serial line, which a pty does not know. */
export type Pacer = { push(bytes: Uint8Array): void; clear(): void };

const tickMs = 10;
const bitsPerByte = 10;

/** `onFull` asks the source to pause or go on; `baudRate` 0 lets everything through at once. */
export function createPacer(
  baudRate: number,
  deliver: (bytes: Uint8Array) => void,
  onFull: (isFull: boolean) => void,
): Pacer {
  if (baudRate === 0) return { push: deliver, clear: () => undefined };
  let waiting = Buffer.alloc(0);
  let timer: NodeJS.Timeout | null = null;
  let dueSince = 0;
  const release = (): void => {
    const count = Math.floor(((performance.now() - dueSince) * baudRate) / (bitsPerByte * 1000));
    const ready = waiting.subarray(0, count);
    waiting = waiting.subarray(ready.length);
    dueSince += (count * bitsPerByte * 1000) / baudRate;
    timer = waiting.length > 0 ? setTimeout(release, tickMs) : null;
    onFull(waiting.length > 256);
    if (ready.length > 0) deliver(ready);
  };
  return {
    push(bytes) {
      if (timer === null) {
        dueSince = performance.now();
        timer = setTimeout(release, tickMs);
      }
      waiting = Buffer.concat([waiting, bytes]);
      onFull(waiting.length > 256);
    },
    clear() {
      waiting = Buffer.alloc(0);
    },
  };
}
