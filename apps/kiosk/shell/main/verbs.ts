// What the page may ask of the shell. Each call is looked at twice: who asks (the main frame of our window, from home) and what.
import { app, ipcMain, powerSaveBlocker, type IpcMainEvent, type IpcMainInvokeEvent, type WebContents } from 'electron';
import { channel } from '../channels.ts';
import { log } from './log.ts';
import { isSameOrigin } from './same-origin.ts';

export type VerbDeps = {
  readonly contents: WebContents;
  readonly home: URL;
  readonly onBeat: () => void;
  /** Asks whoever gave the token whether it is good. Never rejects. */
  readonly confirm: (token: string) => Promise<boolean>;
};

const tokenForm = /^[\w-]{43}$/;

export function answerVerbs({ contents, home, onBeat, confirm }: VerbDeps): void {
  const keepScreenOn = createScreen();
  keepScreenOn(true);

  function isTrusted({ sender, senderFrame }: IpcMainEvent | IpcMainInvokeEvent): boolean {
    // A frame that is gone cannot be judged.
    const isOurs = senderFrame !== null && senderFrame.parent === null && sender.id === contents.id && isSameOrigin(senderFrame.url, home);
    if (!isOurs) log('call refused', { url: senderFrame?.url ?? null });
    return isOurs;
  }

  ipcMain.on(channel.beat, (event) => {
    if (isTrusted(event)) onBeat();
  });
  ipcMain.on(channel.screen, (event, isOn: unknown) => {
    if (isTrusted(event) && typeof isOn === 'boolean') keepScreenOn(isOn);
  });
  ipcMain.handle(channel.exit, async (event, token: unknown) => {
    if (!isTrusted(event) || typeof token !== 'string' || !tokenForm.test(token)) throw new Error('refused');
    const isGood = await confirm(token);
    log('maintenance exit', { isGood });
    if (isGood) app.exit(0);
    return isGood;
  });
}

function createScreen(): (isOn: boolean) => void {
  let id: number | null = null;
  return (isOn) => {
    if (isOn && id === null) id = powerSaveBlocker.start('prevent-display-sleep');
    if (isOn || id === null) return;
    powerSaveBlocker.stop(id);
    id = null;
  };
}
