// One life event: its steps by stage, what is done at each, which of them the visitor wants, then the number.
import { stagesOf } from '@hallcall/client';
import type { ItemCount } from '@hallcall/domain';
import { Button, useBilingual, useTexts } from '@hallcall/ui';
import { Ticket } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { fullAt, waitingAt, type Hall, type Place } from '../hall/hall-document.ts';
import { useLiveView } from '../link/use-agent.tsx';
import { GateFacts, useShut } from '../part/gate.tsx';
import { nothingChosen, withErrand, type Chosen } from '../flow/flow.ts';
import { ErrandsChoice, ErrandsLine } from '../part/errands.tsx';
import { PriorityChoice } from '../part/priority-choice.tsx';
import { ScrollPager } from '../part/scroll-pager.tsx';
import { Shell } from '../part/shell.tsx';
import { FullFacts } from '../part/full-facts.tsx';
import { CheckTile } from '../part/check-tile.tsx';
import { WaitingFacts } from '../part/waiting.tsx';

type Chain = Hall['chains'][number];
type ItemId = Chain['stops'][number]['items'][number];

export function ChainPage(props: {
  readonly hall: Hall;
  readonly chain: Chain;
  readonly onTake: (items: readonly ItemCount[], chosen: Chosen) => void;
  readonly onBack: () => void;
  readonly onHome: () => void;
}): ReactNode {
  const t = useTexts().kiosk;
  const pick = useBilingual();
  const { hall, chain } = props;
  const [all, setAll] = useState<readonly ItemCount[]>(() => chain.stops.flatMap(({ items }) => items).map((itemId) => ({ itemId, count: 1 })));
  const [left, setLeft] = useState<ReadonlySet<ItemId>>(new Set());
  const [chosen, setChosen] = useState(nothingChosen);
  const wanted = all.filter(({ itemId }) => !left.has(itemId));
  const view = useLiveView();
  const isFull = wanted.some(({ itemId }) => fullAt(view, { departmentId: hall.placeByItem.get(itemId)?.department.id ?? '', itemId }) !== null);
  const flip = (id: ItemId): void => setLeft((now) => new Set(now.has(id) ? [...now].filter((other) => other !== id) : [...now, id]));
  const stages = stagesOf(chain.stops.map(({ after }) => ({ after: after.map((id) => chain.stops.findIndex((stop) => stop.id === id)) })));
  const take = (
    <Button size="kiosk" variant="primary" icon={Ticket} onPress={() => props.onTake(wanted, chosen)} isDisabled={wanted.length === 0 || isFull} testId="take" takesFocus>
      <span className="kiosk-primary inline-block px-1 py-1">{t.item.take}</span>
    </Button>
  );
  return (
    <Shell hall={hall} title={pick(chain.name)} onBack={props.onBack} onHome={props.onHome} primary={take} hasNotices>
      <p className="text-label text-soft">{t.chain.choose}</p>
      <div className="flex flex-wrap items-center gap-2">
        <PriorityChoice chosen={chosen} onChosen={setChosen} />
        {wanted.length === 0 ? null : <ErrandsChoice hall={hall} errands={wanted} current={null} onDrop={null} onCount={(errand) => setAll(withErrand(all, errand))} />}
      </div>
      {wanted.some(({ count }) => count > 1) ? <ErrandsLine hall={hall} errands={wanted} /> : null}
      <ScrollPager resetKey={chain.id}>
        <ol className="flex flex-col gap-2">
          {[...new Set(stages)].map((stage) => (
            <Stage key={stage} number={stage} stops={chain.stops.filter((_, index) => stages[index] === stage)} hall={hall} left={left} onFlip={flip} />
          ))}
        </ol>
      </ScrollPager>
    </Shell>
  );
}

type StageProps = {
  readonly number: number; readonly stops: Chain['stops']; readonly hall: Hall;
  readonly left: ReadonlySet<ItemId>; readonly onFlip: (id: ItemId) => void;
};

function Stage({ number, stops, hall, left, onFlip }: StageProps): ReactNode {
  const t = useTexts().kiosk.chain;
  return (
    <li className="flex flex-col gap-2 rounded-card border border-line bg-paper px-2 py-1.5" data-testid={`stage-${number}`}>
      <h2 className="text-label font-strong text-primary">
        {t.step({ number })}
        {stops.length > 1 ? <span className="ml-1 text-body font-plain text-soft">{t.together}</span> : null}
      </h2>
      {stops.flatMap(({ items }) => items).map((id) => {
        const place = hall.placeByItem.get(id);
        return place ? <Item key={id} hall={hall} place={place} isWanted={!left.has(id)} onFlip={() => onFlip(id)} /> : null;
      })}
    </li>
  );
}

function Item({ hall, place, isWanted, onFlip }: { readonly hall: Hall; readonly place: Place; readonly isWanted: boolean; readonly onFlip: () => void }): ReactNode {
  const t = useTexts().kiosk;
  const pick = useBilingual();
  const view = useLiveView();
  const isClosed = useShut([place.queueId]);
  const full = fullAt(view, { departmentId: place.department.id, itemId: place.item.id });
  const detail = (
    <>
      <span>{pick(place.department)}</span>
      <span>{t.department.zone({ zone: place.department.zone })}</span>
      {full === null ? <WaitingFacts as="line" waiting={isClosed ? null : waitingAt(view, [place.queueId])} /> : <FullFacts full={full} hall={hall} />}
      <GateFacts queueIds={[place.queueId]} timeZone={hall.document.hall.timeZone} />
    </>
  );
  return <CheckTile name={pick(place.item)} detail={detail} isChosen={isWanted} onFlip={onFlip} testId={`want-${place.item.id}`} />;
}
