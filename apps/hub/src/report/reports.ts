// Asks for reports in a worker, one after the other; people who ask the same while it is being answered get the same answer.
import { Worker } from 'node:worker_threads';
import type { DaysReply, LogReply, LogWish, MonthsReply, PaymentsReport, StatisticsReply } from '@hallcall/protocol';
import { StorageUnavailable } from '../engine/writer.ts';
import type { CountedDay } from './count-day.ts';

/** `day` is a date that may be unknown; null: the newest. `now` is hub time, epoch ms. */
export type Question =
  | { readonly kind: 'days' }
  | { readonly kind: 'statistics'; readonly day: string | null; readonly now: number }
  | { readonly kind: 'payments'; readonly day: string }
  | { readonly kind: 'log'; readonly wish: LogWish }
  | { readonly kind: 'close'; readonly day: string }
  | { readonly kind: 'months'; readonly month: string | null };

/** Null: there is no such day. */
export type Answers = {
  readonly days: DaysReply; readonly statistics: StatisticsReply | null; readonly payments: PaymentsReport | null; readonly log: LogReply | null;
  readonly close: CountedDay | null; readonly months: MonthsReply;
};

export type Reports = {
  /** Rejects with `StorageUnavailable` when the disk does not answer, with the error itself for a bug, and when closed. */
  readonly ask: <Q extends Question>(question: Q) => Promise<Answers[Q['kind']]>;
  /** Ends what is being answered. */
  readonly close: () => Promise<void>;
};

export type WorkerReply = { readonly answer: Answers[Question['kind']] } | { readonly fault: 'storage' };

/** A worker takes a while to start and some memory to keep: it stays as long as somebody looks at figures that are renewed. */
const idleMs = 60_000;

/** `file` is the hub's database. */
export function createReports(file: string): Reports {
  const underWay = new Map<string, Promise<unknown>>();
  let worker: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let idle: NodeJS.Timeout | undefined;
  let isClosed = false;

  const end = async (): Promise<void> => {
    const ending = worker;
    worker = null;
    await ending?.terminate();
  };
  const run = async (question: Question): Promise<unknown> => {
    if (isClosed) throw new StorageUnavailable();
    clearTimeout(idle);
    worker ??= startWorker(file);
    try {
      return await answerOf(worker, question);
    } catch (error) {
      await end();
      throw error;
    } finally {
      idle = setTimeout(() => void end(), idleMs).unref();
    }
  };
  return {
    ask<Q extends Question>(question: Q) {
      const key = JSON.stringify(question.kind === 'statistics' ? { ...question, now: 0 } : question);
      const asked = underWay.get(key) ?? last.then(() => run(question)).finally(() => underWay.delete(key));
      underWay.set(key, asked);
      last = asked.catch(() => undefined);
      // The worker answers each kind of question with its own kind of answer.
      return asked as Promise<Answers[Q['kind']]>;
    },
    async close() {
      isClosed = true;
      clearTimeout(idle);
      await end();
    },
  };
}

function startWorker(file: string): Worker {
  const worker = new Worker(new URL('./report-worker.ts', import.meta.url), { workerData: file });
  worker.unref();
  return worker;
}

function answerOf(worker: Worker, question: Question): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const answered = (reply: WorkerReply): void => ('answer' in reply ? resolve(reply.answer) : reject(new StorageUnavailable()));
  const ended = (): void => reject(new StorageUnavailable());
  worker.once('message', answered).once('error', reject).once('exit', ended);
  // A worker has no origin.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  worker.postMessage(question);
  return promise.finally(() => worker.off('message', answered).off('error', reject).off('exit', ended));
}
