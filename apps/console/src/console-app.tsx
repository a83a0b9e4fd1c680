import { createHubHttp, keepToken, readToken } from '@hallcall/client';
import { HubProvider } from '@hallcall/client/react';
import { FaultState, LoadingState, useTexts } from '@hallcall/ui';
import { useCallback, useState, type ReactNode } from 'react';
import { Router } from 'wouter';
import { ConsolePage } from './console-page.tsx';
import { ConsoleSignIn } from './sign-in/console-sign-in.tsx';
import { SetupPage } from './sign-in/setup-page.tsx';
import { useHealth } from './use-health.ts';

/** The page's name for its token; the sample's hall page writes under the same. */
export const consoleDevice = 'console';

type Leaving = 'signedOut' | 'sessionEnded';

/** Set-up code first, then sign-in, then the console itself. */
export function ConsoleApp(): ReactNode {
  const t = useTexts();
  const { health, isLost, ask } = useHealth();
  const [token, setToken] = useState(() => readToken(sessionStorage, consoleDevice));
  const [notice, setNotice] = useState<string | null>(null);
  const leave = useCallback(
    (why: Leaving) => {
      if (why === 'signedOut' && token !== null) void createHubHttp({ url: location.origin, token }).signOut();
      keepToken(sessionStorage, consoleDevice, null);
      setToken(null);
      setNotice(why === 'signedOut' ? t.window.signedOut : t.window.sessionEnded);
    },
    [token, t],
  );
  const onSignOut = useCallback(() => leave('signedOut'), [leave]);
  const onRefused = useCallback(() => leave('sessionEnded'), [leave]);
  const onSignedIn = useCallback((given: string) => {
    keepToken(sessionStorage, consoleDevice, given);
    setToken(given);
    setNotice(null);
  }, []);
  const onSetUp = useCallback(() => {
    setNotice(t.console.setup.done);
    ask();
  }, [ask, t]);

  if (token !== null) {
    return (
      <Router base="/console">
        <HubProvider url={location.origin} token={token}>
          <ConsolePage token={token} isSample={health?.isSample === true} onSignOut={onSignOut} onRefused={onRefused} />
        </HubProvider>
      </Router>
    );
  }
  if (health === null) return isLost ? <FaultState message={t.fault['hub.unreachable']} code="hub.unreachable" /> : <LoadingState />;
  if (health.needsSetup) return <SetupPage onDone={onSetUp} />;
  return <ConsoleSignIn notice={notice} onSignedIn={onSignedIn} />;
}
