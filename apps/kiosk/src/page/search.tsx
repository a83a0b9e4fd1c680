// Finding an item by pinyin initials, pinyin, English words or its code, on our own keyboard.
import type { ItemCount } from '@hallcall/domain';
import { EmptyState, SearchField, useBilingual, useTexts } from '@hallcall/ui';
import { search } from '@hallcall/catalogue/search';
import { Keyboard, SearchX } from 'lucide-react';
import { useEffect, useMemo, type ReactNode } from 'react';
import type { Hall, Place } from '../hall/hall-document.ts';
import { useAgent } from '../link/use-agent.tsx';
import { ErrandsNote } from '../part/errands.tsx';
import { OnscreenKeyboard } from '../part/onscreen-keyboard.tsx';
import { ScrollPager } from '../part/scroll-pager.tsx';
import { Shell } from '../part/shell.tsx';
import { ItemTile } from './items.tsx';

const mostHits = 30;
const settledMs = 2_000;
const longestTold = 200;

export function SearchPage(props: {
  readonly hall: Hall;
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly onChoose: (itemId: string) => void;
  /** What was chosen already, for the same number. */
  readonly errands: readonly ItemCount[];
  readonly onBack: () => void;
  readonly onHome: () => void;
}): ReactNode {
  const t = useTexts().kiosk.search;
  const { hall, query } = props;
  const hits = useMemo(() => findPlaces(hall, query), [hall, query]);
  useTellInVain(query, hits.length === 0);
  return (
    <Shell hall={hall} title={t.open} onBack={props.onBack} onHome={props.onHome} modes="none">
      <ErrandsNote hall={hall} errands={props.errands} />
      <div className="kiosk-search">
        <SearchField label={t.open} value={query} onChange={props.onQuery} placeholder={t.placeholder} size="kiosk" takesFocus />
      </div>
      <p className="text-body text-soft" aria-live="polite">{query === '' ? '' : t.results({ count: hits.length })}</p>
      <Hits hall={hall} hits={hits} query={query} onChoose={props.onChoose} />
      <OnscreenKeyboard value={query} onChange={props.onQuery} />
    </Shell>
  );
}

/** Told once somebody has stopped typing: a word that is half written found nothing of itself. */
function useTellInVain(query: string, isInVain: boolean): void {
  const agent = useAgent();
  useEffect(() => {
    if (!isInVain || query.trim().length < 2) return undefined;
    const timer = setTimeout(() => agent.searched(query.slice(0, longestTold)), settledMs);
    return () => clearTimeout(timer);
  }, [agent, query, isInVain]);
}

type HitsProps = { readonly hall: Hall; readonly hits: readonly Place[]; readonly query: string; readonly onChoose: (itemId: string) => void };

function Hits({ hall, hits, query, onChoose }: HitsProps): ReactNode {
  const t = useTexts().kiosk.search;
  const pick = useBilingual();
  if (query === '') return <EmptyState icon={Keyboard} title={t.placeholder} />;
  if (hits.length === 0) return <EmptyState icon={SearchX} title={t.none({ query })} />;
  return (
    <ScrollPager resetKey={query}>
      <div className="flex flex-col gap-2">
        {hits.map(({ item, department }) => (
          <ItemTile key={item.id} hall={hall} item={item} departmentId={department.id} department={pick(department)} onPress={() => onChoose(item.id)} />
        ))}
      </div>
    </ScrollPager>
  );
}

function findPlaces(hall: Hall, query: string): Place[] {
  return search(hall.document.catalogue.search, query, mostHits).flatMap(({ itemId }) => hall.placeByItem.get(itemId) ?? []);
}
