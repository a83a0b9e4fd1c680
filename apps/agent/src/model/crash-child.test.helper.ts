// A desk on its real file in a process of its own, which kills itself with SIGKILL at a given step. Hub and printer are
// the parent's, over the process channel: they outlive it.
import { randomBytes } from 'node:crypto';
import { serviceDateAt } from '@hallcall/domain';
import type { Envelope, Reply } from '@hallcall/protocol';
import type { TakeRequest } from '../core/issue.ts';
import type { JobEnd } from '../core/paper.ts';
import type { Job } from '../core/state.ts';
import { createDesk } from '../desk.ts';
import { openOutbox } from '../store/open-outbox.ts';
import { modelConfig } from './model-hall.test.helper.ts';

export type FromChild =
  | { readonly say: 'send'; readonly envelope: Envelope }
  | { readonly say: 'print'; readonly job: Job }
  | { readonly say: 'settled' };
export type ToChild =
  | { readonly tell: 'go'; readonly file: string; readonly killAt: number; readonly base: number }
  | { readonly tell: 'hub'; readonly epoch: number }
  | { readonly tell: 'take'; readonly request: TakeRequest }
  | { readonly tell: 'reply'; readonly commandId: string; readonly reply: Reply }
  | { readonly tell: 'printed'; readonly jobId: string; readonly end: JobEnd };

/** Time runs this much faster, in parent and child alike. */
const haste = 40;
export const hurried = (base: number): number => Math.round(base + (Date.now() - base) * haste);

/** Children are started ahead of their turn, because loading costs most of their life. */
export const childRole = 'desk-that-will-be-killed';
if (process.argv[2] === childRole) {
  process.once('message', (message: ToChild) => {
    if (message.tell === 'go') run(message.file, message.killAt, message.base);
  });
}

const say = (message: FromChild): void => void process.send?.(message);

function run(file: string, killAt: number, base: number): void {
  let steps = 0;
  function step(): void {
    steps += 1;
    if (steps === killAt) process.kill(process.pid, 'SIGKILL');
  }
  const config = modelConfig();
  const outbox = openOutbox(file);
  const replies = new Map<string, (reply: Reply | null) => void>();
  const prints = new Map<string, (end: JobEnd) => void>();
  const desk = createDesk(outbox.state, {
    personTag: () => null,
    commit(writes) {
      step();
      outbox.commit(writes);
      step();
    },
    context() {
      const now = Math.max(hurried(base), outbox.state.contact.at);
      return { now, own: now, newId: () => randomBytes(16).toString('base64url'), config, day: serviceDateAt(config, now), isOpen: true };
    },
    send(envelope, onReply) {
      step();
      replies.set(envelope.commandId, onReply);
      say({ say: 'send', envelope });
      step();
    },
    canPrint: () => true,
    print(job, onEnd) {
      step();
      prints.set(job.jobId, onEnd);
      say({ say: 'print', job });
      step();
    },
    after(delayMs, then) {
      const timer = setTimeout(then, delayMs / haste);
      return () => clearTimeout(timer);
    },
    changed: () => undefined,
  });

  process.on('message', (message: ToChild) => {
    switch (message.tell) {
      case 'go': break;
      case 'hub': desk.hubHeard(message.epoch); break;
      case 'take': desk.take(message.request); break;
      case 'reply': replies.get(message.commandId)?.(message.reply); break;
      case 'printed': prints.get(message.jobId)?.(message.end); break;
    }
  });
  setInterval(() => {
    if (isSettled()) say({ say: 'settled' });
  }, 20);

  function isSettled(): boolean {
    const { issueByRequest, jobById, factById } = desk.state;
    return (
      issueByRequest.size > 0 &&
      [...issueByRequest.values()].every(({ end, intent }) => end !== null && !intent?.isOpen) &&
      [...jobById.values()].every(({ state }) => state !== 'queued' && state !== 'sending') &&
      [...factById.values()].every(({ state }) => state !== 'waiting')
    );
  }
}
