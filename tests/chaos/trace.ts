// Reads a trace of the hub's system calls: did anything leave for a client while the log was not on the disk?
import { spawnSync } from 'node:child_process';

export type TraceFindings = {
  /** Answers of accepted commands that left. */
  readonly replies: number;
  readonly views: number;
  readonly syncs: number;
  /** Lines that left while something written to the database's log had not been synced. */
  readonly tooEarly: readonly string[];
};

/** What `readTrace` wants to see. */
export const traceOptions: readonly string[] = ['-yy', '-s', '200', '-e', 'trace=fsync,fdatasync,pwrite64,write,writev,sendto,sendmsg'];

/** Options of strace for `readTrace`. */
export const tracing = (file: string): string[] => ['strace', '-f', '-q', ...traceOptions, '-e', 'signal=none', '-o', file];

/** Why traces cannot be taken here, or null. */
export function whyNoTrace(): string | null {
  const { error, status } = spawnSync('strace', ['-o', '/dev/null', 'true']);
  if (error) return 'strace is not installed';
  return status === 0 ? null : 'strace may not trace here';
}

export function readTrace(text: string): TraceFindings {
  const tooEarly: string[] = [];
  let [replies, views, syncs, isDirty] = [0, 0, 0, false];
  for (const call of wholeCalls(text)) {
    if (/^pwrite64\(\d+<[^>]*\/hall\.db-wal>/.test(call)) isDirty = true;
    else if (/^f(data)?sync\(\d+<[^>]*\/hall\.db-wal>\)\s+= 0/.test(call)) {
      syncs += 1;
      isDirty = false;
    } else if (/^\w+\(\d+<TCP:/.test(call)) {
      const isReply = /43\d*\[\{\\"kind\\":\\"accepted\\"/.test(call);
      const isView = /42\[\\"view\\"/.test(call);
      replies += Number(isReply);
      views += Number(isView);
      if (isDirty && (isReply || isView)) tooEarly.push(call.slice(0, 120));
    }
  }
  return { replies, views, syncs, tooEarly };
}

/** Calls in the order of their ends; a call that another thread interrupted is put together again. */
function* wholeCalls(text: string): Generator<string> {
  const begun = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [, pid = '', call = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? [];
    const unfinished = / <unfinished \.\.\.>$/.exec(call);
    const resumed = /^<\.\.\. \w+ resumed>/.exec(call);
    if (unfinished) begun.set(pid, call.slice(0, unfinished.index));
    else if (resumed) yield `${begun.get(pid) ?? ''}${call.slice(resumed[0].length)}`;
    else yield call;
  }
}
