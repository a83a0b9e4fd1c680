// Life events (一件事): several items at several departments on one number.
import { useBilingual, useTexts } from '@hallcall/ui';
import type { ReactNode } from 'react';
import type { Hall } from '../hall/hall-document.ts';
import { ScrollPager } from '../part/scroll-pager.tsx';
import { Shell } from '../part/shell.tsx';
import { Tile } from '../part/tile.tsx';

export function ChainsPage(props: {
  readonly hall: Hall;
  readonly onChoose: (id: string) => void;
  readonly onBack: () => void;
  readonly onHome: () => void;
}): ReactNode {
  const t = useTexts().kiosk.chain;
  const pick = useBilingual();
  const { hall } = props;
  return (
    <Shell hall={hall} title={t.title} onBack={props.onBack} onHome={props.onHome} hasNotices>
      <p className="text-label text-soft">{t.hint}</p>
      <ScrollPager resetKey="chains">
        <div className="kiosk-columns-wide">
          {hall.chains.map(({ id, name, stops }) => (
            <Tile key={id} name={pick(name)} detail={t.steps({ count: stops.length })} onPress={() => props.onChoose(id)} testId={`chain-${id}`} />
          ))}
        </div>
      </ScrollPager>
    </Shell>
  );
}
