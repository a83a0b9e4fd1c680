// One request, one answer, over one connection. The protocol numbers nothing: whoever asks again after a silence must be ready
// for the answer to the question before.
import type { Pipe, Timers } from '@hallcall/link';
import { createReplyReader, encodeRequest, type SdtCommand, type SdtReply } from './codec.ts';

/** `silent`: no answer in time; `closed`: the connection is over. */
export type Answer = SdtReply | { readonly kind: 'silent' } | { readonly kind: 'closed' };

export type Exchange = {
  /** One at a time. Never rejects; `deadlineMs` counts from the call. */
  ask(command: SdtCommand, deadlineMs: number): Promise<Answer>;
};

/** Takes over what the pipe brings. */
export function createExchange(pipe: Pipe, timers: Timers): Exchange {
  let reader = createReplyReader();
  let settle: ((answer: Answer) => void) | null = null;
  pipe.onData((bytes) => {
    const [first] = reader.push(bytes);
    if (first) settle?.(first);
  });
  pipe.onClosed(() => settle?.({ kind: 'closed' }));
  return {
    ask: (command, deadlineMs) =>
      new Promise((resolve) => {
        // What came before the question is not its answer, not even its beginning.
        reader = createReplyReader();
        const cancel = timers.after(deadlineMs, () => settle?.({ kind: 'silent' }));
        settle = (answer) => {
          settle = null;
          cancel();
          resolve(answer);
        };
        pipe.write(encodeRequest(command), deadlineMs).catch(() => settle?.({ kind: 'closed' }));
      }),
  };
}
