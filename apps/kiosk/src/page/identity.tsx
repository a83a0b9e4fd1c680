// Please lay your ID card on the reader. The page hears that a card was read, never what stands on it. Nobody must: the guide desk
// is always the other way.
import type { KioskPageState } from '@hallcall/protocol';
import { Button, useTexts } from '@hallcall/ui';
import { ShieldCheck, Store, Ticket, TriangleAlert } from 'lucide-react';
import { useEffect, useEffectEvent, useState, type ReactNode } from 'react';
import { useQuiet } from '../flow/use-quiet.ts';
import type { Hall } from '../hall/hall-document.ts';
import { useAgent, useKiosk } from '../link/use-agent.tsx';
import { CardPicture } from '../part/card-picture.tsx';
import { Shell } from '../part/shell.tsx';
import { GoToDesk } from './go-to-desk.tsx';

type Props = {
  readonly hall: Hall;
  readonly requestId: string;
  /** Without a card there is no number here. */
  readonly isRequired: boolean;
  /** Takes the number, with what was read if anything was. */
  readonly onTake: () => void;
  readonly onBack: () => void;
  readonly onHome: () => void;
};

const homeAfterS = 60;

export function IdentityPage(props: Props): ReactNode {
  const { requestId, isRequired, onTake } = props;
  const t = useTexts().person.kiosk;
  const [isLeaving, setIsLeaving] = useState(false);
  const kiosk = useKiosk();
  const status = useCard(requestId, kiosk);
  const isLive = kiosk?.hub.link === 'live';
  const take = useEffectEvent(onTake);
  // Without the hub nothing is checked, and the paper says so.
  const isDone = status === 'read' || (isRequired && !isLive);
  useEffect(() => {
    if (isDone) take();
  }, [isDone]);
  if (isLeaving) return <GoToDesk {...props} message={t.desk} code="person.required" />;
  if (isRequired && kiosk?.identity?.reader !== 'ready') return <GoToDesk {...props} message={t.readerAway} code="reader.away" />;
  return <Asking {...props} status={status} onDesk={() => setIsLeaving(true)} />;
}

type AskingProps = Props & { readonly status: Status; readonly onDesk: () => void };

function Asking({ hall, isRequired, status, onTake, onDesk, onBack, onHome }: AskingProps): ReactNode {
  const t = useTexts().person.kiosk;
  const toDesk = (
    <Button size="kiosk" variant={isRequired ? 'primary' : 'secondary'} icon={Store} onPress={onDesk} testId="to-desk">
      {t.toDesk}
    </Button>
  );
  const skip = (
    <Button size="kiosk" variant="primary" icon={Ticket} onPress={onTake} testId="skip-card">
      {t.skip}
    </Button>
  );
  return (
    <Shell hall={hall} title={t.title} onBack={onBack} onHome={onHome} primary={isRequired ? toDesk : skip} modes="none">
      <div className="flex min-h-0 flex-1 flex-col items-center justify-center gap-2 overflow-auto text-center" data-testid="identity" data-status={status}>
        <CardPicture label={t.picture} />
        <p className="text-label">{t.how}</p>
        <Said status={status} />
        <p className="flex items-center justify-center gap-1 text-body text-soft">
          <ShieldCheck aria-hidden size="1.5em" className="shrink-0" />
          {t.privacy}
        </p>
        {isRequired ? null : toDesk}
        <p className="hc-tabular text-body text-soft"><Countdown onHome={onHome} /></p>
      </div>
    </Shell>
  );
}

type Status = NonNullable<NonNullable<KioskPageState['identity']>['asked']>['status'];

/** What became of the last card, in words. */
function Said({ status }: { readonly status: Status }): ReactNode {
  const t = useTexts().person.kiosk;
  const words = { waiting: null, read: t.read, unreadable: t.unreadable, notChecked: `${t.notChecked.meaning} ${t.notChecked.action}` }[status];
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

/** Asks the agent for a card as long as this page stands, again when the agent has forgotten it. */
function useCard(requestId: string, kiosk: KioskPageState | null): Status {
  const agent = useAgent();
  const asked = kiosk?.identity?.asked ?? null;
  const isForgotten = asked === null;
  useEffect(() => {
    if (isForgotten) agent.askIdentity(requestId, true);
  }, [agent, requestId, isForgotten]);
  useEffect(() => () => agent.askIdentity(requestId, false), [agent, requestId]);
  return asked?.requestId === requestId ? asked.status : 'waiting';
}
