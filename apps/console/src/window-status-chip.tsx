import type { WindowStatus } from '@hallcall/domain';
import { StatusChip, useTexts, type StatusTone } from '@hallcall/ui';
import type { ReactNode } from 'react';

const tones: Record<WindowStatus, StatusTone> = { closed: 'quiet', idle: 'done', calling: 'called', serving: 'busy', paused: 'paused' };

export function WindowStatusChip({ status }: { readonly status: WindowStatus }): ReactNode {
  const t = useTexts();
  return <StatusChip tone={tones[status]}>{t.window.status[status]}</StatusChip>;
}
