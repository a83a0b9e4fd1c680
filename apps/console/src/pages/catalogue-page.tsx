import type { HubConfig } from '@hallcall/client';
import { Card, EmptyState, StatusChip, useTexts } from '@hallcall/ui';
import { BookCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { useConsole } from '../console-context.tsx';
import { DataTable } from '../data-table.tsx';

type Item = HubConfig['catalogue']['departments'][number]['items'][number];
const publicFields = ['basis', 'standard', 'procedure', 'materials', 'timeLimit', 'fee'] as const satisfies readonly (keyof Item)[];

/** What this hall offers, and the items whose public text is not complete yet. */
export function CataloguePage(): ReactNode {
  const t = useTexts();
  const { config, names } = useConsole();
  const { departments } = config.catalogue;
  const { catalogue } = t.console;
  const items = departments.flatMap((department) => department.items);
  const counts = {
    departments: departments.length,
    items: items.length,
    approval: items.filter(({ category }) => category === 'approval').length,
    convenience: items.filter(({ category }) => category === 'convenience').length,
  };
  const incomplete = items.flatMap((item) => {
    const lacks = publicFields.filter((field) => item[field] === null);
    return lacks.length === 0 ? [] : [{ item, lacks }];
  });
  return (
    <Card title={catalogue.title} className="flex-1">
      <p className="px-3 py-2 text-label">{catalogue.counts(counts)}</p>
      <div className="border-t border-line px-3 py-1">
        <h3 className="font-strong">{catalogue.incompleteTitle}</h3>
        <p className="text-soft">{catalogue.incompleteHint}</p>
      </div>
      {incomplete.length === 0 ? <EmptyState icon={BookCheck} title={catalogue.incompleteNone} /> : null}
      {incomplete.length === 0 ? null : (
        <DataTable
          label={catalogue.incompleteTitle}
          rows={incomplete}
          keyOf={({ item }) => item.id}
          columns={[
            { key: 'code', title: t.catalogue.officialCode, render: ({ item }) => item.officialCode ?? item.id },
            { key: 'name', title: t.common.item, render: ({ item }) => names.item(item.id) },
            {
              key: 'lacks', title: t.common.status,
              render: ({ lacks }) => <StatusChip tone="late">{catalogue.lacks({ fields: lacks.map((field) => t.catalogue.field[field]).join(' · ') })}</StatusChip>,
            },
          ]}
        />
      )}
    </Card>
  );
}
