import type { LogLine } from '@hallcall/domain';
import { formatTimeSeconds } from '@hallcall/text';
import { TicketNumber, useLanguage, useTexts } from '@hallcall/ui';
import type { ReactNode } from 'react';
import { useConsole } from '../console-context.tsx';
import { DataTable } from '../data-table.tsx';
import { actorInWords } from './actor-in-words.ts';
import { factInWords } from './fact-in-words.ts';

/** Events as rows: what, whose, where, and what came of it. */
export function LogLines({ lines }: { readonly lines: readonly LogLine[] }): ReactNode {
  const t = useTexts();
  const { language } = useLanguage();
  const { config, names } = useConsole();
  const { log } = t.console;
  // One of a newer hub stands as it is.
  const words: Readonly<Record<string, string>> = t.console.event;
  return (
    <DataTable<LogLine>
      label={log.title}
      testId="log"
      rows={lines}
      keyOf={(line) => String(line.seq)}
      columns={[
        { key: 'seq', title: log.sequence, isRight: true, render: (line) => <span className="text-soft">{line.seq}</span> },
        { key: 'at', title: t.common.time, render: (line) => <span className="hc-tabular">{formatTimeSeconds(line.at, language, config.hall.timeZone)}</span> },
        { key: 'type', title: log.event, render: (line) => <strong>{words[line.type] ?? line.type}</strong> },
        { key: 'number', title: t.common.number, render: (line) => (line.number === null ? '' : <TicketNumber number={line.number} />) },
        { key: 'window', title: t.common.window, render: (line) => (line.windowId === null ? '' : t.common.windowLabel({ label: names.windowLabel(line.windowId) })) },
        { key: 'result', title: log.result, render: (line) => factInWords({ t, names, language }, line) },
        { key: 'actor', title: log.actor, render: (line) => <span className="text-soft">{actorInWords(t, line.actor)}</span> },
      ]}
    />
  );
}
