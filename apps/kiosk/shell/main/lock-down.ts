// What no page in this shell may do, whatever it is: leave its origin, open a window, ask for a device, save a file, use a shortcut.
import { app, Menu, session, type Input, type Session, type WebContents } from 'electron';
import { isSameOrigin } from './same-origin.ts';

/** Holds for every window there will ever be. Call once Electron is ready and before the first window. */
export function lockDown(home: URL): void {
  Menu.setApplicationMenu(null);
  denyEverything(session.defaultSession);
  app.on('web-contents-created', (_event, contents) => guard(contents, home));
}

/** Electron approves every permission that nobody decides about. */
function denyEverything(of: Session): void {
  of.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  of.setPermissionCheckHandler(() => false);
  of.setDevicePermissionHandler(() => false);
  of.on('will-download', (event) => event.preventDefault());
}

function guard(contents: WebContents, home: URL): void {
  const stay = (event: { readonly url: string; readonly preventDefault: () => void }): void => {
    if (!isSameOrigin(event.url, home)) event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-frame-navigate', stay);
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('before-input-event', (event, input) => {
    if (isShortcut(input)) event.preventDefault();
  });
  contents.on('did-finish-load', () => {
    contents.setZoomFactor(1);
    void contents.setVisualZoomLevelLimits(1, 1);
  });
}

const isShortcut = ({ control, alt, meta, key }: Input): boolean => control || alt || meta || /^(?:F\d{1,2}|ContextMenu|PrintScreen)$/.test(key);
