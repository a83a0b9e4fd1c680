import type { DevicePresence } from '@hallcall/domain';
import { formatTime, type Texts } from '@hallcall/text';
import { Button, StatusChip, useLanguage, useTexts } from '@hallcall/ui';
import { Check } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useConsole } from '../console-context.tsx';
import { RootDialog } from '../root-dialog.tsx';
import { detailInWords } from './detail-in-words.ts';
import { differingRoot } from './differing-root.ts';

type Part = DevicePresence['parts'][number];

/** The parts of a device: a chip each, and below them the reason of what is out of order. */
export function DeviceParts({ parts, timeZone }: { readonly parts: readonly Part[]; readonly timeZone: string }): ReactNode {
  const t = useTexts();
  const { language } = useLanguage();
  return (
    <>
      <div className="flex flex-wrap items-center gap-1">
        {parts.map(({ part, state, code, since }, index) => (
          <StatusChip key={`${part} ${index}`} tone={state === 'ok' ? 'done' : state === 'warning' ? 'late' : 'fault'}>
            {partName(t, part)} · {codeWord(t, code)}
            {state === 'ok' ? '' : ` · ${formatTime(since, language, timeZone)}`}
          </StatusChip>
        ))}
      </div>
      {parts.map(({ part, code, detail }, index) =>
        detail === undefined ? null : (
          <div key={`${part} ${index}`} className="flex flex-wrap items-center gap-2">
            <p className="text-small text-soft [overflow-wrap:anywhere]" title={detail}>
              {partName(t, part)} · {detailInWords(t, language, { code, detail })}
            </p>
            {code === 'root.differs' ? <Acknowledge detail={detail} /> : null}
          </div>
        ),
      )}
    </>
  );
}

function Acknowledge({ detail }: { readonly detail: string }): ReactNode {
  const { acknowledge } = useTexts().close.console;
  const { canAct } = useConsole();
  const [isOpen, setIsOpen] = useState(false);
  const root = differingRoot(detail);
  if (root === null) return null;
  return (
    <>
      <Button size="small" icon={Check} isDisabled={!canAct} onPress={() => setIsOpen(true)} testId="root-ask">{acknowledge}</Button>
      {isOpen ? <RootDialog root={root} onClose={() => setIsOpen(false)} /> : null}
    </>
  );
}

/** The word of a part or a code; one from a newer device stands as it is. */
function lookUp(table: Readonly<Record<string, string>>, key: string): string {
  return table[key] ?? key;
}
/** `led bus-1`: a kind and which of its kind. */
function partName(t: Texts, part: string): string {
  const [kind = '', name] = part.split(' ');
  return name === undefined ? lookUp(t.health.device, kind) : `${lookUp(t.health.device, kind)} ${name}`;
}
const codeWord = (t: Texts, code: string): string => lookUp({ ...t.printer.status, ...t.health.partState }, code);
