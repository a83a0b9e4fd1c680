import type { ConsoleView } from '@hallcall/domain';
import { formatTime } from '@hallcall/text';
import { Button, Card, ConfirmDialog, StatusChip, TicketNumber, useLanguage, useTexts } from '@hallcall/ui';
import { DoorClosed } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useConsole } from '../console-context.tsx';
import { DataTable } from '../data-table.tsx';
import { WindowStatusChip } from '../window-status-chip.tsx';

type Row = ConsoleView['windows'][number];

/** Every window as it stands; a manager may close one whose clerk has left. */
export function WindowsPage(): ReactNode {
  const t = useTexts();
  const { language } = useLanguage();
  const { view, names, config, commands, canAct } = useConsole();
  const [closing, setClosing] = useState<Row | null>(null);
  return (
    <Card title={t.console.windows.title} className="flex-1">
      <DataTable<Row>
        label={t.console.windows.title}
        rows={view.windows}
        keyOf={(row) => row.windowId}
        columns={[
          { key: 'window', title: t.common.window, render: (row) => <strong className="text-label">{t.common.windowLabel({ label: names.windowLabel(row.windowId) })}</strong> },
          { key: 'status', title: t.common.status, render: (row) => <WindowStatusChip status={row.status} /> },
          { key: 'active', title: t.common.number, render: (row) => (row.active === null ? '—' : <TicketNumber number={row.active} className="text-label" />) },
          { key: 'clerk', title: t.console.clerks.id, render: (row) => row.clerkId ?? t.console.windows.nobody },
          { key: 'since', title: t.console.windows.since, isRight: true, render: (row) => (row.status === 'closed' ? '—' : formatTime(row.since, language, config.hall.timeZone)) },
          {
            key: 'page', title: t.health.device.window,
            render: (row) => <StatusChip tone={row.isConnected ? 'done' : 'quiet'}>{row.isConnected ? t.console.windows.pageConnected : t.console.windows.pageAway}</StatusChip>,
          },
          {
            key: 'act', title: t.common.actions, isRight: true,
            render: (row) =>
              row.status === 'closed' ? null : (
                <Button size="small" variant="danger" icon={DoorClosed} isDisabled={!canAct} onPress={() => setClosing(row)}>
                  {t.console.windows.closeWindow}
                </Button>
              ),
          },
        ]}
      />
      <ConfirmDialog
        isOpen={closing !== null}
        title={t.console.windows.closeWindow}
        body={closing === null ? '' : t.console.windows.closeConfirm({ label: names.windowLabel(closing.windowId) })}
        confirm={t.console.windows.closeWindow}
        variant="danger"
        onConfirm={() => closing !== null && commands.send({ type: 'window.close', windowId: closing.windowId })}
        onClose={() => setClosing(null)}
      />
    </Card>
  );
}
