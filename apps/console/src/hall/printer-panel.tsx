import { Button, Card, EmptyState, Notice, useTexts } from '@hallcall/ui';
import { Power, Printer } from 'lucide-react';
import type { ReactNode } from 'react';
import { ToggleButton } from 'react-aria-components';
import { usePrinter, type PrinterSimulator } from './use-printer.ts';

/** What the simulated printer put out, newest first, and everything it can be made to do wrong. */
export function PrinterPanel(): ReactNode {
  const t = useTexts();
  const printer = usePrinter();
  return (
    <Card title={t.hall.printer}>
      {printer.isLost ? (
        <div className="p-2">
          <Notice message={{ what: t.hall.cannotReach, meaning: '', action: '' }} code={null} />
        </div>
      ) : null}
      <Tickets numbers={printer.tickets} />
      <Faults printer={printer} />
    </Card>
  );
}

const shown = 8;

function Tickets({ numbers }: { readonly numbers: readonly number[] }): ReactNode {
  const t = useTexts();
  if (numbers.length === 0) return <EmptyState icon={Printer} title={t.hall.noTickets} />;
  return (
    <ol className="flex items-start gap-1.5 overflow-x-auto bg-sunken p-2" data-testid="printed-tickets">
      {numbers.slice(0, shown).map((number) => (
        <li key={number} className="hc-enter shrink-0">
          <a href={`/sim/printer/tickets/${number}.png`} target="_blank" rel="noreferrer">
            <img src={`/sim/printer/tickets/${number}.png`} alt={t.hall.ticketPicture({ number: String(number) })} className="hall-slip bg-paper shadow-card" />
          </a>
        </li>
      ))}
    </ol>
  );
}

function Faults({ printer }: { readonly printer: PrinterSimulator }): ReactNode {
  const t = useTexts();
  const words = t.printer.fault;
  return (
    <details className="border-t border-line px-3 py-1.5" open>
      <summary className="flex items-center justify-between gap-2 font-strong">
        {t.hall.printerFaults}
        <span className="text-small font-plain text-soft">{t.hall.faultsNow({ count: printer.faults.size })}</span>
      </summary>
      <p className="text-small text-soft">{t.hall.printerFaultHint}</p>
      <div className="flex flex-wrap gap-0.5 py-1" data-testid="printer-faults">
        {faultNames(words).map((fault) => (
          <ToggleButton
            key={fault}
            isSelected={printer.faults.has(fault)}
            onChange={(on) => printer.setFault(fault, on)}
            className="min-h-3.5 rounded-full border border-edge bg-paper px-1 text-small data-hovered:bg-tint data-selected:border-called data-selected:bg-called-fill data-selected:font-strong data-selected:text-on-called-fill"
          >
            {words[fault]}
          </ToggleButton>
        ))}
      </div>
      <div className="flex gap-1">
        <Button size="small" isDisabled={printer.faults.size === 0} onPress={printer.clearFaults}>
          {t.printer.allFaultsOff}
        </Button>
        <Button size="small" icon={Power} onPress={printer.powerCycle}>
          {t.hall.powerCycle}
        </Button>
      </div>
    </details>
  );
}

/** The keys of a text table, in its order. */
function faultNames<T extends object>(words: T): (keyof T & string)[] {
  // Object.keys forgets the type of its argument.
  return Object.keys(words) as (keyof T & string)[];
}
