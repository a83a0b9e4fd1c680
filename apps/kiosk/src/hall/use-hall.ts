import { useEffect, useState } from 'react';
import { readHall, type Hall, type HallDocument } from './hall-document.ts';

const againMs = 1_000;

/** The hall of a configuration version; the one before until it is there, null before the first. */
export function useHall(version: number | null): Hall | null {
  const [hall, setHall] = useState<Hall | null>(null);
  useEffect(() => {
    if (version === null) return undefined;
    const aborter = new AbortController();
    void load(version, aborter.signal, setHall);
    return () => aborter.abort();
  }, [version]);
  return hall;
}

/** Asks until it has it or nobody wants it any more. */
async function load(version: number, signal: AbortSignal, onHall: (hall: Hall) => void): Promise<void> {
  while (!signal.aborted) {
    const response = await fetch(`/config/${version}`, { signal }).catch(() => null);
    // The hub checked the document before it published it; the agent hands it on unchanged.
    if (response?.ok) return onHall(readHall((await response.json()) as HallDocument));
    await new Promise((resolve) => setTimeout(resolve, againMs));
  }
}
