// A server in a process of its own, so that its CPU is counted apart from the clients'.
import { fork } from 'node:child_process';
import type { Part } from './by-part.ts';

export type Server = {
  readonly url: string;
  /** Milliseconds from the start of the process to its address. */
  readonly startMs: number;
  /** CPU used since the start, µs. */
  cpu(): Promise<number>;
  /** Puts a day of this many tickets into the log (hub only). */
  fill(tickets: number): Promise<number>;
  /** Begins a CPU profile; the second call ends it and has its parts (hub only). */
  startProfile(): Promise<void>;
  endProfile(): Promise<readonly Part[]>;
  /** SIGKILL, as a power cut leaves it as far as the process goes. */
  kill(): Promise<void>;
};

/** What a server says, by kind. */
type Told = { readonly ready: string; readonly cpu: number; readonly filled: number; readonly profiling: null; readonly profiled: readonly Part[] };
type Answer<Kind extends keyof Told> = { readonly kind: Kind; readonly value: Told[Kind] };

/** Starts `hub-server.ts` or `bare-server.ts` on a data folder. */
export function startServer(script: 'hub-server.ts' | 'bare-server.ts', args: readonly string[]): Promise<Server> {
  const began = performance.now();
  const child = fork(new URL(script, import.meta.url), args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const answer = <Kind extends keyof Told>(kind: Kind) =>
    new Promise<Told[Kind]>((resolve, reject) => {
      const listen = (message: Answer<Kind>) => {
        if (message.kind !== kind) return;
        child.off('message', listen);
        resolve(message.value);
      };
      child.on('message', listen);
      void ended.then(() => reject(new Error(`${script} ended`)));
    });
  const ask = <Kind extends keyof Told>(kind: Kind, request: object): Promise<Told[Kind]> => {
    const answered = answer(kind);
    child.send(request);
    return answered;
  };
  return answer('ready').then((url) => ({
    url,
    startMs: performance.now() - began,
    cpu: () => ask('cpu', { kind: 'cpu' }),
    fill: (tickets) => ask('filled', { kind: 'fill', tickets }),
    startProfile: () => ask('profiling', { kind: 'startProfile' }).then(() => undefined),
    endProfile: () => ask('profiled', { kind: 'endProfile' }),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  }));
}
