// The visitor has been sent away for want of something, and is here again with it.
import type { HubConfig } from '@hallcall/client';
import type { CameBackView } from '@hallcall/domain';
import { StatusChip, useLanguage, useTexts, type Names } from '@hallcall/ui';
import type { ReactNode } from 'react';
import { materialNames } from './material-choices.ts';

type Props = { readonly cameBack: CameBackView; readonly config: HubConfig; readonly names: Names };

export function CameBack({ cameBack, config, names }: Props): ReactNode {
  const t = useTexts();
  const { language } = useLanguage();
  const { windowId, date, materials, other, note } = cameBack;
  const window = t.common.windowLabel({ label: names.windowLabel(windowId) });
  return (
    <section aria-label={t.handed.desk.cameBack} className="flex flex-col items-start gap-0.5 rounded-small border border-primary bg-tint p-1.5" data-testid="came-back">
      <StatusChip tone="busy">{t.handed.desk.cameBack}</StatusChip>
      <p className="text-small text-soft">{t.handed.desk.askedBy({ window, date })}</p>
      <ul className="list-disc pl-2.5 font-strong">
        {[...materialNames(config, materials, language), ...(other === null ? [] : [other])].map((name) => <li key={name}>{name}</li>)}
      </ul>
      {note === null ? null : <p className="text-small">{note}</p>}
    </section>
  );
}
