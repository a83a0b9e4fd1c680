// The Debian packages that are made, each for one job in the hall; they may share a machine. The kiosk's own shell is packaged
// elsewhere; `hallcall-screen` starts it where it is installed.

export type DebianPackage = {
  readonly name: 'hallcall-hub' | 'hallcall-agent' | 'hallcall-screen';
  /** The program in it, if it is more than scripts: bundled, with the built pages and a Node of its own beside it. */
  readonly program: { readonly app: 'hub' | 'agent' } | null;
  readonly units: readonly string[];
  /** Started with the machine as soon as it is installed; a screen has to be chosen first. */
  readonly isEnabled: boolean;
  /** Of the service's data. */
  readonly folder: string;
};

export const debianPackages: readonly DebianPackage[] = [
  { name: 'hallcall-hub', program: { app: 'hub' }, units: ['hallcall-hub.service'], isEnabled: true, folder: '/var/lib/hallcall' },
  { name: 'hallcall-agent', program: { app: 'agent' }, units: ['hallcall-agent.service'], isEnabled: true, folder: '/var/lib/hallcall-agent' },
  {
    name: 'hallcall-screen', program: null, units: ['hallcall-kiosk.service', 'hallcall-display.service'], isEnabled: false,
    folder: '/var/lib/hallcall-screen',
  },
];

/** Apps whose built pages lie beside hub and agent. */
export const pageApps = ['apps/kiosk', 'apps/window', 'apps/display', 'apps/console'] as const;
