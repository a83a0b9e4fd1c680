import type { ClerkId, WindowId } from '@hallcall/domain';
import { ConfirmDialog, useTexts, type Names } from '@hallcall/ui';
import type { ReactNode } from 'react';

type Props = { readonly from: ClerkId | null; readonly leaving: WindowId | null; readonly names: Names; readonly onTakeOver: () => void; readonly onClose: () => void };

/** What taking over means: for whoever is on record here, and at the window that the clerk leaves. */
export function TakeOverDialog({ from, leaving, names, onTakeOver, onClose }: Props): ReactNode {
  const t = useTexts().window.takeOver;
  const button = from === null ? t.move : t.button;
  const body = [from === null ? [] : [t.here({ clerk: from })], leaving === null ? [] : [t.leave({ label: names.windowLabel(leaving) })]].flat().join(' ');
  return <ConfirmDialog isOpen title={button} body={body} confirm={button} onConfirm={onTakeOver} onClose={onClose} />;
}
