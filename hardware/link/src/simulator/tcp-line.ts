import { createServer, type Server, type Socket } from 'node:net';

/** A device's socket: one session at a time, the next one waits unread, as real ones do. */
export type TcpLine = {
  port: number;
  send(bytes: Uint8Array): void;
  setReading(isReading: boolean): void;
  drop(): void;
  /** Refuses new connections and breaks the present ones, or listens again on the same port. */
  setListening(isListening: boolean): Promise<void>;
  close(): Promise<void>;
};

/** Listens on 127.0.0.1; port 0 takes a free one. Rejects when the port is taken. */
export async function openTcpLine(port: number, onBytes: (bytes: Uint8Array) => void): Promise<TcpLine> {
  const sockets: Socket[] = [];
  let isReading = true;
  const readFirst = (): void => {
    for (const [index, socket] of sockets.entries()) {
      if (index === 0 && isReading) socket.resume();
      else socket.pause();
    }
  };
  const server = createServer({ pauseOnConnect: true, noDelay: true }, (socket) => {
    sockets.push(socket);
    socket.on('data', onBytes);
    socket.on('error', () => socket.destroy());
    socket.on('end', () => socket.end());
    socket.on('close', () => {
      sockets.splice(sockets.indexOf(socket), 1);
      readFirst();
    });
    readFirst();
  });
  const actualPort = await listen(server, port);
  const drop = (): void => {
    for (const socket of Array.from(sockets)) socket.resetAndDestroy();
  };
  const stop = async (): Promise<void> => {
    if (!server.listening) return drop();
    const closed = new Promise((resolve) => server.close(resolve));
    drop();
    await closed;
  };
  return {
    port: actualPort,
    send: (bytes) => void sockets[0]?.write(bytes),
    setReading(value) {
      isReading = value;
      readFirst();
    },
    drop,
    async setListening(isListening) {
      if (!isListening) await stop();
      else if (!server.listening) await listen(server, actualPort);
    },
    close: stop,
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
