import { useBilingual, useTexts } from '@hallcall/ui';
import type { Item } from '@hallcall/catalogue';
import type { ItemCount } from '@hallcall/domain';
import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { fullAt, type Hall } from '../hall/hall-document.ts';
import { useLiveView } from '../link/use-agent.tsx';
import { FullFacts } from '../part/full-facts.tsx';
import { GateFacts } from '../part/gate.tsx';
import { ChosenBefore } from '../part/errands-choice.tsx';
import { ScrollPager } from '../part/scroll-pager.tsx';
import { Shell } from '../part/shell.tsx';
import { Tile } from '../part/tile.tsx';

/** What one department does. */
export function ItemsPage(props: {
  readonly hall: Hall;
  readonly departmentId: string;
  /** On the number already. */
  readonly chosen: readonly ItemCount[];
  readonly onChoose: (itemId: string) => void;
  readonly onBack: () => void;
  readonly onHome: () => void;
}): ReactNode {
  const t = useTexts().kiosk;
  const pick = useBilingual();
  const entry = props.hall.departments.find(({ department }) => department.id === props.departmentId);
  const items = entry?.department.items.filter(({ id }) => props.hall.placeByItem.has(id)) ?? [];
  return (
    <Shell hall={props.hall} title={pick(entry?.department)} onBack={props.onBack} onHome={props.onHome} hasNotices>
      <ChosenBefore hall={props.hall} items={props.chosen} />
      <p className="text-label text-soft">{t.item.title}</p>
      <ScrollPager resetKey={props.departmentId}>
        <div className="flex flex-col gap-2">
          {items.map((item) => (
            <ItemTile key={item.id} hall={props.hall} item={item} departmentId={props.departmentId} onPress={() => props.onChoose(item.id)} />
          ))}
        </div>
      </ScrollPager>
    </Shell>
  );
}

/** An item in a list; `department` is said where several are mixed. */
export function ItemTile(props: { readonly hall: Hall; readonly item: Item; readonly departmentId: string; readonly department?: string; readonly onPress: () => void }): ReactNode {
  const t = useTexts();
  const pick = useBilingual();
  const { hall, item, department } = props;
  const queueId = hall.placeByItem.get(item.id)?.queueId;
  const full = fullAt(useLiveView(), { departmentId: props.departmentId, itemId: item.id });
  const detail = (
    <>
      {department === undefined ? null : <span className="font-strong">{department}</span>}
      {full === null ? null : <FullFacts full={full} hall={props.hall} />}
      <span>{t.kiosk.item.minutes({ count: item.minutes })}</span>
      {item.timeLimit === null ? null : (
        <span>{item.timeLimit.promisedDays === 0 ? t.catalogue.instant : t.catalogue.promisedDays({ days: item.timeLimit.promisedDays })}</span>
      )}
      <GateFacts queueIds={queueId === undefined ? [] : [queueId]} timeZone={hall.document.hall.timeZone} />
    </>
  );
  return (
    <Tile
      name={pick(item)}
      detail={detail}
      isFull={full !== null}
      aside={<ChevronRight aria-hidden size="1.5em" className="text-edge" />}
      onPress={props.onPress}
      testId={`item-${item.id}`}
    />
  );
}
