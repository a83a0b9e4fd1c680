// The simulated printer's control port, behind the hub's origin. Polled: it exists in the sample hall only.
import { useCallback, useEffect, useState } from 'react';

export type PrinterSimulator = {
  readonly isLost: boolean;
  readonly faults: ReadonlySet<string>;
  /** Numbers of the pictures, newest first. */
  readonly tickets: readonly number[];
  readonly setFault: (fault: string, on: boolean) => void;
  readonly clearFaults: () => void;
  readonly powerCycle: () => void;
};

type Known = { readonly isLost: boolean; readonly faults: ReadonlySet<string>; readonly tickets: readonly number[] };

const base = '/sim/printer/';
const pollMs = 1_000;
const post = (path: string, body: unknown): Promise<Response> =>
  fetch(base + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

export function usePrinter(): PrinterSimulator {
  const [known, setKnown] = useState<Known>({ isLost: false, faults: new Set(), tickets: [] });
  const look = useCallback(async () => {
    try {
      const [state, tickets] = await Promise.all([readJson('state'), readJson('tickets')]);
      setKnown({ isLost: false, faults: new Set(faultsOf(state)), tickets: numbersOf(tickets).toReversed() });
    } catch {
      setKnown((before) => ({ ...before, isLost: true }));
    }
  }, []);
  useEffect(() => {
    let isWanted = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const step = async (): Promise<void> => {
      if (document.visibilityState === 'visible') await look();
      if (isWanted) timer = setTimeout(() => void step(), pollMs);
    };
    void step();
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [look]);
  const act = useCallback(
    async (calls: readonly { readonly path: string; readonly body: unknown }[]) => {
      try {
        for (const { path, body } of calls) await post(path, body);
      } catch {
        setKnown((before) => ({ ...before, isLost: true }));
      }
      await look();
    },
    [look],
  );
  return {
    ...known,
    setFault: (fault, on) => void act(switches([fault], on)),
    clearFaults: () => void act(switches(known.faults, false)),
    powerCycle: () => void act([{ path: 'power', body: {} }]),
  };
}

const switches = (faults: Iterable<string>, on: boolean) => [...faults].map((fault) => ({ path: 'fault', body: { fault, on } }));

async function readJson(path: string): Promise<unknown> {
  const response = await fetch(base + path);
  if (!response.ok) throw new Error(`the simulator answered ${response.status}`);
  return response.json();
}

function faultsOf(state: unknown): string[] {
  const isState = typeof state === 'object' && state !== null && 'faults' in state && Array.isArray(state.faults);
  return isState ? (state.faults as unknown[]).filter((fault) => typeof fault === 'string') : [];
}

function numbersOf(tickets: unknown): number[] {
  if (!Array.isArray(tickets)) return [];
  return tickets.flatMap((ticket: unknown) => {
    const hasNumber = typeof ticket === 'object' && ticket !== null && 'number' in ticket && typeof ticket.number === 'number';
    return hasNumber ? [ticket.number as number] : [];
  });
}
