// A server in a process of its own, so that its CPU is counted apart from the clients'.
import { fork } from 'node:child_process';

export type Server = {
  readonly url: string;
  /** Milliseconds from the start of the process to its address. */
  readonly startMs: number;
  /** CPU used since the start, µs. */
  cpu(): Promise<number>;
  /** Puts a day of this many tickets into the log (hub only). */
  fill(tickets: number): Promise<number>;
  /** SIGKILL, as a power cut leaves it as far as the process goes. */
  kill(): Promise<void>;
};

type Answer = { readonly kind: 'ready' | 'cpu' | 'filled'; readonly value: string | number };

/** Starts `hub-server.ts` or `bare-server.ts` on a data folder. */
export function startServer(script: 'hub-server.ts' | 'bare-server.ts', args: readonly string[]): Promise<Server> {
  const began = performance.now();
  const child = fork(new URL(script, import.meta.url), args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const answer = (kind: Answer['kind']) =>
    new Promise<Answer['value']>((resolve, reject) => {
      const listen = (message: Answer) => {
        if (message.kind !== kind) return;
        child.off('message', listen);
        resolve(message.value);
      };
      child.on('message', listen);
      void ended.then(() => reject(new Error(`${script} ended`)));
    });
  const ask = async (kind: Answer['kind'], request: object): Promise<number> => {
    const answered = answer(kind);
    child.send(request);
    return Number(await answered);
  };
  return answer('ready').then((url) => ({
    url: String(url),
    startMs: performance.now() - began,
    cpu: () => ask('cpu', { kind: 'cpu' }),
    fill: (tickets) => ask('filled', { kind: 'fill', tickets }),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  }));
}
