import type { LogLine } from '@hallcall/domain';
import { useView } from '@hallcall/client/react';
import { formatTimeSeconds, type Texts } from '@hallcall/text';
import { Button, Card, EmptyState, LoadingState, TicketNumber, useLanguage, useTexts } from '@hallcall/ui';
import { Pause, Play } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useConsole } from '../console-context.tsx';
import { DataTable } from '../data-table.tsx';

/** The newest events of the hall, as they are recorded. */
export function LogPage(): ReactNode {
  const t = useTexts();
  const { language } = useLanguage();
  const { config, names } = useConsole();
  const live = useView('log')?.view.lines ?? null;
  const [held, setHeld] = useState<readonly LogLine[] | null>(null);
  const { log } = t.console;
  if (live === null) return <LoadingState />;
  const lines = held ?? live;
  return (
    <Card
      title={log.title}
      className="flex-1"
      aside={
        <Button size="small" icon={held === null ? Pause : Play} onPress={() => setHeld(held === null ? live : null)}>
          {held === null ? log.follow : log.paused}
        </Button>
      }
    >
      <p className="px-3 py-1 text-soft">{log.hint}</p>
      {lines.length === 0 ? <EmptyState title={log.none} /> : null}
      <DataTable<LogLine>
        label={log.title}
        testId="log"
        rows={lines}
        keyOf={(line) => String(line.seq)}
        columns={[
          { key: 'seq', title: log.sequence, isRight: true, render: (line) => <span className="text-soft">{line.seq}</span> },
          { key: 'at', title: t.common.time, render: (line) => <span className="hc-tabular">{formatTimeSeconds(line.at, language, config.hall.timeZone)}</span> },
          { key: 'type', title: log.event, render: (line) => <EventWord line={line} t={t} /> },
          { key: 'number', title: t.common.number, render: (line) => (line.number === null ? '' : <TicketNumber number={line.number} />) },
          { key: 'window', title: t.common.window, render: (line) => (line.windowId === null ? '' : t.common.windowLabel({ label: names.windowLabel(line.windowId) })) },
          { key: 'actor', title: log.actor, render: (line) => <span className="text-soft">{line.actor}</span> },
        ]}
      />
    </Card>
  );
}

function EventWord({ line, t }: { readonly line: LogLine; readonly t: Texts }): ReactNode {
  const words: Readonly<Record<string, string>> = t.console.event;
  return (
    <span>
      <strong>{words[line.type] ?? line.type}</strong> {line.outcome === null ? '' : t.window.outcome[line.outcome]}
    </span>
  );
}
