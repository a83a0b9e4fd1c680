// The Debian packages that are made, each for one job in the hall; they may share a machine. The kiosk's own shell is packaged
// elsewhere; `hallcall-screen` starts it where it is installed.

/** An app: bundled, with the built pages and a Node of its own beside it. */
export type Program = { readonly app: 'hub' | 'agent'; readonly tools: readonly Tool[] };

/** A program of scripts/src that serves the same machine: bundled beside the app, with the same Node. */
export type Tool = {
  /** Source file from the repository's root. */
  readonly entry: string;
  /** File of the bundle. */
  readonly target: string;
  /** Folders of the workspace packages that it needs beyond those of the app. */
  readonly needs: readonly string[];
};

export type DebianPackage = {
  readonly name: 'hallcall-hub' | 'hallcall-agent' | 'hallcall-screen';
  /** The program in it, if it is more than scripts. */
  readonly program: Program | null;
  readonly units: readonly string[];
  /** Started with the machine as soon as it is installed; a screen has to be chosen first. */
  readonly isEnabled: boolean;
  /** Of the service's data. */
  readonly folder: string;
};

const clips: Tool = { entry: 'scripts/src/clips.ts', target: 'clips.mjs', needs: ['hardware/voice', 'packages/voice'] };

export const debianPackages: readonly DebianPackage[] = [
  { name: 'hallcall-hub', program: { app: 'hub', tools: [clips] }, units: ['hallcall-hub.service'], isEnabled: true, folder: '/var/lib/hallcall' },
  { name: 'hallcall-agent', program: { app: 'agent', tools: [] }, units: ['hallcall-agent.service'], isEnabled: true, folder: '/var/lib/hallcall-agent' },
  {
    name: 'hallcall-screen', program: null, units: ['hallcall-kiosk.service', 'hallcall-display.service'], isEnabled: false,
    folder: '/var/lib/hallcall-screen',
  },
];

/** Apps whose built pages lie beside hub and agent. */
export const pageApps = ['apps/kiosk', 'apps/window', 'apps/display', 'apps/console'] as const;
