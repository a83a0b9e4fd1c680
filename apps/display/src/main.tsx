import '@hallcall/ui/theme.css';
import './board.css';
import { deviceIdOf } from '@hallcall/client';
import { HubProvider } from '@hallcall/client/react';
import type { Credentials } from '@hallcall/protocol';
import { mount } from '@hallcall/ui';
import { useCallback, useState, type ReactNode } from 'react';
import { BoardPage } from './board-page.tsx';
import { keepCredentials, forgetCredentials, keptCredentials } from './credentials.ts';
import { PairingPage } from './pairing-page.tsx';

function DisplayApp(): ReactNode {
  const [device, setDevice] = useState(() => keptCredentials(deviceIdOf(location.hash)));
  const onPaired = useCallback((credentials: Credentials) => {
    keepCredentials(credentials);
    setDevice({ deviceId: credentials.deviceId, token: credentials.token });
    history.replaceState(null, '', `#${credentials.deviceId}`);
  }, []);
  const onRefused = useCallback(() => {
    setDevice((held) => {
      if (held !== null) forgetCredentials(held.deviceId);
      return null;
    });
  }, []);
  if (device === null) return <PairingPage name={deviceIdOf(location.hash) ?? 'display'} onPaired={onPaired} />;
  return (
    <HubProvider url={location.origin} token={device.token}>
      <BoardPage onRefused={onRefused} />
    </HubProvider>
  );
}

mount(<DisplayApp />, { scale: 'desk', keepAs: null });
