import { useSyncExternalStore } from 'react';

const query = '(orientation: portrait)';

function subscribe(onChange: () => void): () => void {
  const media = matchMedia(query);
  media.addEventListener('change', onChange);
  return () => media.removeEventListener('change', onChange);
}

/** True on a screen that is higher than wide. */
export const usePortrait = (): boolean => useSyncExternalStore(subscribe, () => matchMedia(query).matches);
