// No number here: people help.
import { Button, FaultState, useTexts } from '@hallcall/ui';
import type { Message } from '@hallcall/text';
import { House, Store } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Hall } from '../hall/hall-document.ts';
import { IdleGuard } from '../part/idle-guard.tsx';
import { Shell } from '../part/shell.tsx';

export function GoToDesk(props: { readonly hall: Hall; readonly message: Message; readonly code: string; readonly onBack: () => void; readonly onHome: () => void }): ReactNode {
  const t = useTexts().common;
  const home = (
    <Button size="kiosk" variant="primary" icon={House} onPress={props.onHome} testId="done" takesFocus>
      {t.home}
    </Button>
  );
  return (
    <Shell hall={props.hall} title="" onBack={props.onBack} onHome={null} primary={home}>
      <div className="flex min-h-0 flex-1 flex-col overflow-auto" data-testid="go-to-desk" data-code={props.code}>
        <FaultState message={props.message} code={props.code} icon={Store} />
      </div>
      <IdleGuard onGone={props.onHome} />
    </Shell>
  );
}
