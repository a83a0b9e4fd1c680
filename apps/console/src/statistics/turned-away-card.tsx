// 未办成登记: what people asked for in vain on a day, by reason and item, and the words that found nothing.
import type { StatisticsReply } from '@hallcall/protocol';
import type { Texts } from '@hallcall/text';
import { Button, Card, useTexts, type Names } from '@hallcall/ui';
import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { saveCsv, type Cell } from '../csv.ts';
import { DataTable } from '../data-table.tsx';
import { hourName } from './hour-name.ts';

type Register = NonNullable<StatisticsReply['turnedAway']>;
type Props = { readonly day: string; readonly register: Register | undefined; readonly names: Names };

export function TurnedAwayCard({ day, register, names }: Props): ReactNode {
  const t = useTexts();
  const { turnedAway: words } = t.limits;
  const save = (found: Register): void => saveCsv(`${words.title}-${day}.csv`, turnedAwayRows(day, found, { t, names }));
  return (
    <Card
      title={words.title} className="shrink-0"
      aside={register === undefined ? undefined : <Button size="small" icon={Download} onPress={() => save(register)} testId="turned-away-csv">{t.statistics.export}</Button>}
    >
      <p className="px-3 py-1 text-soft">{words.hint}</p>
      {register === undefined ? <p className="px-3 pb-2" data-testid="turned-away-none">{words.none}</p> : <Tables register={register} names={names} />}
    </Card>
  );
}

function Tables({ register, names }: { readonly register: Register; readonly names: Names }): ReactNode {
  const t = useTexts();
  const { turnedAway: words } = t.limits;
  return (
    <div className="grid gap-2 md:grid-cols-2">
      <DataTable
        label={words.refusals} testId="turned-away-refusals" rows={byReason(register)} keyOf={({ code, itemId }) => `${code} ${itemId}`}
        columns={[
          { key: 'reason', title: words.reason, render: ({ code }) => reasonOf(t, code) },
          { key: 'item', title: t.common.item, render: ({ itemId }) => names.item(itemId) },
          { key: 'count', title: words.count, isRight: true, render: ({ count }) => count },
        ]}
      />
      <DataTable
        label={words.searches} testId="turned-away-searches" rows={register.searches} keyOf={({ text }) => text}
        columns={[{ key: 'text', title: words.sought, render: ({ text }) => text }, { key: 'count', title: words.count, isRight: true, render: ({ count }) => count }]}
      />
    </div>
  );
}

type Reason = Omit<Register['refusals'][number], 'hour'>;

/** Over the hours of the day, most frequent first. */
function byReason({ refusals }: Register): readonly Reason[] {
  const sums = new Map<string, Reason>();
  for (const { code, itemId, count } of refusals) {
    const key = `${code} ${itemId}`;
    sums.set(key, { code, itemId, count: count + (sums.get(key)?.count ?? 0) });
  }
  return [...sums.values()].toSorted((a, b) => b.count - a.count);
}

/** A head and the rows, with the hours: one line a reason, item and hour, and one a word. */
export function turnedAwayRows(day: string, { refusals, searches }: Register, { t, names }: { readonly t: Texts; readonly names: Names }): Cell[][] {
  const { turnedAway: words } = t.limits;
  const { column } = t.statistics;
  return [
    [column.day, words.reason, t.common.item, column.hour, words.count],
    ...refusals.map(({ code, itemId, hour, count }): Cell[] => [day, reasonOf(t, code), names.item(itemId), hourName(hour), count]),
    ...searches.map(({ text, count }): Cell[] => [day, words.searches, text, null, count]),
  ];
}

/** A code without words of its own is shown as it is. */
function reasonOf(t: Texts, code: string): string {
  const byCode: Readonly<Record<string, string>> = t.limits.turnedAway.codes;
  return (Object.hasOwn(byCode, code) ? byCode[code] : undefined) ?? code;
}
