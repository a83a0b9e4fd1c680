// Something read from the hub by HTTP: again when `key` or `turn` changes, and when the hub is back after it was away.
import type { HttpRefusal, HttpResult } from '@hallcall/client';
import { useCallback, useEffect, useRef, useState } from 'react';

export type Reading<T> = {
  /** The last answer to this `key`, also while it is read again and after a problem. */
  readonly body: T | null;
  readonly problem: HttpRefusal | null;
  /** Reads it once more. */
  readonly readAgain: () => void;
};
type Options<T> = { readonly key: string; readonly turn: unknown; readonly isLive: boolean; readonly read: () => Promise<HttpResult<T>> };
type Answer<T> = { readonly key: string; readonly body: T | null; readonly problem: HttpRefusal | null };

/** An answer that comes after a later question is dropped. `key` says what is read; another one begins anew. */
export function useRead<T>({ key, turn, isLive, read }: Options<T>): Reading<T> {
  const [answer, setAnswer] = useState<Answer<T>>({ key, body: null, problem: null });
  const [asked, setAsked] = useState(0);
  const [wasLive, setWasLive] = useState(isLive);
  const newest = useRef(read);
  const readAgain = useCallback(() => setAsked((count) => count + 1), []);
  if (isLive !== wasLive) {
    setWasLive(isLive);
    if (isLive) readAgain();
  }
  useEffect(() => {
    newest.current = read;
  });
  useEffect(() => {
    let isLatest = true;
    const load = async (): Promise<void> => {
      const reply = await newest.current();
      if (!isLatest) return;
      setAnswer((before) => (reply.ok ? { key, body: reply.body, problem: null } : { key, body: before.key === key ? before.body : null, problem: reply.problem }));
    };
    void load();
    return () => {
      isLatest = false;
    };
    // oxlint-disable-next-line react/exhaustive-deps
  }, [key, turn, asked]);
  return answer.key === key ? { body: answer.body, problem: answer.problem, readAgain } : { body: null, problem: null, readAgain };
}
