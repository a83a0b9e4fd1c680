import '@hallcall/ui/theme.css';
import './window.css';
import { createHubHttp, deviceIdOf, keepToken, readToken } from '@hallcall/client';
import { HubProvider } from '@hallcall/client/react';
import type { SessionReply } from '@hallcall/protocol';
import { mount, useTexts } from '@hallcall/ui';
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import { DeskPage } from './desk-page.tsx';
import { SignInPage } from './sign-in-page.tsx';

type Device = { readonly deviceId: string; readonly token: string };

function keptDevice(): Device | null {
  const deviceId = deviceIdOf(location.hash);
  const token = deviceId === null ? null : readToken(sessionStorage, deviceId);
  return deviceId === null || token === null ? null : { deviceId, token };
}

function WindowApp(): ReactNode {
  const t = useTexts();
  const [device, setDevice] = useState(keptDevice);
  const http = useMemo(() => createHubHttp({ url: location.origin, token: device?.token ?? null }), [device]);
  const [notice, setNotice] = useState<'signedOut' | 'sessionEnded' | null>(null);
  const leave = useCallback(
    (why: 'signedOut' | 'sessionEnded') => {
      if (device === null) return;
      keepToken(sessionStorage, device.deviceId, null);
      if (why === 'signedOut') void http.signOut();
      setDevice(null);
      setNotice(why);
    },
    [device, http],
  );
  const onSignedIn = useCallback((session: SessionReply, windowId: string) => {
    const deviceId = deviceIdOf(location.hash) ?? windowId;
    keepToken(sessionStorage, deviceId, session.token);
    history.replaceState(null, '', `#${deviceId}`);
    setDevice({ deviceId, token: session.token });
    setNotice(null);
  }, []);
  const onSignOut = useCallback(() => leave('signedOut'), [leave]);
  const onRefused = useCallback(() => leave('sessionEnded'), [leave]);
  if (device === null) {
    return <SignInPage named={deviceIdOf(location.hash)} notice={notice === null ? null : t.window[notice]} onSignedIn={onSignedIn} />;
  }
  return (
    <HubProvider url={location.origin} token={device.token}>
      <DeskPage http={http} onSignOut={onSignOut} onRefused={onRefused} />
    </HubProvider>
  );
}

mount(<WindowApp />, { scale: 'desk', keepAs: 'window' });
