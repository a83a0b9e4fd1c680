// The console at work: its frame, its connection, its pages.
import { createHubHttp, type HubConfig, type ViewOf } from '@hallcall/client';
import { useConfig, useHubClock, useHubStatus, useReloadOnNewBuild, useView } from '@hallcall/client/react';
import {
  Clock, LanguageSwitch, LoadingState, ModeSwitch, Notice, StaleBanner, useBilingual, useCommands, useNames, useTexts, Button,
} from '@hallcall/ui';
import { LogOut } from 'lucide-react';
import { useEffect, useMemo, type ReactNode } from 'react';
import { Route, Switch } from 'wouter';
import { ConsoleContext } from './console-context.tsx';
import { ConsoleNav } from './console-nav.tsx';
import { EmergencyBanner } from './emergency-banner.tsx';
import { BookingsPage } from './pages/bookings-page.tsx';
import { CataloguePage } from './pages/catalogue-page.tsx';
import { ClerksPage } from './pages/clerks-page.tsx';
import { DayPage } from './pages/day-page.tsx';
import { DeskPage } from './pages/desk-page.tsx';
import { DevicesPage } from './pages/devices-page.tsx';
import { GuideDeskPage } from './pages/guide-desk-page.tsx';
import { LogPage } from './pages/log-page.tsx';
import { PaymentsPage } from './pages/payments-page.tsx';
import { QueuesPage } from './pages/queues-page.tsx';
import { StatisticsPage } from './pages/statistics-page.tsx';
import { VoicePage } from './pages/voice-page.tsx';
import { WindowsPage } from './pages/windows-page.tsx';

type Session = { readonly token: string; readonly isSample: boolean; readonly onSignOut: () => void; readonly onRefused: () => void };

export function ConsolePage({ token, isSample, onSignOut, onRefused }: Session): ReactNode {
  const t = useTexts();
  const message = useView('console');
  const config = useConfig(message?.config ?? null);
  const { refusal } = useHubStatus();
  useEffect(() => {
    if (refusal === 'session.unknown') onRefused();
  }, [refusal, onRefused]);
  if (message === null || config === null) return <LoadingState label={t.health.connecting} />;
  return <ConsoleScreen message={message} config={config} token={token} isSample={isSample} onSignOut={onSignOut} />;
}

type Screen = Pick<Session, 'token' | 'isSample' | 'onSignOut'> & { readonly message: ViewOf<'console'>; readonly config: HubConfig };

function ConsoleScreen({ message, config, token, isSample, onSignOut }: Screen): ReactNode {
  const { link, heardAt } = useHubStatus();
  const names = useNames(config);
  const commands = useCommands();
  const http = useMemo(() => createHubHttp({ url: location.origin, token }), [token]);
  const isStale = link !== 'live';
  const canAct = !isStale && commands.progress === 'idle';
  const { view } = message;
  useReloadOnNewBuild(document.querySelector('[role=dialog],[role=alertdialog]') === null);
  const scene = useMemo(() => ({ view, config, names, commands, http, canAct, isSample }), [view, config, names, commands, http, canAct, isSample]);
  return (
    <ConsoleContext value={scene}>
      <div className="flex h-full min-h-0 flex-col print:block print:h-auto">
        <StaleBanner isStale={isStale} heardAt={heardAt} timeZone={config.hall.timeZone} />
        <ConsoleHead config={config} onSignOut={onSignOut} />
        <EmergencyBanner />
        <div className="flex min-h-0 flex-1 flex-col md:flex-row print:block">
          <ConsoleNav />
          <main className="flex min-h-0 min-w-0 flex-1 flex-col gap-2 p-2">
            {commands.refusal === null ? null : (
              <div data-testid="refusal">
                <Notice message={commands.refusal.message} code={commands.refusal.code} />
              </div>
            )}
            <Pages />
          </main>
        </div>
      </div>
    </ConsoleContext>
  );
}

function ConsoleHead({ config, onSignOut }: { readonly config: HubConfig; readonly onSignOut: () => void }): ReactNode {
  const t = useTexts();
  const read = useBilingual();
  const now = useHubClock(1_000);
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-paper px-3 py-1 print:hidden">
      <h1 className="text-label font-strong text-primary">{t.console.title}</h1>
      <span className="text-soft">{read(config.hall.name)}</span>
      <Clock at={now} timeZone={config.hall.timeZone} withDate withSeconds />
      <div className="ml-auto flex flex-wrap items-center gap-1">
        <ModeSwitch size="small" />
        <LanguageSwitch size="small" />
        <Button size="small" variant="quiet" icon={LogOut} onPress={onSignOut}>
          {t.window.action.signOut}
        </Button>
      </div>
    </header>
  );
}

function Pages(): ReactNode {
  const t = useTexts();
  return (
    <Switch>
      <Route path="/" component={DayPage} />
      <Route path="/queues" component={QueuesPage} />
      <Route path="/windows" component={WindowsPage} />
      <Route path="/guide-desk" component={GuideDeskPage} />
      <Route path="/desk" component={DeskPage} />
      <Route path="/bookings" component={BookingsPage} />
      <Route path="/payments" component={PaymentsPage} />
      <Route path="/statistics" component={StatisticsPage} />
      <Route path="/devices" component={DevicesPage} />
      <Route path="/voice" component={VoicePage} />
      <Route path="/clerks" component={ClerksPage} />
      <Route path="/catalogue" component={CataloguePage} />
      <Route path="/log" component={LogPage} />
      <Route>
        <p className="p-3 text-label">{t.common.pageNotFound}</p>
      </Route>
    </Switch>
  );
}
