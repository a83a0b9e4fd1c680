// Server-sent events to the pages: whole states, newest only. A page that reads slowly is cut off, not queued for.
import { PassThrough } from 'node:stream';

export type EventStream = {
  /** A new reader; it gets what was published last under each name, then everything new. */
  open(): PassThrough;
  /** Sends `data` as JSON to every reader and remembers it for the next one. `key` tells apart what is remembered. */
  publish(event: string, key: string, data: unknown): void;
  forget(key: string): void;
  close(): void;
};

const beatMs = 1_000;
/** Unread bytes after which a reader is given up. */
const longestBacklog = 4 * 1024 * 1024;

/** Beats every second, so that a page notices within three when its agent is gone. */
export function createEventStream(): EventStream {
  const readers = new Set<PassThrough>();
  const latest = new Map<string, string>();
  const timer = setInterval(() => send('event: beat\ndata: {}\n\n'), beatMs);

  function send(chunk: string): void {
    for (const reader of readers) {
      if (reader.writableLength > longestBacklog) reader.destroy();
      else reader.write(chunk);
    }
  }

  return {
    open() {
      const reader = new PassThrough();
      reader.on('close', () => readers.delete(reader));
      reader.on('error', () => readers.delete(reader));
      reader.write('retry: 500\n\n');
      for (const chunk of latest.values()) reader.write(chunk);
      readers.add(reader);
      return reader;
    },
    publish(event, key, data) {
      const chunk = `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
      if (latest.get(key) === chunk) return;
      latest.set(key, chunk);
      send(chunk);
    },
    forget: (key) => void latest.delete(key),
    close() {
      clearInterval(timer);
      for (const reader of readers) reader.end();
    },
  };
}
