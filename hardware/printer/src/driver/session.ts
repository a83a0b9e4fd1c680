import { createListeners, type Pipe, type PipeAddress, PipeError, type Timers, type Unsubscribe } from '@hallcall/link';
import { type PrinterStatus, readAutomaticStatus, readRealtimeStatus } from '../status/printer-status.ts';
import { createStatusParser, type StatusItem } from '../status/status-parser.ts';
import { type PrinterTiming, writeDeadlineMs } from './timing.ts';

/** What came of asking for the status. */
export type StatusAnswer = PrinterStatus | 'silent' | 'garbage' | 'closed';

/** One connection to a printer. Its calls must not overlap: the driver runs one thing at a time. */
export type Session = {
  /** Resolves when the bytes have left, or says why they may not have; then the connection is over. */
  write(bytes: Uint8Array): Promise<'written' | 'late' | 'closed'>;
  /** Asks `DLE EOT` 1 to 4. Never while a job is being written: the question would be swallowed as its data. */
  askStatus(): Promise<StatusAnswer>;
  onItem(listener: (item: StatusItem) => void): Unsubscribe;
  /** Called when the connection ends, if it has not yet. */
  onEnd(listener: () => void): Unsubscribe;
  onStatus(listener: (status: PrinterStatus) => void): Unsubscribe;
  onAck(listener: (id: string) => void): Unsubscribe;
  isOpen(): boolean;
};

/** What a session is made of. */
export type SessionDeps = { pipe: Pipe; address: PipeAddress; timing: PrinterTiming; timers: Timers };

/** Takes a new connection; must be called before any of its bytes arrive. */
export function createSession({ pipe, address, timing, timers }: SessionDeps): Session {
  const parser = createStatusParser();
  const items = createListeners<StatusItem>();
  const ended = createListeners<null>();
  let isOpen = true;

  pipe.onData((bytes) => {
    for (const item of parser.push(bytes)) items.emit(item);
  });
  pipe.onClosed(() => {
    isOpen = false;
    ended.emit(null);
  });

  /** The next answer to a question; null when none comes in time. */
  const nextAnswer = (onOther: (item: StatusItem) => void): Promise<number | null | 'closed'> => {
    if (!isOpen) return Promise.resolve('closed');
    return new Promise((resolve) => {
      const finish = (value: number | null | 'closed'): void => {
        cancel();
        stopItems();
        stopEnded();
        resolve(value);
      };
      const cancel = timers.after(timing.replyMs, () => finish(null));
      const stopEnded = ended.add(() => finish('closed'));
      const stopItems = items.add((item) => {
        if (item.kind === 'realtime') finish(item.byte);
        else onOther(item);
      });
    });
  };

  const write: Session['write'] = async (bytes) => {
    try {
      await pipe.write(bytes, writeDeadlineMs(bytes.length, address, timing));
      return 'written';
    } catch (error) {
      if (error instanceof PipeError) return error.code === 'deadline' ? 'late' : 'closed';
      throw error;
    }
  };

  const ask = async (n: number): Promise<number | 'silent' | 'garbage' | 'closed'> => {
    let hasGarbage = false;
    const answer = nextAnswer((item) => {
      hasGarbage ||= item.kind === 'garbage';
    });
    const written = await write(Uint8Array.of(0x10, 0x04, n));
    if (written !== 'written') return written === 'late' ? 'silent' : 'closed';
    return (await answer) ?? (hasGarbage ? 'garbage' : 'silent');
  };

  return {
    write,
    onItem: (listener) => items.add(listener),
    onEnd: (listener) => ended.add(listener),
    async askStatus() {
      const bytes: number[] = [];
      for (const n of [1, 2, 3, 4]) {
        const answer = await ask(n);
        if (typeof answer === 'string') return answer;
        bytes.push(answer);
      }
      const [one = 0, two = 0, three = 0, four = 0] = bytes;
      return readRealtimeStatus(one, two, three, four);
    },
    onStatus: (listener) =>
      items.add((item) => {
        if (item.kind === 'asb') listener(readAutomaticStatus(item.bytes));
      }),
    onAck: (listener) =>
      items.add((item) => {
        if (item.kind === 'ack') listener(item.id);
      }),
    isOpen: () => isOpen,
  };
}
