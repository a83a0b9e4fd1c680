// The first page: welcome, how long the queues are, one large button, the ways to see and reach better.
import { Button, ModeSwitch, useBilingual, useModes, useTexts } from '@hallcall/ui';
import { Hand, LifeBuoy, Route, Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { fullAt, waitingAt, waitingInAll, type DepartmentEntry, type Hall } from '../hall/hall-document.ts';
import { useKiosk, useLiveView } from '../link/use-agent.tsx';
import { ComingBack } from '../part/coming-back.tsx';
import { DepartmentFacts } from '../part/department-facts.tsx';
import { ScrollPager } from '../part/scroll-pager.tsx';
import { Shell } from '../part/shell.tsx';
import { Tile } from '../part/tile.tsx';
import { useWholeTiles } from '../part/use-whole-tiles.ts';

const longestList = 14;

export type AttractPageProps = {
  readonly hall: Hall;
  readonly onStart: () => void;
  readonly onSearch: () => void;
  readonly onChains: () => void;
  readonly onPass: () => void;
  readonly onDepartment: (id: string) => void;
};

export function AttractPage(props: AttractPageProps): ReactNode {
  const t = useTexts().kiosk;
  const isLive = useKiosk()?.hub.link === 'live';
  const actions = (
    <div className="flex flex-1 flex-wrap items-center justify-between gap-2">
      <Button size="kiosk" icon={Search} onPress={props.onSearch} testId="search">
        {t.search.open}
      </Button>
      {props.hall.chains.length === 0 ? null : (
        <Button size="kiosk" icon={Route} onPress={props.onChains} testId="chains">
          {t.chain.open}
        </Button>
      )}
      {/* Right also where it stands on a line of its own. */}
      <div className="ml-auto flex">
        <Button size="kiosk" variant="primary" icon={Hand} onPress={props.onStart} testId="start" takesFocus>
          <span className="kiosk-primary inline-block px-1 py-1">{t.attract.start}</span>
        </Button>
      </div>
    </div>
  );
  return (
    <Shell hall={props.hall} title="" onBack={null} onHome={null} primary={actions} banner={t.attract.title} modes="own" hasNotices>
      <ScrollPager resetKey="attract">
        <div className="flex flex-col gap-3">
          <Welcome isLive={isLive} />
          <Busiest {...props} />
        </div>
      </ScrollPager>
      <div className="flex flex-col gap-2 pt-1">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <Help />
          <ComingBack {...props} />
        </div>
        <ModeSwitch size="kiosk" withReach />
      </div>
    </Shell>
  );
}

function Welcome({ isLive }: { readonly isLive: boolean }): ReactNode {
  const t = useTexts().kiosk.attract;
  const { modes } = useModes();
  const kiosk = useKiosk();
  const count = isLive ? waitingInAll(kiosk?.view ?? null) : null;
  return (
    <div className="kiosk-welcome flex flex-col items-center justify-center gap-2 text-center">
      {modes.reach === 'low' ? null : <h1 className="text-[3.4rem] leading-tight font-strong text-primary">{t.title}</h1>}
      <p className="text-title">{t.openNow}</p>
      {count === null ? null : <p className="hc-tabular text-label text-soft" data-testid="waiting-all">{t.waitingNow({ count })}</p>}
    </div>
  );
}

/** The longest queues first: most people come for one of these. Without anybody waiting, the first of the catalogue. */
function Busiest({ hall, onDepartment }: { readonly hall: Hall; readonly onDepartment: (id: string) => void }): ReactNode {
  const pick = useBilingual();
  const list = useWholeTiles();
  const view = useLiveView();
  const count = ({ queueIds }: DepartmentEntry): number => waitingAt(view, queueIds)?.count ?? 0;
  const entries = hall.departments.toSorted((a, b) => count(b) - count(a)).slice(0, longestList);
  return (
    <div ref={list} className="kiosk-columns-wide">
      {entries.map((entry) => (
        <div key={entry.department.id} className="flex">
          <Tile
            name={pick(entry.department)}
            detail={<DepartmentFacts hall={hall} entry={entry} as="along" />}
            isFull={fullAt(view, { departmentId: entry.department.id, itemId: null }) !== null}
            onPress={() => onDepartment(entry.department.id)}
          />
        </div>
      ))}
    </div>
  );
}

function Help(): ReactNode {
  const t = useTexts().kiosk.attract;
  return (
    <p className="flex items-center gap-1.5 text-body text-soft">
      <LifeBuoy aria-hidden size="1.5em" className="shrink-0" />
      {t.help}
    </p>
  );
}
