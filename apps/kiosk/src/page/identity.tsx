// Please lay your ID card on the reader. The page hears that a card was read, never what stands on it. Nobody must: the guide desk
// is always the other way.
import { Button, useTexts } from '@hallcall/ui';
import { Store, Ticket } from 'lucide-react';
import { useEffect, useEffectEvent, useState, type ReactNode } from 'react';
import type { Hall } from '../hall/hall-document.ts';
import { useKiosk } from '../link/use-agent.tsx';
import { CardAsking, useCard, type CardStatus } from '../part/card-asking.tsx';
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

export function IdentityPage(props: Props): ReactNode {
  const { requestId, isRequired, onTake } = props;
  const t = useTexts().person.kiosk;
  const [isLeaving, setIsLeaving] = useState(false);
  const kiosk = useKiosk();
  const status = useCard({ requestId }, kiosk);
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

type AskingProps = Props & { readonly status: CardStatus; readonly onDesk: () => void };

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
      <CardAsking status={status} privacy={t.privacy} notChecked={t.notChecked} onHome={onHome} testId="identity">
        {isRequired ? null : toDesk}
      </CardAsking>
    </Shell>
  );
}
