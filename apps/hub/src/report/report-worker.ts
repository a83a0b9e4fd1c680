// Runs in a worker, each question on a read-only connection of its own, so that no report holds up the write path or a checkpoint.
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { isStorageFault } from '../store/refusal.ts';
import { countDay } from './count-day.ts';
import { readLog } from './read-log.ts';
import { readMonths } from './read-months.ts';
import { readPayments } from './read-payments.ts';
import { readDays, readStatistics } from './read-statistics.ts';
import type { Answers, Question, WorkerReply } from './reports.ts';

// A worker has no origin.
// oxlint-disable-next-line unicorn/require-post-message-target-origin
parentPort?.on('message', (question: Question) => parentPort?.postMessage(reply(question)));

/** Anything but a failing disk is a bug: it ends the worker, and whoever asked is told. */
function reply(question: Question): WorkerReply {
  try {
    const db = new Database(String(workerData), { readonly: true, fileMustExist: true });
    try {
      return { answer: answer(db, question) };
    } finally {
      db.close();
    }
  } catch (error) {
    if (!isStorageFault(error)) throw error;
    return { fault: 'storage' };
  }
}

function answer(db: Database.Database, question: Question): Answers[Question['kind']] {
  switch (question.kind) {
    case 'days':
      return { days: readDays(db) };
    case 'statistics':
      return readStatistics(db, question.day, question.now);
    case 'payments':
      return readPayments(db, question.day);
    case 'log':
      return readLog(db, question.wish);
    case 'close':
      return countDay(db, question.day);
    case 'months':
      return readMonths(db, question.month);
  }
}
