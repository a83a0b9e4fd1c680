// The hidden way out of the shell: three seconds on the corner, then the PIN. A plain browser has no shell and no corner.
import type { HallcallShell } from '@hallcall/protocol';
import { useState, type ReactNode } from 'react';
import type { LeavePorts } from './leave-shell.ts';
import { PinPad } from './pin-pad.tsx';
import { useLongPress } from './use-long-press.ts';

const heldMs = 3_000;

export type MaintenanceProps = { readonly shell: HallcallShell | null; readonly post: LeavePorts['post'] };

export function Maintenance({ shell, post }: MaintenanceProps): ReactNode {
  return shell === null ? null : <Corner ports={{ shell, post }} />;
}

function Corner({ ports }: { readonly ports: LeavePorts }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const corner = useLongPress(heldMs, () => setOpen(true));
  return (
    <>
      <div ref={corner} aria-hidden className="kiosk-corner" data-testid="maintenance-corner" />
      {isOpen ? <PinPad ports={ports} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
