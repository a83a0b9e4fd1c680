// The simulated reader: one of a few invented cards is laid on, or taken away.
import type { IdReaderFault } from '@hallcall/id-reader';
import { useTexts } from '@hallcall/ui';
import { IdCard } from 'lucide-react';
import type { ReactNode } from 'react';
import { ToggleButton } from 'react-aria-components';
import { FaultSwitches } from './fault-switches.tsx';
import { SimulatorCard } from './simulator-card.tsx';
import { fieldOf, useSimulator, type SimulatorSource } from './use-simulator.ts';

const source: SimulatorSource = { name: 'reader', listPath: null, pollMs: 2_000 };

export function ReaderPanel(): ReactNode {
  const t = useTexts().person;
  const reader = useSimulator(source);
  const words: Readonly<Record<IdReaderFault, string>> = t.fault;
  const labels = labelsIn(reader.state);
  const lying = fieldOf(reader.state, 'card');
  const faults = (
    <FaultSwitches title={t.hall.faults} hint={t.hall.faultHint} simulator={reader} words={words} targets={[]} general={[]} hasPower={false} testId="reader-faults" />
  );
  return (
    <SimulatorCard title={t.hall.reader} simulator={reader} lost={t.hall.lost} faults={faults} className="hall-reader">
      <div className="flex flex-col gap-1 px-2 py-1">
        <fieldset aria-label={t.hall.cards} className="flex flex-wrap gap-1" data-testid="cards">
          {labels.map((label) => (
            <Card key={label} name={t.hall.card({ label })} isOn={lying === label} onChange={(isOn) => reader.send('card', { card: isOn ? label : null })} testId={`card-${label}`} />
          ))}
          <Card name={t.hall.none} isOn={lying === null} onChange={() => reader.send('card', { card: null })} testId="card-none" />
        </fieldset>
        <p className="text-small text-soft">{t.hall.hint}</p>
      </div>
    </SimulatorCard>
  );
}

type CardProps = { readonly name: string; readonly isOn: boolean; readonly onChange: (isOn: boolean) => void; readonly testId: string };

function Card({ name, isOn, onChange, testId }: CardProps): ReactNode {
  return (
    <ToggleButton
      isSelected={isOn} onChange={onChange} data-testid={testId}
      className="flex min-h-4.5 items-center gap-0.5 rounded-small border border-edge bg-paper px-1.5 data-hovered:bg-tint data-selected:border-primary data-selected:bg-tint data-selected:font-strong"
    >
      <IdCard aria-hidden size="1.2em" /> {name}
    </ToggleButton>
  );
}

function labelsIn(state: unknown): readonly string[] {
  const cards = fieldOf(state, 'cards');
  return Array.isArray(cards) ? cards.filter((card: unknown) => typeof card === 'string') : [];
}
