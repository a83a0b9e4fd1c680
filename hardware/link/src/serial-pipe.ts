import { stat } from 'node:fs/promises';
import { SerialPort } from 'serialport';
import type { PipeAddress } from './address.ts';
import { type Pipe, PipeError } from './pipe.ts';
import { createPortPipe } from './port-pipe.ts';
import type { Cancel, Timers } from './timers.ts';

// 8 data bits, a start and a stop bit.
const bitsPerByte = 10;

/**
 * Opens a serial line, 8N1, exclusively locked, with a new SerialPort for every connection (a reopened one delivers
 * what was written while it was closed). Rejects with PipeError `unreachable`.
 */
export function openSerialPipe(
  address: PipeAddress & { kind: 'serial' },
  deadlineMs: number,
  timers: Timers,
): Promise<Pipe> {
  return new Promise((resolve, reject) => {
    const port = new SerialPort({ path: address.path, baudRate: address.baudRate, autoOpen: false });
    let isLate = false;
    const cancel = timers.after(deadlineMs, () => {
      isLate = true;
      reject(new PipeError('unreachable', `${address.path} did not open within ${deadlineMs} ms`));
    });
    // Without a listener a late "Canceled" of the binding would end the process.
    port.on('error', () => undefined);
    port.open((error) => {
      cancel();
      if (error) return reject(new PipeError('unreachable', `${address.path}: ${error.message}`, error));
      if (isLate) return port.close();
      resolve(pipeOver(port, address, timers));
    });
  });
}

function pipeOver(port: SerialPort, { path, baudRate }: PipeAddress & { kind: 'serial' }, timers: Timers): Pipe {
  const line = createLineClock(baudRate, timers);
  const { pipe, received, gone } = createPortPipe(
    {
      send(bytes, done) {
        port.write(bytes, (error) => {
          if (error) return done(error);
          line.sent(bytes.length, () => done(null));
        });
      },
      destroy: () => {
        watch();
        return freePort(port, line.stop);
      },
    },
    timers,
  );
  // Reading is also what notices an unplugged adapter on a line that is only written to.
  port.on('data', received);
  port.on('close', (error: Error | null) => gone(error));
  const watch = watchPath(path, timers, () => gone(new Error(`${path} is gone`)));
  return pipe;
}

const lookMs = 500;

/**
 * Notices that the device's file is gone. Usually the read does; but a line unplugged between its opening and its
 * first read answers every read with nothing, and the binding would ask again for ever.
 */
function watchPath(path: string, timers: Timers, gone: () => void): Cancel {
  let cancel: Cancel | null = null;
  let isOver = false;
  const look = (): void => {
    cancel = timers.after(lookMs, () => {
      stat(path).then(
        () => isOver || look(),
        () => isOver || gone(),
      );
    });
  };
  look();
  return () => {
    isOver = true;
    cancel?.();
  };
}

/**
 * When the bytes have left, by the baud rate. The system's own answer (tcdrain) is not used: on a line whose other
 * end does not read it never returns and holds one of the four worker threads of the process for ever.
 */
function createLineClock(baudRate: number, timers: Timers): { sent(count: number, done: () => void): void; stop: Cancel } {
  let freeAt = 0;
  const running = new Set<Cancel>();
  return {
    sent(count, done) {
      const now = performance.now();
      freeAt = Math.max(now, freeAt) + (count * bitsPerByte * 1000) / baudRate;
      const cancel = timers.after(freeAt - now, () => {
        running.delete(cancel);
        done();
      });
      running.add(cancel);
    },
    stop() {
      for (const cancel of running) cancel();
      running.clear();
    },
  };
}

/** Discards what the kernel still holds, else close() would wait for it and the device might get it later. */
function freePort(port: SerialPort, stopClock: Cancel): Promise<void> {
  stopClock();
  return new Promise((resolve) => {
    if (!port.isOpen) return resolve();
    port.flush(() => {
      if (!port.isOpen) return resolve();
      port.close(() => resolve());
    });
  });
}
