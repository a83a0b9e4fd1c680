import { createListeners, type Unsubscribe } from '@hallcall/link';
import type { PrinterFault, PrinterHealth } from '../outcome.ts';
import { faultOf, type PrinterStatus } from '../status/printer-status.ts';

/** The printer's health and who wants to hear of changes. */
export type HealthKeeper = {
  current(): PrinterHealth;
  onChange(listener: (health: PrinterHealth) => void): Unsubscribe;
  noteStatus(status: PrinterStatus): void;
  noteFault(fault: PrinterFault): void;
  noteReady(): void;
};

/** Starts as unreachable. `since` moves only when state or fault change. */
export function createHealthKeeper(now: () => number): HealthKeeper {
  const listeners = createListeners<PrinterHealth>();
  let health: PrinterHealth = { state: 'unreachable', fault: 'unreachable', since: now() };
  const set = (state: PrinterHealth['state'], fault: PrinterFault | null): void => {
    if (health.state === state && health.fault === fault) return;
    health = { state, fault, since: now() };
    listeners.emit(health);
  };
  const noteFault = (fault: PrinterFault): void => set(fault === 'unreachable' ? 'unreachable' : 'fault', fault);
  return {
    current: () => health,
    onChange: (listener) => listeners.add(listener),
    noteFault,
    noteReady: () => set('ready', null),
    noteStatus(status) {
      const fault = faultOf(status);
      if (fault !== null) noteFault(fault);
      else set(status.nearEnd ? 'nearEnd' : 'ready', null);
    },
  };
}
