// A TCP line that tests can spoil: cut, delayed, or swallowing everything in one direction. It never changes or reorders bytes.
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** `up` is from the client to the target. */
export type Direction = 'up' | 'down';

export type DroppableProxy = {
  readonly port: number;
  /** `http://127.0.0.1:PORT/` */
  readonly url: string;
  /** Where new connections go; null refuses them. */
  setTarget(port: number | null): void;
  /** Ends every connection at once; new ones are taken. */
  cut(): void;
  /** From now on, each chunk of this direction arrives `ms` later; 0 at once. */
  delay(direction: Direction, ms: number): void;
  /** Swallows this direction: the sender notices nothing. */
  swallow(direction: Direction): void;
  /** Passes everything again without delay; connections that have lost bytes are cut, because their rest has no meaning. */
  heal(): void;
  /** Bytes swallowed so far. */
  lost(direction: Direction): number;
  /** How often something was really spoilt so far: connections cut, chunks that came late or never. */
  spoilt(): number;
  close(): Promise<void>;
};

type Line = { readonly end: () => void; readonly hasLost: Record<Direction, boolean> };
type Weather = { delayMs: Record<Direction, number>; isSwallowing: Record<Direction, boolean>; lost: Record<Direction, number>; spoilt: number };

/** Listens on a free loopback port. */
export async function createDroppableProxy(targetPort: number | null): Promise<DroppableProxy> {
  const weather: Weather = { delayMs: { up: 0, down: 0 }, isSwallowing: { up: false, down: false }, lost: { up: 0, down: 0 }, spoilt: 0 };
  const lines = new Set<Line>();
  let target = targetPort;
  const server = createServer((client) => {
    if (target === null) return void client.resetAndDestroy();
    const line = join(client, connect(target, '127.0.0.1'), weather, () => lines.delete(line));
    lines.add(line);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  // It listens on an address, not on a pipe.
  const { port } = server.address() as AddressInfo;
  const cut = (isGone: (line: Line) => boolean): void => {
    for (const line of lines) if (isGone(line)) line.end();
  };
  return {
    port,
    url: `http://127.0.0.1:${port}/`,
    setTarget: (next) => void (target = next),
    cut() {
      weather.spoilt += lines.size;
      cut(() => true);
    },
    delay: (direction, ms) => void (weather.delayMs[direction] = ms),
    swallow: (direction) => void (weather.isSwallowing[direction] = true),
    heal() {
      Object.assign(weather, { delayMs: { up: 0, down: 0 }, isSwallowing: { up: false, down: false } });
      cut(({ hasLost }) => hasLost.up || hasLost.down);
    },
    lost: (direction) => weather.lost[direction],
    spoilt: () => weather.spoilt,
    close() {
      cut(() => true);
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };
}

function join(client: Socket, upstream: Socket, weather: Weather, ended: () => void): Line {
  const line: Line = {
    hasLost: { up: false, down: false },
    end() {
      client.resetAndDestroy();
      upstream.resetAndDestroy();
      ended();
    },
  };
  for (const socket of [client, upstream]) {
    socket.setNoDelay(true);
    socket.on('error', line.end);
    socket.on('close', line.end);
  }
  pass(client, upstream, 'up', weather, line);
  pass(upstream, client, 'down', weather, line);
  return line;
}

/** Chunks wait for the one before them, so that a shorter delay never lets a later one overtake. */
function pass(from: Socket, to: Socket, direction: Direction, weather: Weather, line: Line): void {
  let last: Promise<void> = Promise.resolve();
  from.on('data', (chunk: Buffer) => {
    if (weather.delayMs[direction] > 0) weather.spoilt += 1;
    last = deliver(chunk, last, performance.now() + weather.delayMs[direction]);
  });

  async function deliver(chunk: Buffer, before: Promise<void>, dueAt: number): Promise<void> {
    await before;
    const waitMs = dueAt - performance.now();
    if (waitMs > 0) await new Promise((resolve) => void setTimeout(resolve, waitMs));
    // Once a chunk is lost, the rest of this direction would be torn: it is lost too.
    if (line.hasLost[direction] || weather.isSwallowing[direction]) {
      line.hasLost[direction] = true;
      weather.lost[direction] += chunk.length;
      weather.spoilt += 1;
    } else to.write(chunk);
  }
}
