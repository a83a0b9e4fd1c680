// One item with everything that must be public about it (材料、时限、收费、程序、标准、依据), then the number.
import { Button, useBilingual, useLanguage, useTexts } from '@hallcall/ui';
import { publicItem, type PublicField, type PublicItem } from '@hallcall/catalogue/search';
import { formatFee, formatList, waitWords } from '@hallcall/text';
import { Info, Ticket } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { ItemCount, QuotaFull } from '@hallcall/domain';
import { withErrand } from '../flow/flow.ts';
import { fullAt, waitingAt, type Hall, type Place, type Waiting } from '../hall/hall-document.ts';
import { useLiveView } from '../link/use-agent.tsx';
import { ErrandsChoice, ErrandsLine } from '../part/errands.tsx';
import { FullNotice } from '../part/full-facts.tsx';
import { GateNote, useShut } from '../part/gate.tsx';
import { PriorityChoice, type Told } from '../part/priority-choice.tsx';
import { ScrollPager } from '../part/scroll-pager.tsx';
import { Shell } from '../part/shell.tsx';
import { stateOf, waitingWords, type WaitingState } from '../part/waiting.tsx';

export function ItemPage(props: Told & {
  readonly hall: Hall;
  readonly place: Place;
  /** What was chosen already, for the same number. */
  readonly errands: readonly ItemCount[];
  readonly onCount: (errand: ItemCount) => void;
  readonly onDrop: (itemId: ItemCount['itemId']) => void;
  /** This one goes with the number, and one more is looked for. */
  readonly onAnother: (errand: ItemCount) => void;
  readonly onTake: (items: readonly ItemCount[]) => void;
  readonly onBack: () => void;
  readonly onHome: () => void;
}): ReactNode {
  const t = useTexts().kiosk.item;
  const pick = useBilingual();
  const { hall, place, errands } = props;
  const { language } = useLanguage();
  const { id } = place.item;
  const [count, setCount] = useState(errands.find(({ itemId }) => itemId === id)?.count ?? 1);
  const all = withErrand(errands, { itemId: id, count });
  const isClosed = useShut([place.queueId]);
  const full = useFull(place);
  const item = publicItem(hall.document.catalogue, place.item);
  const isShut = isClosed || full !== null;
  const names = all.map(({ itemId }) => pick(hall.placeByItem.get(itemId)?.item));
  const take = (
    <Button size="kiosk" variant="primary" icon={Ticket} onPress={() => props.onTake(all)} isDisabled={isShut} label={t.takeFor({ item: formatList(names, language) })} testId="take" takesFocus>
      <span className="kiosk-primary inline-block px-1 py-1">{t.take}</span>
    </Button>
  );
  return (
    <Shell hall={hall} title={pick(place.item)} onBack={props.onBack} onHome={props.onHome} primary={take} hasNotices>
      <Facts hall={hall} place={place} />
      <GateNote queueIds={[place.queueId]} timeZone={hall.document.hall.timeZone} />
      <div className="flex flex-wrap items-center gap-2">
        <PriorityChoice {...props} />
        <ErrandsChoice
          hall={hall} errands={all} current={id} onDrop={props.onDrop} onAnother={isShut ? null : () => props.onAnother({ itemId: id, count })}
          onCount={(errand) => (errand.itemId === id ? setCount(errand.count) : props.onCount(errand))}
        />
      </div>
      {all.length > 1 || count > 1 ? <ErrandsLine hall={hall} errands={all} /> : null}
      <ScrollPager resetKey={place.item.id}>
        <div className="flex flex-col gap-2">
          {item.missing.length === 0 ? null : <Incomplete />}
          <Materials item={item} />
          <div className="kiosk-columns-wide">
            <Field field="timeLimit">{item.timeLimit && <TimeLimit limit={item.timeLimit} />}</Field>
            <Field field="fee">{item.fee && <Fee fee={item.fee} />}</Field>
          </div>
          <Field field="procedure">{item.procedure && pick(item.procedure)}</Field>
          <Field field="standard">{item.standard && pick(item.standard)}</Field>
          <Field field="basis">{item.basis && pick(item.basis)}</Field>
        </div>
      </ScrollPager>
    </Shell>
  );
}

/** While the hub can be asked: without it nobody counts. */
function useFull({ department, item }: Place): QuotaFull | null {
  return fullAt(useLiveView(), { departmentId: department.id, itemId: item.id });
}

/** Where, how long at the window, how many in front now. */
function Facts({ hall, place }: { readonly hall: Hall; readonly place: Place }): ReactNode {
  const t = useTexts().kiosk;
  const pick = useBilingual();
  const view = useLiveView();
  const isClosed = useShut([place.queueId]);
  const waiting = isClosed ? null : waitingAt(view, [place.queueId]);
  const full = useFull(place);
  return (
    <div className="flex flex-col gap-1">
      <p className="text-label text-soft">
        {pick(place.department)} · {t.department.zone({ zone: place.department.zone })} · {t.item.minutes({ count: place.item.minutes })}
      </p>
      {full === null ? null : <FullNotice full={full} hall={hall} />}
      {waiting === null || full !== null ? null : <Ahead waiting={waiting} />}
    </div>
  );
}

const aheadLook: Readonly<Record<WaitingState, string>> = {
  free: 'bg-tint text-primary', some: 'bg-tint text-primary', closed: 'border-2 border-late bg-late-tint text-ink',
};

/** Who takes a number now: how many come first and how long it takes, or that no window is open. */
function Ahead({ waiting }: { readonly waiting: Waiting }): ReactNode {
  const t = useTexts();
  const { count, waitMinutes } = waiting;
  const state = stateOf(waiting);
  const people = count === 0 ? t.wait.nobodyAhead : t.kiosk.item.ahead({ count });
  const facts = state === 'some' && waitMinutes !== null ? [people, t.wait.told({ wait: waitWords(t, waitMinutes) })] : waitingWords(t, waiting);
  return (
    <p className={`hc-tabular flex flex-wrap gap-x-2 self-start rounded-card px-2 py-1 text-label font-strong ${aheadLook[state]}`} data-testid="ahead" data-state={state}>
      {facts.map((fact) => <span key={fact}>{fact}</span>)}
    </p>
  );
}

function Incomplete(): ReactNode {
  const t = useTexts().kiosk.item;
  return (
    <p role="note" data-testid="incomplete" className="flex items-center gap-1.5 rounded-card border-2 border-late bg-late-tint px-2 py-1.5">
      <Info aria-hidden size="1.5em" className="shrink-0 text-late" />
      {t.incomplete}
    </p>
  );
}

function Materials({ item }: { readonly item: PublicItem }): ReactNode {
  const t = useTexts();
  const pick = useBilingual();
  const { materials } = item;
  return (
    <Field field="materials" title={materials !== null && materials.length > 0 ? t.kiosk.item.bring : t.catalogue.field.materials}>
      {materials && materials.length === 0 ? t.catalogue.noMaterials : null}
      {materials && materials.length > 0 ? (
        <ol className="flex flex-col gap-0.5 text-label">
          {materials.map((material, index) => (
            <li key={material.zh} className="flex items-baseline justify-between gap-2 border-b border-line py-0.5 last:border-b-0">
              <span>
                <span className="hc-tabular mr-1 text-soft">{index + 1}</span>
                {pick(material)}
              </span>
              <span className="hc-tabular shrink-0 text-soft">{t.catalogue.copies({ count: material.copies })}</span>
            </li>
          ))}
        </ol>
      ) : null}
    </Field>
  );
}

/** One public field; what is missing says so instead of leaving a gap. */
function Field(props: { readonly field: PublicField; readonly title?: string; readonly children: ReactNode }): ReactNode {
  const t = useTexts().catalogue;
  return (
    <section className="rounded-card border border-line bg-paper px-2 py-1.5" data-testid={`field-${props.field}`}>
      <h2 className="text-body font-strong text-primary">{props.title ?? t.field[props.field]}</h2>
      <div className="mt-0.5 text-label">{props.children ?? <span className="text-late">{t.missing}</span>}</div>
    </section>
  );
}

function TimeLimit({ limit }: { readonly limit: NonNullable<PublicItem['timeLimit']> }): ReactNode {
  const t = useTexts().catalogue;
  return (
    <>
      <p className="font-strong">{limit.isInstant ? t.instant : t.promisedDays({ days: limit.promisedDays })}</p>
      <p className="text-body text-soft">{t.legalDays({ days: limit.legalDays })}</p>
    </>
  );
}

function Fee({ fee }: { readonly fee: NonNullable<PublicItem['fee']> }): ReactNode {
  const t = useTexts().catalogue;
  const pick = useBilingual();
  const { language } = useLanguage();
  if (fee.charge === 'none') return <p className="font-strong">{t.free}</p>;
  return (
    <>
      <p className="font-strong">{fee.charge === 'amount' ? formatFee(fee.fen, language) : pick(fee.text)}</p>
      {fee.charge === 'amount' ? <p className="text-body">{pick(fee.text)}</p> : null}
      <p className="text-body text-soft">{fee.payAt === 'bank' ? t.payAtBank : t.payAtDesk}</p>
    </>
  );
}
