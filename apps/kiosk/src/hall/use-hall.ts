import { useEffect, useState } from 'react';
import { readHall, type Hall, type HallDocument } from './hall-document.ts';

const againMs = 1_000;

/** The hall of a configuration version; the one before until it is there, null before the first. */
export function useHall(version: number | null): Hall | null {
  const [hall, setHall] = useState<Hall | null>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (version === null) return undefined;
    const aborter = new AbortController();
    let again: ReturnType<typeof setTimeout> | undefined;
    load(version, aborter.signal).then(setHall, () => {
      if (!aborter.signal.aborted) again = setTimeout(() => setTries((count) => count + 1), againMs);
    });
    return () => {
      aborter.abort();
      clearTimeout(again);
    };
  }, [version, tries]);
  return hall;
}

async function load(version: number, signal: AbortSignal): Promise<Hall> {
  const response = await fetch(`/config/${version}`, { signal });
  if (!response.ok) throw new Error(`configuration ${version} answered ${response.status}`);
  // The hub checked the document before it published it; the agent hands it on unchanged.
  return readHall((await response.json()) as HallDocument);
}
