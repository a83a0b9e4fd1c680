// A card is asked for: how to lay it, what became of the last one, what it is for, and how long the page waits.
import type { AskIdentity, KioskPageState } from '@hallcall/protocol';
import type { Message } from '@hallcall/text';
import { useTexts } from '@hallcall/ui';
import { ShieldCheck, TriangleAlert } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useQuiet } from '../flow/use-quiet.ts';
import { useAgent } from '../link/use-agent.tsx';
import { CardPicture } from './card-picture.tsx';

export type CardStatus = NonNullable<NonNullable<KioskPageState['identity']>['asked']>['status'];

type Props = {
  readonly status: CardStatus;
  readonly privacy: string;
  /** A card was read, and nothing can be done with it now. */
  readonly notChecked: Message;
  readonly onHome: () => void;
  readonly testId: string;
  readonly children: ReactNode;
};

const homeAfterS = 60;

export function CardAsking({ status, privacy, notChecked, onHome, testId, children }: Props): ReactNode {
  const t = useTexts().person.kiosk;
  return (
    <div className="flex min-h-0 flex-1 flex-col items-center justify-center gap-2 overflow-auto text-center" data-testid={testId} data-status={status}>
      <CardPicture label={t.picture} />
      <p className="text-label">{t.how}</p>
      <Said status={status} notChecked={notChecked} />
      <p className="flex items-center justify-center gap-1 text-body text-soft">
        <ShieldCheck aria-hidden size="1.5em" className="shrink-0" />
        {privacy}
      </p>
      {children}
      <p className="hc-tabular text-body text-soft"><Countdown onHome={onHome} /></p>
    </div>
  );
}

/** What became of the last card, in words. */
function Said({ status, notChecked: { meaning, action } }: Pick<Props, 'status' | 'notChecked'>): ReactNode {
  const t = useTexts().person.kiosk;
  const words = { waiting: null, read: t.read, unreadable: t.unreadable, notChecked: `${meaning} ${action}` }[status];
  return (
    <output className="flex items-center justify-center gap-1 text-label font-strong" aria-live="assertive" data-testid="card-said">
      {words === null ? null : <><TriangleAlert aria-hidden size="1.25em" className="shrink-0 text-late" /> {words}</>}
    </output>
  );
}

/** A touch begins it anew. */
function Countdown({ onHome }: Pick<Props, 'onHome'>): ReactNode {
  const t = useTexts().person.kiosk;
  const [left, setLeft] = useState(homeAfterS);
  useQuiet((quietMs) => {
    const next = Math.max(0, Math.ceil(homeAfterS - quietMs / 1_000));
    setLeft(next);
    if (next === 0) onHome();
  });
  return t.left({ seconds: left });
}

/** Asks the agent for a card when this page appears, whoever was asked before, and again when the agent has forgotten it. */
export function useCard({ requestId, isForBooking = false }: { readonly requestId: string; readonly isForBooking?: boolean }, kiosk: KioskPageState | null): CardStatus {
  const agent = useAgent();
  const asked = kiosk?.identity?.asked ?? null;
  const isForgotten = asked === null;
  const askedFor = useRef<string | null>(null);
  useEffect(() => {
    if (!isForgotten && askedFor.current === requestId) return;
    askedFor.current = requestId;
    const wish: AskIdentity = { requestId, isWanted: true };
    agent.askIdentity(isForBooking ? { ...wish, isForBooking } : wish);
  }, [agent, requestId, isForBooking, isForgotten]);
  useEffect(() => () => agent.askIdentity({ requestId, isWanted: false }), [agent, requestId]);
  return asked?.requestId === requestId ? asked.status : 'waiting';
}
