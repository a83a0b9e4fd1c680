import { useState } from 'react';

/** How often `isUp` has become true: a key by which an animation runs anew at each rise and not at the fall. */
export function useRises(isUp: boolean): number {
  const [known, setKnown] = useState({ isUp, rises: isUp ? 1 : 0 });
  if (known.isUp === isUp) return known.rises;
  const rises = known.rises + (isUp ? 1 : 0);
  setKnown({ isUp, rises });
  return rises;
}
