import { join } from 'node:path';
import { app, BrowserWindow, screen } from 'electron';

/** The one window, over the whole primary display, shown when it has something to show. Nobody can close it. */
export function openWindow(): BrowserWindow {
  const window = new BrowserWindow({
    ...screen.getPrimaryDisplay().bounds,
    kiosk: true, fullscreen: true, frame: false, autoHideMenuBar: true, show: false,
    // The canvas of every page: no flash at start.
    backgroundColor: '#f4f6fa',
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      contextIsolation: true, sandbox: true, nodeIntegration: false, webSecurity: true, webviewTag: false, navigateOnDragDrop: false,
      devTools: !app.isPackaged, spellcheck: false, backgroundThrottling: false, disableDialogs: true,
    },
  });
  window.once('ready-to-show', () => window.show());
  window.on('blur', () => window.webContents.focus());
  // Kiosk alone is only full screen, and without a window manager not even that.
  screen.on('display-metrics-changed', () => window.setBounds(screen.getPrimaryDisplay().bounds));
  let isEnding = false;
  app.on('before-quit', () => {
    isEnding = true;
  });
  window.on('close', (event) => {
    if (!isEnding) event.preventDefault();
  });
  // The window is the program: without one there is nothing to end for.
  app.on('window-all-closed', () => undefined);
  return window;
}
