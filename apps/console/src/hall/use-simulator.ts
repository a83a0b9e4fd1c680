// A simulator's control port, behind the hub's origin. Polled: it exists in the sample hall only.
import { useCallback, useEffect, useRef, useState } from 'react';

export type SimulatorName = 'printer' | 'led' | 'speaker' | 'reader';

export type Simulator = {
  /** It did not answer when last asked; what follows is what it said before. */
  readonly isLost: boolean;
  /** Its `GET state`, null until it has answered once. */
  readonly state: unknown;
  /** Its list (tickets, sounds), as it sends it. */
  readonly list: readonly unknown[];
  /** Names of the faults that are on, with the address where only one device of a line is struck: `nack 2`. */
  readonly faults: ReadonlySet<string>;
  /** `address` null means the whole simulator. */
  readonly setFault: (fault: string, on: boolean, address: number | null) => void;
  readonly clearFaults: () => void;
  readonly powerCycle: (address: number | null) => void;
  /** Anything else it can be told. */
  readonly send: (path: string, body: unknown) => void;
};

export type SimulatorSource = {
  readonly name: SimulatorName;
  /** What else is read with its state; null where there is no list. */
  readonly listPath: string | null;
  readonly pollMs: number;
};

type Known = Pick<Simulator, 'isLost' | 'state' | 'list'>;
type Post = { readonly path: string; readonly body: unknown };

/** Reads a simulator while the page is seen, and sends it what its switches say. The source must not change. */
export function useSimulator({ name, listPath, pollMs }: SimulatorSource): Simulator {
  const [known, setKnown] = useState<Known>({ isLost: false, state: null, list: [] });
  const text = useRef('');
  const look = useCallback(async () => {
    const next = await read(name, listPath);
    // What is the same draws nothing anew.
    if (next !== null && next.text === text.current) return setKnown((before) => (before.isLost ? { ...before, isLost: false } : before));
    text.current = next?.text ?? '';
    setKnown((before) => (next === null ? { ...before, isLost: true } : next.known));
  }, [name, listPath]);
  usePolling(look, pollMs);
  const act = useCallback(
    async (posts: readonly Post[]) => {
      // A post that fails is shown by the look that follows it.
      for (const { path, body } of posts) await post(`/sim/${name}/${path}`, body).catch(() => null);
      await look();
    },
    [name, look],
  );
  const faults = new Set(faultsOf(known.state));
  return {
    ...known,
    faults,
    setFault: (fault, on, address) => void act([faultPost({ fault, address }, on)]),
    clearFaults: () => void act([...faults].map((entry) => faultPost(placeOf(entry), false))),
    powerCycle: (address) => void act([{ path: 'power', body: address === null ? {} : { address } }]),
    send: (path, body) => void act([{ path, body }]),
  };
}

/** A field of an answer, undefined where there is none. */
export function fieldOf(answer: unknown, name: string): unknown {
  return typeof answer === 'object' && answer !== null ? new Map<string, unknown>(Object.entries(answer)).get(name) : undefined;
}

/** Of `nack 2` the fault and the address it struck; null is the whole simulator. */
export function placeOf(entry: string): { readonly fault: string; readonly address: number | null } {
  const [fault = '', address] = entry.split(' ');
  return { fault, address: address === undefined ? null : Number(address) };
}

function usePolling(look: () => Promise<void>, pollMs: number): void {
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
  }, [look, pollMs]);
}

/** Null where the simulator is gone: no answer, or the hub's word that there is none. */
async function read(name: SimulatorName, listPath: string | null): Promise<{ readonly text: string; readonly known: Known } | null> {
  try {
    const paths = listPath === null ? ['state'] : ['state', listPath];
    const texts = await Promise.all(paths.map((path) => getText(`/sim/${name}/${path}`)));
    const [state, list] = texts.map((text): unknown => JSON.parse(text));
    return { text: texts.join('\n'), known: { isLost: false, state, list: Array.isArray(list) ? list : [] } };
  } catch {
    return null;
  }
}

async function getText(url: string): Promise<string> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the simulator answered ${response.status}`);
  return response.text();
}

const post = (url: string, body: unknown): Promise<Response> =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

const faultPost = ({ fault, address }: { readonly fault: string; readonly address: number | null }, on: boolean): Post => ({
  path: 'fault',
  body: address === null ? { fault, on } : { fault, on, address },
});

function faultsOf(state: unknown): string[] {
  const faults = fieldOf(state, 'faults');
  return Array.isArray(faults) ? faults.filter((fault: unknown) => typeof fault === 'string') : [];
}
