// Node's own inspector of a program of the hall: what is alive in it behind a forced collection of its garbage.
import { readFileSync } from 'node:fs';

export type Inspector = { readonly heapBytes: () => Promise<number>; readonly close: () => void };

/** Programs that `start` starts listen for an inspector at free ports of the loopback address, and say so in their logs. */
export async function withInspector<T>(start: () => Promise<T>): Promise<T> {
  const before = process.env['NODE_OPTIONS'];
  process.env['NODE_OPTIONS'] = '--inspect=127.0.0.1:0';
  try {
    return await start();
  } finally {
    if (before === undefined) delete process.env['NODE_OPTIONS'];
    else process.env['NODE_OPTIONS'] = before;
  }
}

/** `log`: where the program's words go. */
export async function openInspector(log: string): Promise<Inspector> {
  const url = /ws:\/\/127\.0\.0\.1:\S+/.exec(readFileSync(log, 'utf8'))?.[0];
  if (url === undefined) throw new Error(`no inspector is named in ${log}`);
  const socket = new WebSocket(url);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', () => reject(new Error(`${url} does not answer`)), { once: true });
  });
  let last = 0;
  const send = (method: string): Promise<unknown> => {
    const id = (last += 1);
    const { promise, resolve } = Promise.withResolvers<unknown>();
    const answered = ({ data }: MessageEvent): void => {
      // The inspector's protocol: an answer has the id of its question.
      const answer = JSON.parse(String(data)) as { readonly id?: number; readonly result?: unknown };
      if (answer.id !== id) return;
      socket.removeEventListener('message', answered);
      resolve(answer.result);
    };
    socket.addEventListener('message', answered);
    socket.send(JSON.stringify({ id, method }));
    return promise;
  };
  await send('HeapProfiler.enable');
  return {
    async heapBytes() {
      await send('HeapProfiler.collectGarbage');
      const { usedSize } = (await send('Runtime.getHeapUsage')) as { readonly usedSize: number };
      return usedSize;
    },
    close: () => socket.close(),
  };
}
