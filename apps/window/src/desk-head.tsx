import { Button, Clock, LanguageSwitch, ModeSwitch, useTexts } from '@hallcall/ui';
import { LogOut } from 'lucide-react';
import type { ReactNode } from 'react';

/** Which window this is, the hub's time, and how to leave. */
export function DeskHead(props: {
  readonly label: string;
  /** Who is signed in here. */
  readonly clerkId: string | null;
  readonly now: number | null;
  readonly timeZone: string;
  readonly onSignOut: () => void;
}): ReactNode {
  const t = useTexts();
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-paper px-3 py-1 max-sm:gap-x-1 max-sm:px-2">
      <h1 className="text-title font-strong text-primary">{t.common.windowLabel({ label: props.label })}</h1>
      {props.clerkId === null ? null : <span className="text-soft">{props.clerkId}</span>}
      <Clock at={props.now} timeZone={props.timeZone} withSeconds className="text-label" />
      <div className="flex flex-wrap items-center gap-1 max-sm:order-last max-sm:basis-full sm:ml-auto">
        <ModeSwitch size="small" />
        <LanguageSwitch size="small" />
      </div>
      <div className="max-sm:ml-auto">
        <Button size="small" variant="quiet" icon={LogOut} onPress={props.onSignOut}>
          {t.window.action.signOut}
        </Button>
      </div>
    </header>
  );
}
