import type { Registry } from '@hallcall/protocol';
import { Button, Card, ConfirmDialog, EmptyState, LoadingState, Notice, problemMessage, StatusChip, useTexts } from '@hallcall/ui';
import { KeyRound, LockOpen, UserCheck, UserPlus, UserX } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { ClerkDialog, type ClerkDraft } from '../clerk-dialog.tsx';
import { useConsole } from '../console-context.tsx';
import { DataTable } from '../data-table.tsx';
import { useRegistry } from '../use-registry.ts';

type Clerk = Registry['clerks'][number];
type Asked = { readonly what: 'edit' | 'disable'; readonly clerk: Clerk } | { readonly what: 'add' } | null;

/** Who may sign in. Nobody is deleted: the log names them. */
export function ClerksPage(): ReactNode {
  const t = useTexts();
  const { http, canAct } = useConsole();
  const desk = useRegistry(http, null);
  const [asked, setAsked] = useState<Asked>(null);
  const save = async ({ clerkId, name, role, pin, isDisabled }: ClerkDraft): Promise<void> => {
    if (await desk.change(() => http.changeClerk(clerkId, { name, role, pin, isDisabled }))) setAsked(null);
  };
  const keep = (clerk: Clerk, isDisabled: boolean): void => void save({ ...clerk, pin: null, isDisabled });
  const { clerks } = t.console;
  if (desk.registry === null && desk.problem === null) return <LoadingState />;
  return (
    <Card
      title={clerks.title}
      className="flex-1"
      aside={
        <Button icon={UserPlus} variant="primary" onPress={() => setAsked({ what: 'add' })}>
          {clerks.add}
        </Button>
      }
    >
      {desk.problem === null || asked !== null ? null : (
        <div className="p-2">
          <Notice message={problemMessage(t, desk.problem)} code={desk.problem.code} />
        </div>
      )}
      {desk.registry?.clerks.length === 0 ? <EmptyState title={clerks.none} /> : null}
      <DataTable<Clerk>
        label={clerks.title}
        rows={desk.registry?.clerks ?? []}
        keyOf={(row) => row.clerkId}
        columns={[
          { key: 'id', title: clerks.id, render: (row) => <strong>{row.clerkId}</strong> },
          { key: 'name', title: clerks.name, render: (row) => row.name },
          { key: 'role', title: clerks.role, render: (row) => t.console.role[row.role] },
          { key: 'status', title: t.common.status, render: (row) => <ClerkStatus clerk={row} /> },
          {
            key: 'act', title: t.common.actions, isRight: true,
            render: (row) => (
              <div className="flex flex-wrap justify-end gap-1">
                {row.isLocked ? (
                  <Button size="small" icon={LockOpen} isDisabled={!canAct || desk.isWorking} onPress={() => keep(row, row.isDisabled)}>
                    {clerks.unlock}
                  </Button>
                ) : null}
                <Button size="small" icon={KeyRound} onPress={() => setAsked({ what: 'edit', clerk: row })}>
                  {clerks.resetPin}
                </Button>
                {row.isDisabled ? (
                  <Button size="small" icon={UserCheck} isDisabled={!canAct || desk.isWorking} onPress={() => keep(row, false)}>
                    {clerks.enable}
                  </Button>
                ) : (
                  <Button size="small" variant="danger" icon={UserX} onPress={() => setAsked({ what: 'disable', clerk: row })}>
                    {clerks.disable}
                  </Button>
                )}
              </div>
            ),
          },
        ]}
      />
      {asked?.what === 'add' || asked?.what === 'edit' ? (
        <ClerkDialog
          clerk={asked.what === 'edit' ? asked.clerk : null}
          problem={desk.problem}
          isWorking={desk.isWorking}
          onSave={(draft) => void save(draft)}
          onClose={() => setAsked(null)}
        />
      ) : null}
      <ConfirmDialog
        isOpen={asked?.what === 'disable'}
        title={clerks.disable}
        body={asked?.what === 'disable' ? clerks.disableConfirm({ name: asked.clerk.name }) : ''}
        confirm={clerks.disable}
        variant="danger"
        onConfirm={() => asked?.what === 'disable' && keep(asked.clerk, true)}
        onClose={() => setAsked(null)}
      />
    </Card>
  );
}

function ClerkStatus({ clerk }: { readonly clerk: Clerk }): ReactNode {
  const t = useTexts();
  if (clerk.isDisabled) return <StatusChip tone="quiet">{t.console.clerks.disabled}</StatusChip>;
  if (clerk.isLocked) return <StatusChip tone="late">{t.console.clerks.locked}</StatusChip>;
  return <StatusChip tone="done">{t.health.ok}</StatusChip>;
}
