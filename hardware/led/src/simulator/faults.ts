/** Everything a simulated line of bars can be made to do wrong. All but `unplugged` can strike one bar alone. */
export const ledFaults = [
  /** The bar hears nothing and says nothing, and goes on showing what it shows. */
  'silentAddress',
  /** Refuses every request (error "memory"). */
  'nack',
  /** Refuses every request as busy. */
  'busy',
  /** Takes the request, but the answer's checksum is wrong. */
  'corruptsReply',
  /** Draws frames whose checksum is wrong, as cheap bars do. */
  'ignoresCrc',
  /** The line is gone: the port refuses, the serial adapter is pulled out. */
  'unplugged',
  /** Answers byte by byte. */
  'splitsReply',
  /** Takes its time to answer. */
  'slow',
  /** Answers long after it was asked. */
  'lateReply',
  /** Loses its power for a moment, once: it shows nothing afterwards. */
  'powerCycle',
] as const;

/** The name of a fault. */
export type LedFault = (typeof ledFaults)[number];

/** Whether a text is the name of a fault. */
export function isLedFault(name: unknown): name is LedFault {
  return ledFaults.some((fault) => fault === name);
}

/** Which faults are on, for which bars. */
export type FaultBoard = {
  /** `address` null means all bars. */
  set(fault: LedFault, on: boolean, address: number | null): void;
  has(fault: LedFault, address: number): boolean;
  /** For an observer: names, with the address where only one bar is struck (`nack 2`). */
  list(): string[];
};

/** No fault yet. */
export function createFaultBoard(): FaultBoard {
  const struck = new Map<string, { fault: LedFault; address: number | null }>();
  const keyOf = (fault: LedFault, address: number | null): string => (address === null ? fault : `${fault} ${address}`);
  return {
    set(fault, on, address) {
      if (on) struck.set(keyOf(fault, address), { fault, address });
      else if (address !== null) struck.delete(keyOf(fault, address));
      else for (const [key, entry] of struck) if (entry.fault === fault) struck.delete(key);
    },
    has: (fault, address) => struck.has(keyOf(fault, null)) || struck.has(keyOf(fault, address)),
    list: () => [...struck.keys()].toSorted(),
  };
}
