// What Electron's preload gives a page as `window.hallcallShell`: the shell's own verbs, nothing of the hall. Types only.

export type HallcallShell = {
  /** A frame has been painted. Without one for 20 s the shell loads the page again. */
  beat(): void;
  /** Ends the shell if the agent confirms the token of `POST /page/maintenance`; false if it does not. Rejects for anything else. */
  exit(token: string): Promise<boolean>;
  /** Keeps the screen lit, or leaves it to the system to let it rest. */
  keepScreenOn(isOn: boolean): void;
};
