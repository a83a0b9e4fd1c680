// Four slips that electron.d.ts must catch: this file never runs, and its errors are counted by a test.
import { app, BrowserWindow } from 'electron';

const window = new BrowserWindow({ kiosk: 'yes' });
window.webContents.on('will-navigat', () => undefined);
new BrowserWindow({ webPreferences: { contextIsolatoin: true } }).show();
app.enableSandboxx();
