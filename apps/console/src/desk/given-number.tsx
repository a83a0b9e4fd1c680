import { Notice, TicketNumber } from '@hallcall/ui';
import type { ReactNode } from 'react';
import type { Desk } from './use-given.ts';

/** The number, large enough to be copied by hand, or why there is none; both when it could not be taken back. */
export function GivenNumber({ desk, words, testId }: { readonly desk: Desk; readonly words: string; readonly testId: string }): ReactNode {
  return (
    <>
      {desk.refusal === null ? null : <div data-testid={`${testId}-refused`}><Notice message={desk.refusal.message} code={desk.refusal.code} /></div>}
      {desk.given === null ? null : (
        <output className="flex flex-wrap items-center gap-2 rounded-card border-2 border-primary bg-tint px-3 py-1" data-testid={testId}>
          <TicketNumber number={desk.given.number} className="text-[4rem] leading-none font-strong text-primary" />
          <span className="font-strong">{words}</span>
        </output>
      )}
    </>
  );
}
