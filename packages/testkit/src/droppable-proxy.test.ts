import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createDroppableProxy, type DroppableProxy } from './droppable-proxy.ts';

let echo: Server;
let heard: string;
let proxy: DroppableProxy;
beforeEach(async () => {
  heard = '';
  echo = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      heard += chunk.toString();
      socket.write(chunk);
    });
  });
  await new Promise<void>((resolve) => void echo.listen(0, '127.0.0.1', resolve));
  proxy = await createDroppableProxy((echo.address() as AddressInfo).port);
});
afterEach(async () => {
  await proxy.close();
  await new Promise((resolve) => void echo.close(resolve));
});

type Line = { readonly socket: Socket; readonly said: () => string; readonly isClosed: () => boolean };

function open(): Line {
  const socket = connect(proxy.port, '127.0.0.1');
  let said = '';
  let isClosed = false;
  socket.on('data', (chunk) => (said += chunk.toString()));
  socket.on('error', () => undefined);
  socket.on('close', () => (isClosed = true));
  return { socket, said: () => said, isClosed: () => isClosed };
}

test('bytes pass both ways unchanged and in order, also while the delay shrinks', async () => {
  const line = open();
  for (const [ms, text] of [[60, 'a'], [20, 'b'], [0, 'c']] as const) {
    proxy.delay('up', ms);
    line.socket.write(text);
    await expect.poll(() => line.socket.bytesWritten).toBeGreaterThan(0);
    await new Promise((resolve) => void setTimeout(resolve, 5));
  }
  await expect.poll(line.said).toBe('abc');
});

test('a swallowed direction loses its bytes while the other one passes; healing cuts what was torn', async () => {
  const line = open();
  const whole = open();
  line.socket.write('1');
  await expect.poll(line.said).toBe('1');
  proxy.swallow('down');
  line.socket.write('2');
  await expect.poll(() => heard).toBe('12');
  await expect.poll(() => proxy.lost('down')).toBe(1);
  line.socket.write('3');
  await expect.poll(() => heard).toBe('123');
  expect([line.said(), line.isClosed()]).toEqual(['1', false]);
  proxy.heal();
  await expect.poll(line.isClosed).toBe(true);
  whole.socket.write('4');
  await expect.poll(whole.said).toBe('4');
});

test('a cut ends every connection, and the next one is taken', async () => {
  const line = open();
  line.socket.write('1');
  await expect.poll(line.said).toBe('1');
  proxy.cut();
  await expect.poll(line.isClosed).toBe(true);
  const next = open();
  next.socket.write('2');
  await expect.poll(next.said).toBe('2');
});

test('without a target connections are refused', async () => {
  proxy.setTarget(null);
  const line = open();
  await expect.poll(line.isClosed).toBe(true);
  expect(line.said()).toBe('');
});

test('what was really spoilt is counted: a cut without a connection and a delay without a word are not', async () => {
  proxy.cut();
  proxy.delay('up', 20);
  proxy.heal();
  expect(proxy.spoilt()).toBe(0);
  const line = open();
  line.socket.write('a');
  await vi.waitFor(() => expect(line.said()).toBe('a'));
  expect(proxy.spoilt()).toBe(0);
  proxy.delay('up', 20);
  line.socket.write('b');
  await vi.waitFor(() => expect(line.said()).toBe('ab'));
  expect(proxy.spoilt()).toBe(1);
  proxy.swallow('up');
  line.socket.write('c');
  await vi.waitFor(() => expect(proxy.spoilt()).toBe(3));
  proxy.cut();
  expect(proxy.spoilt()).toBe(4);
});
