import { FaultState, LoadingState, useTexts } from '@hallcall/ui';
import type { ReactNode } from 'react';
import { useHealth } from '../use-health.ts';
import { ChooserPage } from './chooser-page.tsx';
import { HallPage } from './hall-page.tsx';

/** What stands at `/`: the whole hall in the sample, a choice of pages in a real one. */
export function EntryPage(): ReactNode {
  const t = useTexts();
  const { health, isLost } = useHealth();
  if (health === null) return isLost ? <FaultState message={t.fault['hub.unreachable']} code="hub.unreachable" /> : <LoadingState />;
  return health.isSample ? <HallPage /> : <ChooserPage />;
}
