// Forty-three departments, by zone or by the first letter of their pinyin, and the way to the search.
import { Button, useBilingual, useTexts } from '@hallcall/ui';
import { Search } from 'lucide-react';
import type { ItemCount } from '@hallcall/domain';
import type { ReactNode } from 'react';
import type { DepartmentFilter } from '../flow/flow.ts';
import { fullAt, type DepartmentEntry, type Hall } from '../hall/hall-document.ts';
import { useLiveView } from '../link/use-agent.tsx';
import { DepartmentFacts } from '../part/department-facts.tsx';
import { ChosenBefore } from '../part/errands-choice.tsx';
import { ScrollPager } from '../part/scroll-pager.tsx';
import { Shell } from '../part/shell.tsx';
import { Chip, Tile } from '../part/tile.tsx';

export type DepartmentsPageProps = {
  readonly hall: Hall;
  /** On the number already. */
  readonly chosen: readonly ItemCount[];
  readonly filter: DepartmentFilter;
  readonly onFilter: (filter: DepartmentFilter) => void;
  readonly onChoose: (id: string) => void;
  readonly onSearch: () => void;
  readonly onBack: () => void;
  readonly onHome: () => void;
};

export function DepartmentsPage(props: DepartmentsPageProps): ReactNode {
  const t = useTexts().kiosk;
  const { hall, filter } = props;
  const search = (
    <Button size="kiosk" variant="primary" icon={Search} onPress={props.onSearch} testId="search">
      {t.search.open}
    </Button>
  );
  const shown = hall.departments.filter((entry) => filter.value === null || keyOf(entry, filter.by) === filter.value);
  return (
    <Shell hall={hall} title={t.department.title} onBack={props.onBack} onHome={props.onHome} primary={search} hasNotices>
      <ChosenBefore hall={hall} items={props.chosen} />
      <Filters {...props} />
      <ScrollPager resetKey={`${filter.by} ${filter.value ?? ''}`}>
        <div className="kiosk-columns">
          {shown.map((entry) => (
            <DepartmentTile key={entry.department.id} hall={hall} entry={entry} onPress={() => props.onChoose(entry.department.id)} />
          ))}
        </div>
      </ScrollPager>
    </Shell>
  );
}

function DepartmentTile({ hall, entry, onPress }: { readonly hall: Hall; readonly entry: DepartmentEntry; readonly onPress: () => void }): ReactNode {
  const pick = useBilingual();
  const full = fullAt(useLiveView(), { departmentId: entry.department.id, itemId: null });
  return <Tile name={pick(entry.department)} detail={<DepartmentFacts hall={hall} entry={entry} />} isFull={full !== null} onPress={onPress} testId={`department-${entry.department.id}`} />;
}

/** All, by zone or by letter; the second row offers only what exists. */
function Filters({ hall, filter, onFilter }: DepartmentsPageProps): ReactNode {
  const t = useTexts().kiosk.department;
  const values = [...new Set(hall.departments.map((entry) => keyOf(entry, filter.by)))].toSorted();
  const other = filter.by === 'zone' ? 'letter' : 'zone';
  return (
    <fieldset className="flex flex-wrap gap-2" aria-label={filter.by === 'zone' ? t.byZone : t.letterIndex}>
      <Chip isChosen={filter.value === null} onPress={() => onFilter({ by: filter.by, value: null })}>
        {t.all}
      </Chip>
      {values.map((value) => (
        <Chip key={value} isChosen={filter.value === value} onPress={() => onFilter({ by: filter.by, value })} testId={`filter-${value}`}>
          {value}
        </Chip>
      ))}
      <Button size="kiosk" variant="quiet" onPress={() => onFilter({ by: other, value: null })} testId="filter-other">
        {other === 'zone' ? t.byZone : t.byLetter}
      </Button>
    </fieldset>
  );
}

function keyOf(entry: DepartmentEntry, by: DepartmentFilter['by']): string {
  return by === 'zone' ? entry.department.zone : entry.letter;
}
