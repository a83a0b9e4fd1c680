// Runs sandboxed before the page: verbs, never channels. Main checks who calls; nothing here is trusted.
import type { HallcallShell } from '@hallcall/protocol/shell';
import { contextBridge, ipcRenderer } from 'electron';
import { channel } from '../channels.ts';

const shell: HallcallShell = {
  beat: () => ipcRenderer.send(channel.beat),
  // Main answers with a boolean.
  exit: (token) => ipcRenderer.invoke(channel.exit, token) as Promise<boolean>,
  keepScreenOn: (isOn) => ipcRenderer.send(channel.screen, isOn),
};

contextBridge.exposeInMainWorld('hallcallShell', shell);
