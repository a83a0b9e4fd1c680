import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createOpenPipe } from './open-pipe.ts';
import type { Pipe, PipeError } from './pipe.ts';
import { systemTimers } from './timers.ts';

const openPipe = createOpenPipe(systemTimers);
const servers: Server[] = [];
const sockets: Socket[] = [];

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const server of servers.splice(0)) server.close();
});

/** A device at the other end: the socket it sees, and the pipe to it. */
async function connected(options: { pauseOnConnect: boolean }): Promise<{ socket: Socket; pipe: Pipe; server: Server; port: number }> {
  const server = createServer(options).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const accepted = once(server, 'connection');
  const pipe = await openPipe({ kind: 'tcp', host: '127.0.0.1', port }, 1000);
  const [socket]: Socket[] = await accepted;
  if (!socket) throw new Error('no socket was accepted');
  sockets.push(socket.on('error', () => undefined));
  return { socket, pipe, server, port };
}

async function closing(pipe: Pipe): Promise<PipeError> {
  return new Promise((resolve) => {
    pipe.onClosed(resolve);
  });
}

test('bytes go both ways in order', async () => {
  const { socket, pipe } = await connected({ pauseOnConnect: false });
  const got: Buffer[] = [];
  socket.on('data', (bytes) => got.push(bytes));
  await Promise.all([pipe.write(Uint8Array.of(1, 2), 1000), pipe.write(Uint8Array.of(3), 1000)]);
  const answer = new Promise<Uint8Array>((resolve) => {
    pipe.onData(resolve);
  });
  socket.write(Buffer.from([0x11, 0x13, 0xff, 0]));
  expect(Buffer.from(await answer)).toEqual(Buffer.from([0x11, 0x13, 0xff, 0]));
  await pipe.close();
  await once(socket, 'end');
  expect(Buffer.concat(got)).toEqual(Buffer.from([1, 2, 3]));
});

test('nobody listening: unreachable, in words', async () => {
  const { server, pipe, port } = await connected({ pauseOnConnect: false });
  await pipe.close();
  server.close();
  const opening = openPipe({ kind: 'tcp', host: '127.0.0.1', port }, 1000);
  await expect(opening).rejects.toMatchObject({ code: 'unreachable', message: expect.stringContaining('ECONNREFUSED') });
});

test('a device that never reads: the write misses its deadline, and the pipe is over', async () => {
  const { pipe } = await connected({ pauseOnConnect: true });
  const closed = closing(pipe);
  const flood = new Uint8Array(32 * 1024 * 1024);
  await expect(pipe.write(flood, 200)).rejects.toMatchObject({ code: 'deadline' });
  expect(await closed).toMatchObject({ code: 'deadline' });
  await expect(pipe.write(Uint8Array.of(1), 200)).rejects.toMatchObject({ code: 'closed' });
});

test('a device that breaks the connection closes the pipe and rejects what is pending', async () => {
  const { pipe, socket } = await connected({ pauseOnConnect: true });
  const writing = pipe.write(new Uint8Array(32 * 1024 * 1024), 10_000);
  socket.resetAndDestroy();
  await expect(writing).rejects.toMatchObject({ code: 'closed' });
  expect(await closing(pipe)).toMatchObject({ code: 'closed' });
});

test('a device that ends its side is gone', async () => {
  const { pipe, socket } = await connected({ pauseOnConnect: false });
  const closed = closing(pipe);
  socket.end();
  expect(await closed).toMatchObject({ code: 'closed', message: 'closed by the other side' });
});

test('aborting takes back what the device has not read; closing delivers it', async () => {
  const first = await connected({ pauseOnConnect: true });
  await first.pipe.write(Buffer.from('stale'), 1000);
  await first.pipe.abort();
  first.socket.resume();
  const [error] = await once(first.socket, 'error');
  expect(String(error)).toContain('ECONNRESET');

  const second = await connected({ pauseOnConnect: true });
  await second.pipe.write(Buffer.from('wanted'), 1000);
  await second.pipe.close();
  const data = once(second.socket, 'data');
  second.socket.resume();
  expect(String((await data)[0])).toBe('wanted');
});
