// The frame of every step: who and when above, one task in the middle, back left and the one primary action right below.
import { Button, LanguageSwitch, useBilingual, useLanguage, useModes, useTexts } from '@hallcall/ui';
import { formatTime } from '@hallcall/text';
import { Accessibility, ArrowLeft, House } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Hall } from '../hall/hall-document.ts';
import { useHubTime } from '../link/use-agent.tsx';
import { Notices } from './notices.tsx';

export type ShellProps = {
  readonly hall: Hall | null;
  readonly title: string;
  readonly children: ReactNode;
  /** Bottom right, the same place on every step. */
  readonly primary?: ReactNode;
  /** Null: there is no step before. */
  readonly onBack: (() => void) | null;
  /** Null: this is home. */
  readonly onHome: (() => void) | null;
  /** What must be said before a choice is made. */
  readonly hasNotices?: boolean;
  /** `own`: the page has its own switches for how it looks; `none`: no room for any. */
  readonly modes?: 'own' | 'none';
  /** Shown large in the part out of reach, when reach is low. */
  readonly banner?: ReactNode;
};

/** With low reach the upper 40 % of the screen says where one is and carries nothing to press. */
export function Shell(props: ShellProps): ReactNode {
  const { modes } = useModes();
  const isLow = modes.reach === 'low';
  const banner = props.title === '' ? props.banner : props.title;
  return (
    <div className="kiosk-shell flex h-full flex-col bg-canvas" data-testid="kiosk">
      <header className="kiosk-head flex flex-wrap items-center justify-between gap-2 border-b border-line bg-paper px-3 py-1 low-reach:flex-col low-reach:flex-nowrap low-reach:items-stretch">
        <HallName hall={props.hall} />
        {isLow ? <p className="kiosk-banner flex flex-1 items-center justify-center text-center leading-tight font-strong text-primary">{banner}</p> : null}
        {isLow && props.modes === 'none' ? null : <Tools isLanguageOnly={props.modes === 'own'} />}
      </header>
      {props.hasNotices === true ? <Notices /> : null}
      <main className="flex min-h-0 flex-1 flex-col gap-2 px-3 pt-2">
        {props.title === '' || isLow ? null : <h1 className="text-title font-strong">{props.title}</h1>}
        {props.children}
      </main>
      <Footer {...props} />
    </div>
  );
}

function HallName({ hall }: { readonly hall: Hall | null }): ReactNode {
  const name = useBilingual();
  const { language } = useLanguage();
  const now = useHubTime(1_000);
  return (
    <div className="min-w-0 py-0.5">
      <p className="text-label font-strong text-primary">{name(hall?.document.hall.name)}</p>
      {now === null || hall === null ? null : (
        <time className="hc-tabular block text-body text-soft">{formatTime(now, language, hall.document.hall.timeZone)}</time>
      )}
    </div>
  );
}

/** Language and large text on every step; the other modes stand on the first page. */
function Tools({ isLanguageOnly }: { readonly isLanguageOnly: boolean }): ReactNode {
  const t = useTexts().kiosk.mode;
  const { modes, setModes } = useModes();
  const isElder = modes.size === 'elder';
  return (
    <div className="flex gap-2">
      <LanguageSwitch size="kiosk" />
      {isLanguageOnly ? null : (
        <Button size="kiosk" icon={Accessibility} onPress={() => setModes({ size: isElder ? 'normal' : 'elder' })} testId="elder">
          {isElder ? t.elderOff : t.elder}
        </Button>
      )}
    </div>
  );
}

function Footer({ onBack, onHome, primary }: ShellProps): ReactNode {
  const t = useTexts().common;
  if (onBack === null && onHome === null && primary === undefined) return null;
  return (
    <footer className="kiosk-foot mt-2 flex items-center justify-between gap-2 border-t border-line bg-paper px-3 py-2">
      <div className="flex gap-2">
        {onBack === null ? null : (
          <Button size="kiosk" icon={ArrowLeft} onPress={onBack} testId="back">
            {t.back}
          </Button>
        )}
        {onHome === null ? null : (
          <Button size="kiosk" icon={House} onPress={onHome} testId="home">
            {t.home}
          </Button>
        )}
      </div>
      {primary}
    </footer>
  );
}
