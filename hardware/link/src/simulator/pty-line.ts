import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, constants, existsSync, openSync, rmSync } from 'node:fs';

/** The far end of a serial line: a pseudo terminal under a chosen path, made by socat. */
export type PtyLine = {
  path: string;
  send(bytes: Uint8Array): void;
  setReading(isReading: boolean): void;
  /** Pulls the adapter out, or plugs it in again. */
  setPlugged(isPlugged: boolean): Promise<void>;
  close(): Promise<void>;
};

const socat = '/usr/bin/socat';

/** Makes the pty at `path`. Rejects with a plain sentence where socat is missing. */
export async function openPtyLine(path: string, onBytes: (bytes: Uint8Array) => void): Promise<PtyLine> {
  if (!existsSync(socat)) throw new Error(`${socat} is missing: install the Debian package socat for a simulated serial line`);
  let plug: Plug | null = await plugIn(path, onBytes);
  return {
    path,
    send: (bytes) => void plug?.child.stdin?.write(bytes),
    setReading(isReading) {
      if (isReading) plug?.child.stdout?.resume();
      else plug?.child.stdout?.pause();
    },
    async setPlugged(isPlugged) {
      if (isPlugged) plug ??= await plugIn(path, onBytes);
      else {
        const pulled = plug;
        plug = null;
        await pulled?.pull();
      }
    },
    async close() {
      await plug?.pull();
      plug = null;
    },
  };
}

type Plug = { child: ChildProcess; pull(): Promise<void> };

async function plugIn(path: string, onBytes: (bytes: Uint8Array) => void): Promise<Plug> {
  // A killed socat leaves its link behind.
  rmSync(path, { force: true });
  const child = spawn(socat, [`PTY,raw,echo=0,link=${path}`, 'STDIO'], { stdio: ['pipe', 'pipe', 'ignore'] });
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.stdin.on('error', () => undefined);
  child.stdout.on('data', onBytes);
  await appears(path, child);
  // Held open, so that the pty survives the time between two openings by the driver.
  const hold = openSync(path, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK);
  return {
    child,
    async pull() {
      closeSync(hold);
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function appears(path: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (existsSync(path)) return;
    if (child.exitCode !== null) break;
    await new Promise((resolve) => {
      setTimeout(resolve, 10);
    });
  }
  throw new Error(`socat made no pty at ${path}`);
}
