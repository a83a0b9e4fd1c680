// What Electron takes only before it is ready: the sandbox for all, our scheme, switches of Chromium.
import { app, protocol } from 'electron';
import { ownScheme } from './own-pages.ts';

export function beforeReady(): void {
  app.enableSandbox();
  app.commandLine.appendSwitch('disable-pinch');
  app.commandLine.appendSwitch('overscroll-history-navigation', '0');
  // A board speaks although nobody has ever touched it.
  app.commandLine.appendSwitch('autoplay-policy', 'no-user-gesture-required');
  protocol.registerSchemesAsPrivileged([{ scheme: ownScheme, privileges: { standard: true, secure: true } }]);
}
