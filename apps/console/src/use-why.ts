// The answer to "why not me?", asked again whenever the hall has moved on, until another number is asked for.
import type { HttpRefusal, HubHttp } from '@hallcall/client';
import type { ConsoleView, WhyNotMe } from '@hallcall/domain';
import { useEffect, useState } from 'react';

export type Why = {
  readonly body: WhyNotMe | null;
  readonly problem: HttpRefusal | null;
  /** It waits no more: the answer is the last one that there was. */
  readonly isOver: boolean;
};
type Question = { readonly key: string; readonly turn: number };
type Options = { readonly http: HubHttp; readonly view: ConsoleView };

const nothing: Why = { body: null, problem: null, isOver: false };
/** Many calls in one moment are one reason to ask, ms. */
const settleMs = 400;

/** `ask` takes a number such as `A12`; `askAgain` the same once more. */
export function useWhy({ http, view }: Options): Why & { readonly ask: (key: string) => void; readonly askAgain: () => void } {
  const [question, setQuestion] = useState<Question | null>(null);
  const [asked, setAsked] = useState<Question | null>(null);
  const [why, setWhy] = useState<Why>(nothing);
  const moved = movementOf(view);
  useEffect(() => {
    if (question === null) return undefined;
    let isLatest = true;
    const load = async (): Promise<void> => {
      const reply = await http.whyNotMe(question.key);
      if (!isLatest) return;
      setAsked(question);
      setWhy((before) => (reply.ok ? { ...nothing, body: reply.body } : refused(before, reply.problem)));
    };
    const timer = setTimeout(() => void load(), question === asked ? settleMs : 0);
    return () => {
      isLatest = false;
      clearTimeout(timer);
    };
    // What was asked decides how soon, not whether.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [http, question, moved]);
  return {
    ...why,
    ask(key) {
      setWhy(nothing);
      setQuestion((before) => ({ key, turn: (before?.turn ?? 0) + 1 }));
    },
    askAgain: () => setQuestion((before) => before && { ...before, turn: before.turn + 1 }),
  };
}

/** Who has been called since is kept: that the number waits no more is not that it never was there. */
const refused = (before: Why, problem: HttpRefusal): Why =>
  before.body !== null && problem.code === 'ticket.notWaiting' ? { ...before, problem: null, isOver: true } : { ...before, problem };

/** What a call, a return or an urgent number changes. */
const movementOf = ({ windows, queues, urgent, missed }: ConsoleView): string =>
  JSON.stringify([windows.map(({ active, since }) => [active, since]), queues.map(({ waiting, oldestAt }) => [waiting, oldestAt]), urgent.count, missed.map(({ ticketId }) => ticketId)]);
