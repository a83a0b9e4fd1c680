import type { SimulatorFault } from '@hallcall/printer';
import { EmptyState, useTexts } from '@hallcall/ui';
import { Printer } from 'lucide-react';
import type { ReactNode } from 'react';
import { FaultSwitches } from './fault-switches.tsx';
import { SimulatorCard } from './simulator-card.tsx';
import { fieldOf, useSimulator, type SimulatorSource } from './use-simulator.ts';

const source: SimulatorSource = { name: 'printer', listPath: 'tickets', pollMs: 1_000 };

/** What the simulated printer put out, newest first, and everything it can be made to do wrong. */
export function SlipsPanel(): ReactNode {
  const t = useTexts();
  const printer = useSimulator(source);
  const words: Readonly<Record<SimulatorFault, string>> = t.printer.fault;
  const switches = (
    <FaultSwitches
      title={t.hall.printerFaults} hint={t.hall.printerFaultHint} simulator={printer} words={words} targets={[]} general={[]} hasPower
      testId="printer-faults"
    />
  );
  return (
    <SimulatorCard title={t.hall.printer} simulator={printer} lost={t.hall.cannotReach} faults={switches}>
      <Slips numbers={printer.list.flatMap(numberOf).toReversed()} />
    </SimulatorCard>
  );
}

const shown = 8;

function Slips({ numbers }: { readonly numbers: readonly number[] }): ReactNode {
  const t = useTexts();
  if (numbers.length === 0) return <EmptyState icon={Printer} title={t.hall.noTickets} />;
  return (
    <ol className="flex items-start gap-1.5 overflow-x-auto bg-sunken px-1.5 py-1" data-testid="printed-tickets">
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

function numberOf(ticket: unknown): number[] {
  const number = fieldOf(ticket, 'number');
  return typeof number === 'number' ? [number] : [];
}
