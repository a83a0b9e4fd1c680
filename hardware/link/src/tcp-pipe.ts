import { connect, type Socket } from 'node:net';
import type { PipeAddress } from './address.ts';
import { type Pipe, PipeError } from './pipe.ts';
import { createPortPipe, type Port } from './port-pipe.ts';
import type { Timers } from './timers.ts';

/** Connects a TCP socket (no Nagle delay, keep-alive on). Rejects with PipeError `unreachable`. */
export function openTcpPipe(
  address: PipeAddress & { kind: 'tcp' },
  deadlineMs: number,
  timers: Timers,
): Promise<Pipe> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address.host, port: address.port, noDelay: true, keepAlive: true });
    const refuse = (why: string, cause?: Error): void => {
      cancel();
      socket.destroy();
      reject(new PipeError('unreachable', `${address.host}:${address.port} ${why}`, cause));
    };
    const cancel = timers.after(deadlineMs, () => refuse(`did not answer within ${deadlineMs} ms`));
    const failed = (error: Error): void => refuse(`cannot be reached: ${error.message}`, error);
    socket.once('error', failed);
    socket.once('connect', () => {
      cancel();
      socket.off('error', failed);
      resolve(pipeOver(socket, timers));
    });
  });
}

function pipeOver(socket: Socket, timers: Timers): Pipe {
  const port: Port = {
    send: (bytes, done) => void socket.write(bytes, (error) => done(error ?? null)),
    destroy(discard) {
      // A reset makes both kernels forget what the device has not read; a polite end delivers it.
      if (discard && !socket.destroyed) socket.resetAndDestroy();
      else socket.destroySoon();
      return Promise.resolve();
    },
  };
  const { pipe, received, gone } = createPortPipe(port, timers);
  let failure: Error | null = null;
  socket.on('data', received);
  socket.on('error', (error) => {
    failure = error;
  });
  // A device that ends its side has gone: half-open sockets are of no use here.
  socket.on('end', () => gone(null));
  socket.on('close', () => gone(failure));
  return pipe;
}
